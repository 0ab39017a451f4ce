namespace SocialRx.Dialogs.Words;

/// <summary>Every line the code can say; its wordings are in en-GB.json under the same key.</summary>
internal static class Lines
{
    public static class Hello
    {
        public static readonly Line Who = new("hello.who", "from", "to", "area");
        public static readonly PlainLine Rules = new("hello.rules");
        public static readonly PlainLine Teams = new("hello.teams");
    }

    public static class Shared
    {
        public static readonly PlainLine OneToOne = new("shared.one-to-one");
    }

    public static class Form
    {
        public static readonly PlainLine Unclear = new("form.unclear");
        public static readonly PlainLine UnclearAgain = new("form.unclear-again");
        public static readonly PlainLine LeaveIt = new("form.leave-it");
        public static readonly PlainLine Skipped = new("form.skipped");
        public static readonly PlainLine Back = new("form.back");
        public static readonly PlainLine NothingBefore = new("form.nothing-before");
        public static readonly PlainLine Hello = new("form.hello");
        public static readonly PlainLine YesOrNo = new("form.yes-or-no");
    }

    public static class About
    {
        public static readonly PlainLine Age = new("about.age");
        public static readonly PlainLine AgeAgain = new("about.age-again");
        public static readonly PlainLine AgeUnclear = new("about.age-unclear");
        public static readonly PlainLine NoBirthday = new("about.no-birthday");
        public static readonly Line TooYoung = new("about.too-young", "min");
        public static readonly PlainLine ShowAnAdult = new("about.show-an-adult");
        public static readonly Line TooYoungLines = new("about.too-young-lines", "lines");
        public static readonly Line TooOld = new("about.too-old", "max");
        public static readonly PlainLine AskYourSurgery = new("about.ask-your-surgery");
        public static readonly PlainLine StillOutside = new("about.still-outside");
        public static readonly PlainLine Area = new("about.area");
        public static readonly PlainLine AreaAgain = new("about.area-again");
        public static readonly Line AreaGuessed = new("about.area-guessed", "place");
        public static readonly Line AreaSeveral = new("about.area-several", "places");
        public static readonly Line AreaUnknown = new("about.area-unknown", "outcode");
        public static readonly PlainLine AreaUnclear = new("about.area-unclear");
    }

    public static class Matters
    {
        public static readonly PlainLine Ask = new("matters.ask");
        public static readonly PlainLine Again = new("matters.again");
        public static readonly PlainLine Shrug = new("matters.shrug");
        public static readonly Line Heard = new("matters.heard", "words", "themes");
        public static readonly Line Tapped = new("matters.tapped", "themes");
        public static readonly PlainLine Closest = new("matters.closest");
        public static readonly PlainLine ClosestAgain = new("matters.closest-again");
        public static readonly PlainLine ClosestUnclear = new("matters.closest-unclear");
    }

    public static class InTheWay
    {
        public static readonly PlainLine Ask = new("in-the-way.ask");
        public static readonly PlainLine Again = new("in-the-way.again");
        public static readonly PlainLine Nothing = new("in-the-way.nothing");
        public static readonly Line Heard = new("in-the-way.heard", "barriers");
        public static readonly Line Noted = new("in-the-way.noted", "words");
    }

    public static class Strengths
    {
        public static readonly PlainLine Ask = new("strengths.ask");
        public static readonly PlainLine Again = new("strengths.again");
        public static readonly PlainLine Shrug = new("strengths.shrug");
        public static readonly Line Heard = new("strengths.heard", "words");
    }

    public static class When
    {
        public static readonly PlainLine Ask = new("when.ask");
        public static readonly PlainLine Again = new("when.again");
        public static readonly PlainLine Any = new("when.any");
        public static readonly PlainLine Unclear = new("when.unclear");
    }

    public static class Access
    {
        public static readonly PlainLine Ask = new("access.ask");
        public static readonly PlainLine Again = new("access.again");
    }

    public static class Belongs
    {
        public static readonly PlainLine Ask = new("belongs.ask");
        public static readonly PlainLine Again = new("belongs.again");
    }

    public static class Find
    {
        public static readonly Line Found = new("find.found", "count");
        public static readonly PlainLine FoundAgain = new("find.found-again");
        public static readonly PlainLine FoundOne = new("find.found-one");
        public static readonly PlainLine FoundOneAgain = new("find.found-one-again");
        public static readonly PlainLine WidenedDistance = new("find.widened-distance");
        public static readonly PlainLine WidenedDay = new("find.widened-day");
        public static readonly PlainLine WidenedCost = new("find.widened-cost");
        public static readonly PlainLine WidenedSetting = new("find.widened-setting");
        public static readonly PlainLine Snags = new("find.snags");
        public static readonly PlainLine Nothing = new("find.nothing");
        public static readonly PlainLine NothingAgain = new("find.nothing-again");
        public static readonly PlainLine LookAgain = new("find.look-again");
        public static readonly PlainLine Which = new("find.which");
        public static readonly Line More = new("find.more", "more");
        public static readonly Line Chosen = new("find.chosen", "name");
        public static readonly Line Next = new("find.next", "when");
        public static readonly Line DayAndTime = new("find.day-and-time", "day", "time");
        public static readonly Line SomeDays = new("find.some-days", "days");
        public static readonly Line HolidayDays = new("find.holiday-days", "days");
        public static readonly PlainLine NotNow = new("find.not-now");
        public static readonly PlainLine LeaveIt = new("find.leave-it");
        public static readonly PlainLine NoRush = new("find.no-rush");
        public static readonly PlainLine Unclear = new("find.unclear");
        public static readonly Line RunBy = new("find.run-by", "name", "organisation");
        public static readonly Line Contact = new("find.contact", "contact");
        public static readonly PlainLine Online = new("find.online");
        public static readonly PlainLine WhyNot = new("find.why-not");
        public static readonly PlainLine WhyNotAgain = new("find.why-not-again");
        public static readonly PlainLine WhyNotHeard = new("find.why-not-heard");
    }

