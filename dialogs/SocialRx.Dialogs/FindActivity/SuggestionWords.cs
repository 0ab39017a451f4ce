using System.Globalization;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.WhatMatters;

namespace SocialRx.Dialogs.FindActivity;

/// <summary>Says a suggestion in plain words, made of facts alone.</summary>
internal sealed class SuggestionWords(WordBook words)
{
    private const int LongestSummary = 220;
    private const int MostReasons = 4;
    private const int MostSnags = 3;
    private const int MostSessions = 2;

    public Shown Put(Suggestion suggestion, DateOnly today)
    {
        var (listing, next) = (suggestion.Listing, suggestion.Next);
        return new Shown(listing.Id, listing.Name, WhenAndWhere(listing, today), Text(suggestion), More(listing), next.Select(one => (DateOnly?)one.Day).FirstOrDefault(day => day > today))
        {
            NextTime = next.Select(one => words.Say(Lines.Find.DayAndTime.With(Sentences.ShortDate(one.Day), Sentences.Time(one.Session.Opens)), [])).FirstOrDefault(),
        };
    }

    /// <summary>What can be tapped under it.</summary>
    public IReadOnlyList<CardButton> Buttons(Shown shown) =>
    [
        new(words[Lines.Button.Like], words.Say(Lines.Button.LikeThat.With(shown.Name), [])),
        new(words[Lines.Button.NotForMe], words.Say(Lines.Button.NotThat.With(shown.Name), [])),
        new(words[Lines.Button.TellMore], words.Say(Lines.Button.MoreOfThat.With(shown.Name), [])),
    ];

    /// <summary>The same for whoever looks after the directory.</summary>
    public PreviewedSuggestion Preview(Suggestion suggestion, DateOnly today)
    {
        var shown = Put(suggestion, today);
        return new PreviewedSuggestion(shown.Name, shown.WhenAndWhere, shown.Text, [.. Buttons(shown).Select(button => button.Label)], words.Say(Lines.Find.More.With(shown.More), []));
    }

    private string Text(Suggestion suggestion)
    {
        var reasons = suggestion.Reasons.Select(ReasonWords).Where(reason => reason.Length > 0).Take(MostReasons).ToList();
        var snags = suggestion.Snags.Select(SnagWords).Where(snag => snag.Length > 0).Take(MostSnags).ToList();
        return string.Join('\n', reasons.Concat(snags.Count == 0 ? [] : [words[Lines.Find.Snags], .. snags]));
    }

    private string More(Listing listing)
    {
        var parts = new List<string> { words.Say(Lines.Find.RunBy.With(listing.Name, listing.Organisation), []) };
        if (listing.Summary.Length > 0)
            parts.Add(Sentences.Short(listing.Summary, LongestSummary));
        if (listing.HowToJoin is { Length: > 0 } join)
            parts.Add(Sentences.Short(join, LongestSummary));
        if (listing.TravelHint is { Length: > 0 } hint)
            parts.Add(Sentences.Short(hint, LongestSummary));
        if (Contact(listing) is { } contact)
            parts.Add(words.Say(Lines.Find.Contact.With(contact), []));
        return string.Join('\n', parts);
    }

    private static string? Contact(Listing listing) => listing.Phone ?? listing.Email ?? listing.Web;

    private string WhenAndWhere(Listing listing, DateOnly today)
    {
        var where = listing.IsOnline ? words[Lines.Find.Online] : listing.Venue ?? "";
        var when = Sentences.And(listing.Sessions.Where(session => !(session.Until < today)).Select(Session).Distinct().Take(MostSessions));
        return string.Join(" · ", new[] { when, where }.Where(part => part.Length > 0));
    }

    // Once is a date, a rule is some of the days, and the holidays are said.
    private string Session(Session session)
    {
        var hours = $"{Sentences.Time(session.Opens)} to {Sentences.Time(session.Closes)}";
        if (session.From is { } day && day == session.Until)
            return $"{Sentences.ShortDate(day)}, {hours}";

        var every = $"{Sentences.Day(session.Day)}s {hours}";
        var some = session.Rule is null ? every : words.Say(Lines.Find.SomeDays.With(every), []);
        return session.HolidaysOnly ? words.Say(Lines.Find.HolidayDays.With(some), []) : some;
    }