    public static class Reason
    {
        public static readonly Line Theme = new("reason.theme", "theme");
        public static readonly Line Word = new("reason.word", "word");
        public static readonly Line Near = new("reason.near", "miles", "place");
        public static readonly PlainLine Online = new("reason.online");
        public static readonly PlainLine Free = new("reason.free");
        public static readonly Line Day = new("reason.day", "day");
        public static readonly Line Age = new("reason.age", "ages");
        public static readonly Line AgesBetween = new("reason.ages-between", "from", "to");
        public static readonly Line AgesFrom = new("reason.ages-from", "from");
        public static readonly Line AgesTo = new("reason.ages-to", "to");
        public static readonly PlainLine AgesAll = new("reason.ages-all");
        public static readonly PlainLine Newcomers = new("reason.newcomers");
        public static readonly Line Access = new("reason.access", "access");
        public static readonly PlainLine Group = new("reason.group");
        public static readonly PlainLine Indoors = new("reason.indoors");
        public static readonly PlainLine Outdoors = new("reason.outdoors");
        public static readonly PlainLine InAGroup = new("reason.in-a-group");
        public static readonly PlainLine Alone = new("reason.alone");
        public static readonly Line Language = new("reason.language", "language");
        public static readonly Line Budget = new("reason.budget", "pounds");
        public static readonly Line Area = new("reason.area", "area");
    }

    public static class Snag
    {
        public static readonly Line Costs = new("snag.costs", "pounds");
        public static readonly PlainLine CostUnknown = new("snag.cost-unknown");
        public static readonly Line Far = new("snag.far", "miles");
        public static readonly PlainLine PlaceUnknown = new("snag.place-unknown");
        public static readonly Line OtherDay = new("snag.other-day", "session");
        public static readonly PlainLine TimesUnknown = new("snag.times-unknown");
        public static readonly PlainLine AgesUnknown = new("snag.ages-unknown");
        public static readonly Line PartOfAge = new("snag.part-of-age", "ages");
        public static readonly Line AccessNotSaid = new("snag.access-not-said", "access");
        public static readonly PlainLine NeedsReferral = new("snag.needs-referral");
        public static readonly PlainLine TermTime = new("snag.term-time");
        public static readonly PlainLine NotChecked = new("snag.not-checked");
        public static readonly Line Area = new("snag.area", "area");
        public static readonly PlainLine OnePlace = new("snag.one-place");
        public static readonly Line FewPlaces = new("snag.few-places", "count");
        public static readonly Line Language = new("snag.language", "language");
    }

    public static class Plan
    {
        public static readonly PlainLine Goal = new("plan.goal");
        public static readonly PlainLine GoalAgain = new("plan.goal-again");
        public static readonly Line GoalHeard = new("plan.goal-heard", "words");
        public static readonly PlainLine Confidence = new("plan.confidence");
        public static readonly PlainLine ConfidenceAgain = new("plan.confidence-again");
        public static readonly PlainLine ConfidenceUnclear = new("plan.confidence-unclear");
        public static readonly Line Likely = new("plan.likely", "number");
        public static readonly Line OneMore = new("plan.one-more", "number", "next");
        public static readonly PlainLine OneMoreAgain = new("plan.one-more-again");
        public static readonly Line OneMoreHeard = new("plan.one-more-heard", "words");
        public static readonly Line Here = new("plan.here", "plan");
        public static readonly Line HereAgain = new("plan.here-again", "plan");
        public static readonly PlainLine Kept = new("plan.kept");
        public static readonly PlainLine Change = new("plan.change");
        public static readonly Line Matters = new("plan.matters", "themes");
        public static readonly Line Listing = new("plan.listing", "listing");
        public static readonly Line Step = new("plan.step", "goal");
        public static readonly Line Sure = new("plan.sure", "number");
        public static readonly Line Adult = new("plan.adult", "days");
        public static readonly Line AdultAfterReading = new("plan.adult-after-reading", "days");
    }

    public static class Adult
    {
        public static readonly PlainLine Ask = new("adult.ask");
        public static readonly PlainLine AskForCompany = new("adult.ask-for-company");
        public static readonly PlainLine Again = new("adult.again");
        public static readonly PlainLine WhatIsTold = new("adult.what-is-told");
        public static readonly PlainLine NotNow = new("adult.not-now");
        public static readonly PlainLine ItemByItem = new("adult.item-by-item");
        public static readonly PlainLine Name = new("adult.name");
        public static readonly PlainLine NameAgain = new("adult.name-again");
        public static readonly PlainLine NameUnclear = new("adult.name-unclear");
        public static readonly PlainLine Contact = new("adult.contact");
        public static readonly PlainLine ContactAgain = new("adult.contact-again");
        public static readonly PlainLine ContactUnclear = new("adult.contact-unclear");
        public static readonly PlainLine NoContact = new("adult.no-contact");
        public static readonly PlainLine Safe = new("adult.safe");
        public static readonly PlainLine SafeAgain = new("adult.safe-again");
        public static readonly Line Age = new("adult.age", "age");
        public static readonly PlainLine AgeAgain = new("adult.age-again");
        public static readonly Line Area = new("adult.area", "area");
        public static readonly PlainLine AreaAgain = new("adult.area-again");
        public static readonly Line Matters = new("adult.matters", "themes");
        public static readonly PlainLine MattersAgain = new("adult.matters-again");
        public static readonly Line Goal = new("adult.goal", "goal");
        public static readonly PlainLine GoalAgain = new("adult.goal-again");
        public static readonly PlainLine Company = new("adult.company");
        public static readonly PlainLine CompanyAgain = new("adult.company-again");
        public static readonly Line ReadFirst = new("adult.read-first", "age");
        public static readonly Line Send = new("adult.send", "items");
        public static readonly Line SendAgain = new("adult.send-again", "items");
        public static readonly Line Sent = new("adult.sent", "days", "receipt");
        public static readonly Line SentToBeRead = new("adult.sent-to-be-read", "days", "receipt");
        public static readonly PlainLine NotSent = new("adult.not-sent");
        public static readonly Line ItemName = new("adult.item-name", "name");
        public static readonly Line ItemContact = new("adult.item-contact", "contact");
        public static readonly Line ItemSafe = new("adult.item-safe", "safe");
        public static readonly Line ItemAge = new("adult.item-age", "age");
        public static readonly Line ItemArea = new("adult.item-area", "area");
        public static readonly Line ItemMatters = new("adult.item-matters", "themes");
        public static readonly Line ItemGoal = new("adult.item-goal", "goal");
        public static readonly Line ItemListing = new("adult.item-listing", "name");
        public static readonly PlainLine ItemCompany = new("adult.item-company");
    }

    public static class Consent
    {
        public static readonly PlainLine Numbers = new("consent.numbers");
        public static readonly PlainLine NumbersAgain = new("consent.numbers-again");
        public static readonly Line Young = new("consent.young", "age");
        public static readonly PlainLine Quote = new("consent.quote");
        public static readonly PlainLine QuoteAgain = new("consent.quote-again");
        public static readonly PlainLine CheckIn = new("consent.check-in");
        public static readonly PlainLine CheckInAgain = new("consent.check-in-again");
        public static readonly Line Agreed = new("consent.agreed", "receipt");
        public static readonly PlainLine Refused = new("consent.refused");
    }

    public static class Say
    {
        public static readonly PlainLine Which = new("say.which");
        public static readonly PlainLine WhichAgain = new("say.which-again");
        public static readonly PlainLine None = new("say.none");
        public static readonly PlainLine Language = new("say.language");
        public static readonly PlainLine LanguageAgain = new("say.language-again");
        public static readonly PlainLine OnlyEnglish = new("say.only-english");
        public static readonly Line AboutArea = new("say.about-area", "owner", "why");
        public static readonly Line AboutMoney = new("say.about-money", "owner", "why");
        public static readonly Line AboutRules = new("say.about-rules", "owner", "why");
        public static readonly Line Question = new("say.question", "words");
        public static readonly Line QuestionAgain = new("say.question-again", "words");
        public static readonly Line Scale = new("say.scale", "words", "zero", "ten");
        public static readonly Line ScaleAgain = new("say.scale-again", "words", "zero", "ten");
        public static readonly PlainLine Noted = new("say.noted");
        public static readonly Line Heard = new("say.heard", "words");
        public static readonly Line Thanks = new("say.thanks", "owner", "closes");
        public static readonly Line Rank = new("say.rank", "words");
        public static readonly Line RankAgain = new("say.rank-again", "words");
        public static readonly Line RankNext = new("say.rank-next", "order");
        public static readonly Line RankNextAgain = new("say.rank-next-again", "order");
        public static readonly Line RankDone = new("say.rank-done", "order");
        public static readonly Line Pair = new("say.pair", "words", "first", "second");
        public static readonly Line PairAgain = new("say.pair-again", "first", "second");
        public static readonly PlainLine PairUndecided = new("say.pair-undecided");
        public static readonly Line Budget = new("say.budget", "words", "total");
        public static readonly Line BudgetAgain = new("say.budget-again", "total");
        public static readonly Line BudgetNext = new("say.budget-next", "picked", "left");
        public static readonly Line BudgetNextAgain = new("say.budget-next-again", "picked", "left");
        public static readonly Line BudgetOff = new("say.budget-off", "project");
        public static readonly Line BudgetTooDear = new("say.budget-too-dear", "project", "cost", "left");
        public static readonly Line BudgetDone = new("say.budget-done", "picked", "left");
        public static readonly PlainLine BudgetNone = new("say.budget-none");
        public static readonly Line WantMore = new("say.want-more", "left");
        public static readonly Line WantMoreAgain = new("say.want-more-again", "left");
        public static readonly Line Later = new("say.later", "title");
        public static readonly PlainLine Ended = new("say.ended");
        public static readonly Line Closed = new("say.closed", "title");
        public static readonly Line Withdrawn = new("say.withdrawn", "owner", "title");
    }

    public static class Round
    {
        public static readonly PlainLine Why = new("round.why");
        public static readonly PlainLine WhyAgain = new("round.why-again");
        public static readonly PlainLine WhichSide = new("round.which-side");
        public static readonly PlainLine WhichSideAgain = new("round.which-side-again");
        public static readonly PlainLine WriteWhy = new("round.write-why");
        public static readonly PlainLine WriteWhyAgain = new("round.write-why-again");
        public static readonly Line Offer = new("round.offer", "words", "first");
        public static readonly PlainLine OfferAgain = new("round.offer-again");
        public static readonly Line Counts = new("round.counts", "all", "sides");
        public static readonly Line SideCount = new("round.side-count", "side", "share", "people");
        public static readonly Line SideHidden = new("round.side-hidden", "side");
        public static readonly Line SideNobody = new("round.side-nobody", "side");
        public static readonly PlainLine AlmostAll = new("round.almost-all");
        public static readonly PlainLine Most = new("round.most");
        public static readonly PlainLine AboutHalf = new("round.about-half");
        public static readonly PlainLine Some = new("round.some");
        public static readonly PlainLine AFew = new("round.a-few");
        public static readonly Line Reasons = new("round.reasons", "reasons");
        public static readonly Line SideReasons = new("round.side-reasons", "side", "reasons");
        public static readonly Line SideNoReason = new("round.side-no-reason", "side");
        public static readonly PlainLine NoReasons = new("round.no-reasons");
        public static readonly Line Again = new("round.again", "first");
        public static readonly Line AgainAgain = new("round.again-again", "first");
        public static readonly PlainLine AgainUnclear = new("round.again-unclear");
        public static readonly Line Kept = new("round.kept", "first");
        public static readonly Line Changed = new("round.changed", "first", "now");
        public static readonly PlainLine NotSure = new("round.not-sure");
        public static readonly Line News = new("round.news", "words");
    }