    private string ReasonWords(Reason reason) => reason switch
    {
        Reason.MatchesTheme theme => words.Say(Lines.Reason.Theme.With(Theme.Find(theme.ThemeId)?.Label.ToLowerInvariant() ?? theme.ThemeId), []),
        Reason.MatchesWord word => words.Say(Lines.Reason.Word.With(word.Word), []),
        Reason.IsNear near => words.Say(Lines.Reason.Near.With(Sentences.Miles(near.Kilometres), near.PlaceName), []),
        Reason.IsOnline => words[Lines.Reason.Online],
        Reason.IsFree => words[Lines.Reason.Free],
        Reason.OnYourDay day => words.Say(Lines.Reason.Day.With(Sentences.Day(day.Session.Day)), []),
        Reason.ForYourAge age => words.Say(Lines.Reason.Age.With(Ages(age.From, age.To)), []),
        Reason.WelcomesNewcomers => words[Lines.Reason.Newcomers],
        Reason.HasAccess access => words.Say(Lines.Reason.Access.With(AccessName(access.AccessId)), []),
        Reason.ForPeopleLikeYou => words[Lines.Reason.Group],
        Reason.HasSetting setting => SettingWords(setting.SettingId),
        Reason.InLanguage language => words.Say(Lines.Reason.Language.With(SpokenLanguage.Of(language.Language).Name), []),
        Reason.WithinBudget budget => words.Say(Lines.Reason.Budget.With(Sentences.Pounds(budget.Pounds)), []),
        Reason.ForYourArea area => words.Say(Lines.Reason.Area.With(area.Area), []),
        _ => "",
    };

    private string SnagWords(Snag snag) => snag switch
    {
        Snag.Costs costs => words.Say(Lines.Snag.Costs.With(Sentences.Pounds(costs.Pounds)), []),
        Snag.CostUnknown => words[Lines.Snag.CostUnknown],
        Snag.IsFar far => words.Say(Lines.Snag.Far.With(Sentences.Miles(far.Kilometres)), []),
        Snag.PlaceUnknown => words[Lines.Snag.PlaceUnknown],
        Snag.OtherDay day => words.Say(Lines.Snag.OtherDay.With(Session(day.Session)), []),
        Snag.TimesUnknown => words[Lines.Snag.TimesUnknown],
        Snag.AgesUnknown => words[Lines.Snag.AgesUnknown],
        Snag.PartOfYourAge age => words.Say(Lines.Snag.PartOfAge.With(Ages(age.From, age.To)), []),
        Snag.AccessNotSaid access => words.Say(Lines.Snag.AccessNotSaid.With(AccessName(access.AccessId)), []),
        Snag.NeedsReferral => words[Lines.Snag.NeedsReferral],
        Snag.TermTimeOnly => words[Lines.Snag.TermTime],
        Snag.NotCheckedLately => words[Lines.Snag.NotChecked],
        Snag.ForAnArea area => words.Say(Lines.Snag.Area.With(area.Area), []),
        Snag.FewPlaces few => few.Left == 1 ? words[Lines.Snag.OnePlace] : words.Say(Lines.Snag.FewPlaces.With(Sentences.Number(few.Left)), []),
        Snag.OtherSetting setting => SettingWords(setting.SettingId),
        Snag.LanguageNotSaid language => words.Say(Lines.Snag.Language.With(SpokenLanguage.Of(language.Language).Name), []),
        _ => "",
    };

    private string SettingWords(string id) => id switch
    {
        "indoors" => words[Lines.Reason.Indoors],
        "outdoors" => words[Lines.Reason.Outdoors],
        "group" => words[Lines.Reason.InAGroup],
        "alone" => words[Lines.Reason.Alone],
        _ => "",
    };

    private string Ages(decimal? from, decimal? to) => (from, to) switch
    {
        ({ } low, { } high) => words.Say(Lines.Reason.AgesBetween.With(low.ToString("0.##", CultureInfo.InvariantCulture), high.ToString("0.##", CultureInfo.InvariantCulture)), []),
        ({ } low, null) => words.Say(Lines.Reason.AgesFrom.With(low.ToString("0.##", CultureInfo.InvariantCulture)), []),
        (null, { } high) => words.Say(Lines.Reason.AgesTo.With(high.ToString("0.##", CultureInfo.InvariantCulture)), []),
        _ => words[Lines.Reason.AgesAll],
    };

    private string AccessName(string id) => id switch
    {
        "step-free" => words[Lines.Button.StepFree],
        "quiet-space" => words[Lines.Button.QuietSpace],
        "accessible-toilet" => words[Lines.Button.Toilet],
        "bsl" => words[Lines.Button.Signing],
        "hearing-loop" => words[Lines.Button.HearingLoop],
        "carer-welcome" => words[Lines.Button.Carer],
        _ => id.Replace('-', ' '),
    };
}