    public static class Done
    {
        public static readonly PlainLine News = new("done.news");
        public static readonly Line YouSaid = new("done.you-said", "words");
        public static readonly Line OthersSaid = new("done.others-said", "words");
        public static readonly Line WeWill = new("done.we-will", "said", "owner", "what", "date");
        public static readonly Line WeDid = new("done.we-did", "said", "owner", "what");
        public static readonly Line WeCannot = new("done.we-cannot", "said", "owner", "what");
        public static readonly Line Late = new("done.late", "said", "owner", "what", "date");
        public static readonly Line Waiting = new("done.waiting", "said", "owner", "date");
        public static readonly Line Overdue = new("done.overdue", "said", "owner", "date");
        public static readonly PlainLine Nothing = new("done.nothing");
        public static readonly PlainLine NotYet = new("done.not-yet");
        public static readonly PlainLine Unknown = new("done.unknown");
        public static readonly Line Receipt = new("done.receipt", "receipt");
    }

    public static class Panel
    {
        public static readonly Line Welcome = new("panel.welcome", "panel");
        public static readonly Line SignOff = new("panel.sign-off", "words", "people", "all", "date");
        public static readonly Line SignOffWhole = new("panel.sign-off-whole", "words", "date");
        public static readonly Line SignOffAgain = new("panel.sign-off-again", "words");
        public static readonly Line Results = new("panel.results", "title", "owner", "date");
        public static readonly Line ResultsAgain = new("panel.results-again", "title", "owner");
        public static readonly Line Priorities = new("panel.priorities", "date");
        public static readonly PlainLine PrioritiesAgain = new("panel.priorities-again");
        public static readonly PlainLine Why = new("panel.why");
        public static readonly PlainLine WhyAgain = new("panel.why-again");
        public static readonly PlainLine WhyTooLong = new("panel.why-too-long");
        public static readonly Line Note = new("panel.note", "words");
        public static readonly Line NoteAgain = new("panel.note-again", "words");
        public static readonly PlainLine NoteKept = new("panel.note-kept");
        public static readonly PlainLine NoteDropped = new("panel.note-dropped");
        public static readonly PlainLine Thanks = new("panel.thanks");
        public static readonly Line ThanksMore = new("panel.thanks-more", "number");
        public static readonly PlainLine Nothing = new("panel.nothing");
        public static readonly PlainLine NotYet = new("panel.not-yet");
        public static readonly Line Review = new("panel.review", "words");
        public static readonly Line ReviewAgain = new("panel.review-again", "words");
        public static readonly PlainLine ReviewWhy = new("panel.review-why");
        public static readonly PlainLine ReviewWhyAgain = new("panel.review-why-again");
        public static readonly PlainLine ReviewFine = new("panel.review-fine");
        public static readonly PlainLine ReviewNoted = new("panel.review-noted");
        public static readonly Line Show = new("panel.show", "words");
        public static readonly Line ShowAgain = new("panel.show-again", "words");
        public static readonly Line Shown = new("panel.shown", "date");
        public static readonly PlainLine ShowLater = new("panel.show-later");
        public static readonly Line Close = new("panel.close", "words");
        public static readonly Line CloseAgain = new("panel.close-again", "words");
        public static readonly PlainLine Closed = new("panel.closed");
        public static readonly Line CloseLater = new("panel.close-later", "date");
        public static readonly PlainLine Doubts = new("panel.doubts");
        public static readonly Line Evidence = new("panel.evidence", "number");
        public static readonly Line EvidenceCount = new("panel.evidence-count", "words", "people", "all", "low", "high");
        public static readonly Line EvidenceFor = new("panel.evidence-for", "words");
        public static readonly Line EvidenceAgainst = new("panel.evidence-against", "words");
        public static readonly Line EvidenceNotHeard = new("panel.evidence-not-heard", "groups");
        public static readonly Line EvidenceMissing = new("panel.evidence-missing", "words");
        public static readonly Line EvidenceAsk = new("panel.evidence-ask", "piece");
        public static readonly Line EvidenceAgain = new("panel.evidence-again", "piece");
        public static readonly PlainLine EvidenceWhy = new("panel.evidence-why");
        public static readonly PlainLine EvidenceWhyAgain = new("panel.evidence-why-again");
        public static readonly Line EvidenceNoted = new("panel.evidence-noted", "words");
        public static readonly PlainLine ForAnAdult = new("panel.for-an-adult");
        public static readonly PlainLine Hub = new("panel.hub");
        public static readonly PlainLine HubAgain = new("panel.hub-again");
        public static readonly Line Check = new("panel.check", "words");
        public static readonly Line CheckAgain = new("panel.check-again", "words");
        public static readonly PlainLine CheckIntro = new("panel.check-intro");
        public static readonly PlainLine CheckWhy = new("panel.check-why");
        public static readonly PlainLine CheckWhyAgain = new("panel.check-why-again");
        public static readonly PlainLine Checked = new("panel.checked");
        public static readonly PlainLine PassedOn = new("panel.passed-on");
        public static readonly PlainLine AllChecked = new("panel.all-checked");
        public static readonly Line Second = new("panel.second", "question");
        public static readonly Line SecondAgain = new("panel.second-again", "question");
        public static readonly PlainLine Seconded = new("panel.seconded");
        public static readonly PlainLine AllSeconded = new("panel.all-seconded");
        public static readonly PlainLine AskKind = new("panel.ask-kind");
        public static readonly PlainLine AskKindAgain = new("panel.ask-kind-again");
        public static readonly PlainLine AskWords = new("panel.ask-words");
        public static readonly PlainLine AskWordsAgain = new("panel.ask-words-again");
        public static readonly PlainLine AskTooLong = new("panel.ask-too-long");
        public static readonly PlainLine AskTooShort = new("panel.ask-too-short");
        public static readonly PlainLine AskOptions = new("panel.ask-options");
        public static readonly PlainLine AskEnds = new("panel.ask-ends");
        public static readonly PlainLine AskOptionsAgain = new("panel.ask-options-again");
        public static readonly PlainLine AskEndsAgain = new("panel.ask-ends-again");
        public static readonly PlainLine AskOptionsUnclear = new("panel.ask-options-unclear");
        public static readonly Line AskHard = new("panel.ask-hard", "words");
        public static readonly PlainLine AskLong = new("panel.ask-long");
        public static readonly PlainLine AskWho = new("panel.ask-who");
        public static readonly Line AskNames = new("panel.ask-names", "question");
        public static readonly Line AskConfirm = new("panel.ask-confirm", "question");
        public static readonly Line AskConfirmAgain = new("panel.ask-confirm-again", "question");
        public static readonly PlainLine AskUnclear = new("panel.ask-unclear");
        public static readonly PlainLine AskSent = new("panel.ask-sent");
        public static readonly PlainLine AskLeft = new("panel.ask-left");
        public static readonly Line AskEnough = new("panel.ask-enough", "number");
        public static readonly Line AskedChoice = new("panel.asked-choice", "words", "options");
        public static readonly Line AskedScale = new("panel.asked-scale", "words", "zero", "ten");
        public static readonly Line AskedWords = new("panel.asked-words", "words");
        public static readonly Line NewsUsed = new("panel.news-used", "words", "reason");
        public static readonly Line NewsChanged = new("panel.news-changed", "words", "changed", "reason");
        public static readonly Line NewsNotUsed = new("panel.news-not-used", "words", "reason");
        public static readonly Line NewsWithheld = new("panel.news-withheld", "words");
        public static readonly Line Aged = new("panel.aged", "ages");
        public static readonly Line LivingIn = new("panel.living-in", "area");
        public static readonly PlainLine Done = new("panel.done");
        public static readonly PlainLine Page = new("panel.page");
    }

    public static class PanelPage
    {
        public static readonly PlainLine Heading = new("panel-page.heading");
        public static readonly Line Lead = new("panel-page.lead", "panel");
        public static readonly PlainLine Waits = new("panel-page.waits");
        public static readonly PlainLine Nothing = new("panel-page.nothing");
        public static readonly PlainLine Behind = new("panel-page.behind");
        public static readonly PlainLine Count = new("panel-page.count");
        public static readonly PlainLine CountWhy = new("panel-page.count-why");
        public static readonly PlainLine Save = new("panel-page.save");
        public static readonly PlainLine IsWeighed = new("panel-page.is-weighed");
        public static readonly PlainLine SignOff = new("panel-page.sign-off");
        public static readonly PlainLine Priorities = new("panel-page.priorities");
        public static readonly Line Until = new("panel-page.until", "date");
        public static readonly PlainLine WhyNot = new("panel-page.why-not");
        public static readonly PlainLine Vote = new("panel-page.vote");
        public static readonly PlainLine Choose = new("panel-page.choose");
        public static readonly PlainLine TooLong = new("panel-page.too-long");
        public static readonly PlainLine Gone = new("panel-page.gone");
        public static readonly PlainLine Done = new("panel-page.done");
        public static readonly PlainLine Decided = new("panel-page.decided");
        public static readonly PlainLine NothingDecided = new("panel-page.nothing-decided");
        public static readonly Line SignedOff = new("panel-page.signed-off", "words", "voted", "members");
        public static readonly Line Returned = new("panel-page.returned", "words", "voted", "members");
        public static readonly Line Ranked = new("panel-page.ranked", "voted", "members");
        public static readonly Line NoQuorum = new("panel-page.no-quorum", "words");
        public static readonly PlainLine WhichMatter = new("panel-page.which-matter");
        public static readonly PlainLine Door = new("panel-page.door");
        public static readonly PlainLine Open = new("panel-page.open");
        public static readonly PlainLine LinkOver = new("panel-page.link-over");
        public static readonly PlainLine VisitOver = new("panel-page.visit-over");
        public static readonly PlainLine TooMany = new("panel-page.too-many");
        public static readonly PlainLine Worry = new("panel-page.worry");
        public static readonly PlainLine NotSafe = new("panel-page.not-safe");
        public static readonly PlainLine ToChat = new("panel-page.to-chat");
        public static readonly PlainLine Out = new("panel-page.out");
        public static readonly PlainLine Leave = new("panel-page.leave");
    }

    public static class Statement
    {
        public static readonly Line Intro = new("statement.intro", "words");
        public static readonly Line Seed = new("statement.seed", "words");
        public static readonly Line Said = new("statement.said", "words");
        public static readonly Line Again = new("statement.again", "words");
        public static readonly PlainLine VoteUnclear = new("statement.vote-unclear");
        public static readonly PlainLine WasNotClear = new("statement.was-not-clear");
        public static readonly PlainLine Passed = new("statement.passed");
        public static readonly Line More = new("statement.more", "count");
        public static readonly PlainLine MoreAgain = new("statement.more-again");
        public static readonly PlainLine Enough = new("statement.enough");
        public static readonly PlainLine AllSeen = new("statement.all-seen");
        public static readonly PlainLine NothingNew = new("statement.nothing-new");
        public static readonly PlainLine Add = new("statement.add");
        public static readonly PlainLine AddAgain = new("statement.add-again");
        public static readonly Line EnoughToday = new("statement.enough-today", "count");
        public static readonly PlainLine Write = new("statement.write");
        public static readonly PlainLine WriteAgain = new("statement.write-again");
        public static readonly PlainLine TooShort = new("statement.too-short");
        public static readonly PlainLine TooLong = new("statement.too-long");
        public static readonly Line Alike = new("statement.alike", "words");
        public static readonly Line AlikeAgain = new("statement.alike-again", "words");
        public static readonly PlainLine AlikeUnclear = new("statement.alike-unclear");
        public static readonly PlainLine AlikeCounted = new("statement.alike-counted");
        public static readonly Line Confirm = new("statement.confirm", "words");
        public static readonly Line ConfirmAgain = new("statement.confirm-again", "words");
        public static readonly Line Names = new("statement.names", "words");
        public static readonly Line NamesAgain = new("statement.names-again", "words");
        public static readonly PlainLine Question = new("statement.question");
        public static readonly PlainLine QuestionAgain = new("statement.question-again");
        public static readonly PlainLine AboutSomebody = new("statement.about-somebody");
        public static readonly PlainLine AboutSomebodyAgain = new("statement.about-somebody-again");
        public static readonly PlainLine Long = new("statement.long");
        public static readonly PlainLine LongAgain = new("statement.long-again");
        public static readonly PlainLine SeveralIdeas = new("statement.several-ideas");
        public static readonly PlainLine SeveralIdeasAgain = new("statement.several-ideas-again");
        public static readonly PlainLine Worry = new("statement.worry");
        public static readonly PlainLine WorryAgain = new("statement.worry-again");
        public static readonly PlainLine SendUnclear = new("statement.send-unclear");
        public static readonly PlainLine NotSent = new("statement.not-sent");
        public static readonly Line Sent = new("statement.sent", "days", "receipt");
        public static readonly Line Rules = new("statement.rules", "reasons");
        public static readonly PlainLine ReasonNames = new("statement.reason-names");
        public static readonly PlainLine ReasonAboutSomebody = new("statement.reason-about-somebody");
        public static readonly PlainLine ReasonSeveralIdeas = new("statement.reason-several-ideas");
        public static readonly PlainLine ReasonNotClear = new("statement.reason-not-clear");
        public static readonly PlainLine ReasonQuestion = new("statement.reason-question");
        public static readonly PlainLine ReasonOffTopic = new("statement.reason-off-topic");
        public static readonly PlainLine ReasonSaidAlready = new("statement.reason-said-already");
        public static readonly PlainLine ReasonHurtful = new("statement.reason-hurtful");
        public static readonly PlainLine ReasonUnsafe = new("statement.reason-unsafe");
        public static readonly PlainLine ReasonNonsense = new("statement.reason-nonsense");
        public static readonly PlainLine NoIdeas = new("statement.no-ideas");
        public static readonly Line Ideas = new("statement.ideas", "ideas");
        public static readonly Line News = new("statement.news", "ideas");
        public static readonly Line FateWaiting = new("statement.fate-waiting", "words");
        public static readonly Line FateApproved = new("statement.fate-approved", "words");
        public static readonly Line FateReason = new("statement.fate-reason", "words");
        public static readonly Line FateChanged = new("statement.fate-changed", "words", "changed");
        public static readonly Line FateRejected = new("statement.fate-rejected", "words", "reason");
        public static readonly PlainLine LookAgain = new("statement.look-again");
        public static readonly PlainLine LookAgainAgain = new("statement.look-again-again");
        public static readonly PlainLine AskedAgain = new("statement.asked-again");
        public static readonly PlainLine LeftAsItIs = new("statement.left-as-it-is");
    }

    public static class Data
    {
        public static readonly Line Known = new("data.known", "known");
        public static readonly PlainLine Nothing = new("data.nothing");
        public static readonly PlainLine What = new("data.what");
        public static readonly PlainLine WhatAgain = new("data.what-again");
        public static readonly Line Age = new("data.age", "value");
        public static readonly Line Area = new("data.area", "value");
        public static readonly Line Matters = new("data.matters", "value");
        public static readonly Line InTheWay = new("data.in-the-way", "value");
        public static readonly Line Strengths = new("data.strengths", "value");
        public static readonly Line Confidence = new("data.confidence", "value");
        public static readonly Line Goal = new("data.goal", "value");
        public static readonly Line Suggestions = new("data.suggestions", "value");
        public static readonly Line Answers = new("data.answers", "value");
        public static readonly Line OwnWords = new("data.own-words", "value");
        public static readonly Line Idea = new("data.idea", "value");
        public static readonly Line SecondLooks = new("data.second-looks", "value");
        public static readonly Line Votes = new("data.votes", "value");
        public static readonly Line Referral = new("data.referral", "value");
        public static readonly Line SaidYes = new("data.said-yes", "value");
        public static readonly Line SaidNo = new("data.said-no", "value");
        public static readonly Line Remembered = new("data.remembered", "value");
        public static readonly Line Chosen = new("data.chosen", "value");
        public static readonly PlainLine Reachable = new("data.reachable");
        public static readonly PlainLine PurposeNumbers = new("data.purpose-numbers");
        public static readonly PlainLine PurposeQuote = new("data.purpose-quote");
        public static readonly PlainLine PurposeCheckIn = new("data.purpose-check-in");
        public static readonly PlainLine PurposeReferral = new("data.purpose-referral");
        public static readonly PlainLine Corrects = new("data.corrects");
        public static readonly Line Download = new("data.download", "known");
        public static readonly PlainLine NothingToTakeBack = new("data.nothing-to-take-back");
        public static readonly Line Complain = new("data.complain", "programme");
        public static readonly PlainLine Done = new("data.done");
        public static readonly Line HowLong = new("data.how-long", "days");
        public static readonly Line Receipts = new("data.receipts", "receipts");
        public static readonly PlainLine NoReceipts = new("data.no-receipts");
        public static readonly Line ReceiptYes = new("data.receipt-yes", "receipt", "purpose", "date");
        public static readonly Line ReceiptNo = new("data.receipt-no", "receipt", "purpose", "date");
        public static readonly PlainLine Change = new("data.change");
        public static readonly PlainLine ChangeAgain = new("data.change-again");
        public static readonly PlainLine NotChanged = new("data.not-changed");
        public static readonly PlainLine ContactChanged = new("data.contact-changed");
        public static readonly PlainLine ComplainAsk = new("data.complain-ask");
        public static readonly PlainLine ComplainAgain = new("data.complain-again");
        public static readonly PlainLine NotComplained = new("data.not-complained");
        public static readonly Line Complained = new("data.complained", "receipt");
        public static readonly Line ComplaintWaits = new("data.complaint-waits", "value");
        public static readonly Line ComplaintRead = new("data.complaint-read", "value");
        public static readonly PlainLine File = new("data.file");
        public static readonly PlainLine DeleteWhat = new("data.delete-what");
        public static readonly PlainLine TookBackNumbers = new("data.took-back-numbers");
        public static readonly PlainLine TookBackQuote = new("data.took-back-quote");
        public static readonly PlainLine TookBackCheckIn = new("data.took-back-check-in");
        public static readonly PlainLine TookBackReferral = new("data.took-back-referral");
        public static readonly PlainLine DeleteSure = new("data.delete-sure");
        public static readonly PlainLine DeleteSureAgain = new("data.delete-sure-again");
        public static readonly PlainLine Deleted = new("data.deleted");
        public static readonly PlainLine ConcernStays = new("data.concern-stays");
        public static readonly PlainLine NotDeleted = new("data.not-deleted");
        public static readonly PlainLine TakeBack = new("data.take-back");
        public static readonly PlainLine TakeBackAgain = new("data.take-back-again");
        public static readonly Line TookBack = new("data.took-back", "receipt");
        public static readonly PlainLine NotTakenBack = new("data.not-taken-back");
    }

    public static class Help
    {
        public static readonly PlainLine What = new("help.what");
        public static readonly PlainLine Now = new("help.now");
    }

    public static class CheckIn
    {
        public static readonly Line Ask = new("check-in.ask", "name");
        public static readonly PlainLine Again = new("check-in.again");
        public static readonly PlainLine Good = new("check-in.good");
        public static readonly PlainLine Bad = new("check-in.bad");
        public static readonly PlainLine NotGone = new("check-in.not-gone");
    }

    public static class Root
    {
        public static readonly PlainLine Menu = new("root.menu");
        public static readonly PlainLine WelcomeBack = new("root.welcome-back");
        public static readonly PlainLine NoRush = new("root.no-rush");
        public static readonly PlainLine NoFiles = new("root.no-files");
        public static readonly PlainLine End = new("root.end");
        public static readonly PlainLine EndWithPlan = new("root.end-with-plan");
        public static readonly PlainLine Stopped = new("root.stopped");
        public static readonly PlainLine StartAgain = new("root.start-again");
        public static readonly PlainLine StartAgainAgain = new("root.start-again-again");
        public static readonly PlainLine StartedAgain = new("root.started-again");
        public static readonly PlainLine CarriesOn = new("root.carries-on");
        public static readonly Line Plan = new("root.plan", "plan");
        public static readonly PlainLine NoPlan = new("root.no-plan");
    }

    public static class Button
    {
        public static readonly PlainLine Skip = new("button.skip");
        public static readonly PlainLine NothingInTheWay = new("button.nothing-in-the-way");
        public static readonly PlainLine AfterSchool = new("button.after-school");
        public static readonly PlainLine Evenings = new("button.evenings");
        public static readonly PlainLine Weekends = new("button.weekends");
        public static readonly PlainLine AnyTime = new("button.any-time");
        public static readonly PlainLine StepFree = new("button.step-free");
        public static readonly PlainLine QuietSpace = new("button.quiet-space");
        public static readonly PlainLine Toilet = new("button.toilet");
        public static readonly PlainLine Signing = new("button.signing");
        public static readonly PlainLine HearingLoop = new("button.hearing-loop");
        public static readonly PlainLine Carer = new("button.carer");
        public static readonly PlainLine NoneOfThese = new("button.none-of-these");
        public static readonly PlainLine Lgbt = new("button.lgbt");
        public static readonly PlainLine YoungCarer = new("button.young-carer");
        public static readonly PlainLine Send = new("button.send");
        public static readonly PlainLine CareExperienced = new("button.care-experienced");
        public static readonly PlainLine Girls = new("button.girls");
        public static readonly PlainLine NotNow = new("button.not-now");
        public static readonly PlainLine TalkToSomeone = new("button.talk-to-someone");
        public static readonly PlainLine LookForSomethingElse = new("button.look-for-something-else");
        public static readonly PlainLine Like = new("button.like");
        public static readonly PlainLine NotForMe = new("button.not-for-me");
        public static readonly PlainLine TellMore = new("button.tell-more");
        public static readonly PlainLine JustLook = new("button.just-look");
        public static readonly PlainLine MessageFirst = new("button.message-first");
        public static readonly PlainLine SomeoneWithMe = new("button.someone-with-me");
        public static readonly PlainLine KnowMore = new("button.know-more");
        public static readonly PlainLine KeepIt = new("button.keep-it");
        public static readonly PlainLine ChangeIt = new("button.change-it");
        public static readonly PlainLine YesAsk = new("button.yes-ask");
        public static readonly PlainLine WhatWouldYouTell = new("button.what-would-you-tell");
        public static readonly PlainLine TellThem = new("button.tell-them");
        public static readonly PlainLine LeaveOut = new("button.leave-out");
        public static readonly PlainLine Yes = new("button.yes");
        public static readonly PlainLine No = new("button.no");
        public static readonly PlainLine SendIt = new("button.send-it");
        public static readonly PlainLine DontSend = new("button.dont-send");
        public static readonly PlainLine NoDont = new("button.no-dont");
        public static readonly PlainLine CountThem = new("button.count-them");
        public static readonly PlainLine QuoteMe = new("button.quote-me");
        public static readonly PlainLine AskMe = new("button.ask-me");
        public static readonly PlainLine ChangeAge = new("button.change-age");
        public static readonly PlainLine ChangeArea = new("button.change-area");
        public static readonly PlainLine ChangeSomething = new("button.change-something");
        public static readonly PlainLine ChangeMatters = new("button.change-matters");
        public static readonly PlainLine ChangeInTheWay = new("button.change-in-the-way");
        public static readonly PlainLine ChangeStrengths = new("button.change-strengths");
        public static readonly PlainLine ChangeGoal = new("button.change-goal");
        public static readonly PlainLine ChangeContact = new("button.change-contact");
        public static readonly PlainLine Receipts = new("button.receipts");
        public static readonly PlainLine SaveFile = new("button.save-file");
        public static readonly PlainLine Download = new("button.download");
        public static readonly PlainLine TakeBack = new("button.take-back");
        public static readonly PlainLine Delete = new("button.delete");
        public static readonly PlainLine Complain = new("button.complain");
        public static readonly PlainLine Agree = new("button.agree");
        public static readonly PlainLine Disagree = new("button.disagree");
        public static readonly PlainLine Pass = new("button.pass");
        public static readonly PlainLine DontGetIt = new("button.dont-get-it");
        public static readonly PlainLine ShowMore = new("button.show-more");
        public static readonly PlainLine ThatsEnough = new("button.thats-enough");
        public static readonly PlainLine AddMine = new("button.add-mine");
        public static readonly PlainLine SayWhy = new("button.say-why");
        public static readonly PlainLine ShowOthers = new("button.show-others");
        public static readonly PlainLine NoThanks = new("button.no-thanks");
        public static readonly PlainLine KeepAnswer = new("button.keep-answer");
        public static readonly PlainLine ChangeAnswer = new("button.change-answer");
        public static readonly PlainLine NotSureNow = new("button.not-sure-now");
        public static readonly PlainLine TheRules = new("button.the-rules");
        public static readonly PlainLine MineIsDifferent = new("button.mine-is-different");
        public static readonly PlainLine SendAsItIs = new("button.send-as-it-is");
        public static readonly PlainLine SendWithoutNames = new("button.send-without-names");
        public static readonly PlainLine LeaveIt = new("button.leave-it");
        public static readonly PlainLine AskAgain = new("button.ask-again");
        public static readonly Line AskAgainThat = new("button.ask-again-that", "receipt");
        public static readonly PlainLine Done = new("button.done");
        public static readonly PlainLine YesDelete = new("button.yes-delete");
        public static readonly PlainLine NoKeep = new("button.no-keep");
        public static readonly PlainLine YesStartAgain = new("button.yes-start-again");
        public static readonly PlainLine NoCarryOn = new("button.no-carry-on");
        public static readonly PlainLine WentGood = new("button.went-good");
        public static readonly PlainLine WentBad = new("button.went-bad");
        public static readonly PlainLine DidNotGo = new("button.did-not-go");
        public static readonly PlainLine FindSomething = new("button.find-something");
        public static readonly PlainLine HaveMySay = new("button.have-my-say");
        public static readonly PlainLine MyPanel = new("button.my-panel");
        public static readonly PlainLine SignItOff = new("button.sign-it-off");
        public static readonly PlainLine NotLikeThis = new("button.not-like-this");
        public static readonly PlainLine LeaveItOut = new("button.leave-it-out");
        public static readonly PlainLine LetThemRead = new("button.let-them-read");
        public static readonly PlainLine KeepItHere = new("button.keep-it-here");
        public static readonly PlainLine ReadsWell = new("button.reads-well");
        public static readonly PlainLine LookAgainAtIt = new("button.look-again-at-it");
        public static readonly PlainLine OpenIt = new("button.open-it");
        public static readonly PlainLine NotYetPlease = new("button.not-yet-please");
        public static readonly PlainLine CloseIt = new("button.close-it");
        public static readonly PlainLine WaitForRest = new("button.wait-for-rest");
        public static readonly PlainLine CountsALot = new("button.counts-a-lot");
        public static readonly PlainLine CountsABit = new("button.counts-a-bit");
        public static readonly PlainLine CountsNot = new("button.counts-not");
        public static readonly PlainLine CountsUnsure = new("button.counts-unsure");
        public static readonly PlainLine ToTheVote = new("button.to-the-vote");
        public static readonly PlainLine OtherPanelThings = new("button.other-panel-things");
        public static readonly PlainLine CheckIdeas = new("button.check-ideas");
        public static readonly PlainLine SuggestQuestion = new("button.suggest-question");
        public static readonly PlainLine LookAtSuggestions = new("button.look-at-suggestions");
        public static readonly PlainLine PanelPage = new("button.panel-page");
        public static readonly PlainLine OpenPanelPage = new("button.open-panel-page");
        public static readonly PlainLine OkayToShow = new("button.okay-to-show");
        public static readonly PlainLine TurnItDown = new("button.turn-it-down");
        public static readonly PlainLine AnAdult = new("button.an-adult");
        public static readonly PlainLine ReasonNames = new("button.reason-names");
        public static readonly PlainLine ReasonAboutSomebody = new("button.reason-about-somebody");
        public static readonly PlainLine ReasonSeveralIdeas = new("button.reason-several-ideas");
        public static readonly PlainLine ReasonNotClear = new("button.reason-not-clear");
        public static readonly PlainLine ReasonQuestion = new("button.reason-question");
        public static readonly PlainLine ReasonOffTopic = new("button.reason-off-topic");
        public static readonly PlainLine ReasonSaidAlready = new("button.reason-said-already");
        public static readonly PlainLine ReasonHurtful = new("button.reason-hurtful");
        public static readonly PlainLine ReasonUnsafe = new("button.reason-unsafe");
        public static readonly PlainLine ReasonNonsense = new("button.reason-nonsense");
        public static readonly PlainLine PutItForward = new("button.put-it-forward");
        public static readonly PlainLine DontPutForward = new("button.dont-put-forward");
        public static readonly PlainLine FromAList = new("button.from-a-list");
        public static readonly PlainLine ZeroToTen = new("button.zero-to-ten");
        public static readonly PlainLine OwnWords = new("button.own-words");
        public static readonly PlainLine WhatHappened = new("button.what-happened");
        public static readonly PlainLine MyPlan = new("button.my-plan");
        public static readonly PlainLine Help = new("button.help");
        public static readonly PlainLine CarryOn = new("button.carry-on");
        public static readonly PlainLine StartAgain = new("button.start-again");
        public static readonly PlainLine MyData = new("button.my-data");
        public static readonly PlainLine HelpNow = new("button.help-now");
        public static readonly PlainLine ThatsAll = new("button.thats-all");
        public static readonly PlainLine CannotDecide = new("button.cannot-decide");
        public static readonly PlainLine YesMore = new("button.yes-more");
        public static readonly Line LikeThat = new("button.like-that", "name");
        public static readonly Line NotThat = new("button.not-that", "name");
        public static readonly Line MoreOfThat = new("button.more-of-that", "name");
    }
}
