using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Language.Readings;
using SocialRx.Language.Redaction;
using SocialRx.Language.Statements;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Statements;

/// <summary>
/// A statement of their own. A coach reads it first and asks for something else twice at most; it can always be sent as it is, unless somebody is named
/// in it. Nothing goes before they have said so.
/// </summary>
internal sealed class WritingQuestions(Database database, StatementOptions rules, WordBook words)
{
    private const int MostAdvice = 2;
    private const int ShortestIdea = 4;

    /// <summary>Words too few for a statement, so meant for a button however they are spelled.</summary>
    private const int MostOfAButton = 2;

    // What is typed at the buttons; a reply that holds any other word is new words for the statement.
    private static readonly HashSet<string> Controls =
    [
        "yes", "yh", "yeah", "ye", "yep", "y", "ok", "okay", "k", "no", "nah", "nope", "n", "send", "it", "as", "is", "like", "that", "this", "please", "pls", "just", "go", "ahead", "leave", "change", "not", "now",
        "idk", "dunno", "whatever", "sure", "fine", "allow", "dont", "do", "the", "rules", "without", "name", "names", "mine", "different", "its", "thats", "good", "agree", "disagree", "cancel", "maybe", "sned", "sedn",
    ];

    private static readonly Choice[] AddMine = [.. new[] { "add mine", "add my own", "yes add mine", "i want to add one", "i want to add mine", "i have one", "i have an idea", "can i add one" }.Select(way => new Choice("add", way))];

    private readonly Choice _add = words.Choice(Lines.Button.AddMine, "yes", "add mine", "add my own", "i want to add one", "say something");
    private readonly Choice _sayWhy = words.Choice(Lines.Button.SayWhy, "yes", "say why", "ill say why", "tell them why");
    private readonly Choice _notNow = words.Choice(Lines.Button.NotNow, "no", "not now", "later", "leave it");
    private readonly Choice _rules = words.Choice(Lines.Button.TheRules, "rules", "rules", "what are the rules", "what gets turned down", "whats not allowed");
    private readonly Choice _different = words.Choice(Lines.Button.MineIsDifferent, "different", "different", "mines different", "not the same", "its not the same");
    private readonly Choice _send = words.Choice(Lines.Button.SendIt, "send", "send", "yes send it");
    private readonly Choice _sendAsItIs = words.Choice(Lines.Button.SendAsItIs, "send", "send it", "as it is", "just send it", "send");
    private readonly Choice _sendWithout = words.Choice(Lines.Button.SendWithoutNames, "send", "send it", "like that", "without names", "send");
    private readonly Choice _change = words.Choice(Lines.Button.ChangeIt, "change", "change", "not like that");
    private readonly Choice _leave = words.Choice(Lines.Button.LeaveIt, "no", "leave it", "not now", "dont send it", "cancel");
    private readonly VoteReader _votes = new(words);

    public IReadOnlyList<Question<Story>> For(AskedStatements asked) => [Add(asked), Write(asked), SaidAlready(asked), Send(asked)];

    /// <summary>What is turned down, in words that can be read before writing.</summary>
    public static Saying Rules(WordBook words) =>
        Lines.Statement.Rules.With(string.Join('\n', StatementRejection.All.Select(reason => $"- {words[StatementFates.Reason(reason.Id)]}")));

    private Question<Story> Add(AskedStatements asked) => new()
    {
        Name = asked.Name("add"),
        Applies = story => asked.Reason is { } reason ? reason.Applies(story) : asked.Talk(story).IsOver,
        Known = story => asked.Talk(story).Adds is not null,
        Ask = story => asked.Reason is not null
            ? new Asking(Lines.Round.Why, Lines.Round.WhyAgain, _sayWhy, _notNow, _rules)
            : new Asking(Lines.Statement.Add, Lines.Statement.AddAgain, _add, _notNow, _rules) { Before = asked.Talk(story).HasBegun ? [] : asked.Before },
        LookUp = (story, exchange, cancellationToken) => ReadAddAsync(asked, story, exchange, cancellationToken),
        Skip = story => (asked.Talk(story) with { Adds = false }).In(story),
        Clear = story => (asked.Talk(story) with { Adds = null, Words = null, Alike = null }).In(story),
    };

    private Task<Reading<Story>> ReadAddAsync(AskedStatements asked, Story story, Exchange exchange, CancellationToken cancellationToken)
    {
        var (reply, picked) = (exchange.Reply, exchange.Reply.Pick([_add, _notNow, _rules])?.Id);
        if (Wants(reply) || picked == "yes" || (picked is null && reply.YesNo == YesNo.Yes))
            return BeginAsync(asked, story, exchange, cancellationToken);
        return Task.FromResult<Reading<Story>>(
            picked == "rules" ? new Reading<Story>.Stays(story, Rules(words))
            : picked == "no" || reply.YesNo is YesNo.No or YesNo.Unsure ? new Reading<Story>.Understood((asked.Talk(story) with { Adds = false }).In(story), Lines.Form.Skipped)
            : new Reading<Story>.Unclear(Lines.Form.YesOrNo));
    }

    /// <summary>They ask to add one, or have written it already.</summary>
    public bool Wants(Reply reply) => ChoiceReader.IsAll(reply.Text, _add) || IsAddMine(reply) || IsIdea(reply);

    /// <summary>Begins one, with the words they have written already; not for somebody who has sent enough today.</summary>
    public async Task<Reading<Story>> BeginAsync(AskedStatements asked, Story story, Exchange exchange, CancellationToken cancellationToken)
    {
        var today = await database.ReadAsync(connection => StatementQueue.SentSince(connection, exchange.Recorder.Who, exchange.Recorder.Now.AddDays(-1)), cancellationToken);
        if (today >= rules.PerPersonADay)
            return new Reading<Story>.Understood((asked.Talk(story) with { Adds = false }).In(story), Lines.Statement.EnoughToday.With(Sentences.Number(rules.PerPersonADay)));
        var begun = (asked.Talk(story) with { Adds = true }).In(story);
        return IsIdea(exchange.Reply) ? await ConsiderAsync(asked, begun, exchange, cancellationToken) : new Reading<Story>.Understood(begun);
    }

    private bool IsIdea(Reply reply) =>
        !IsControl(reply) && !IsAnswer(reply) && !IsAddMine(reply) && !ChoiceReader.IsAll(reply.Text, _rules) && StatementLikeness.Words(reply.Text).Count >= ShortestIdea;

    // "nah i dont want to" and "no thanks not today" are answers; "no more cars in the middle of town" is an idea.
    private static bool IsAnswer(Reply reply) => StatementLikeness.Words(reply.Text) switch
    {
        ["nah" or "nope" or "yeah" or "yes" or "yh" or "yep" or "idk" or "dunno" or "maybe" or "ok" or "okay", ..] => true,
        ["no", "i" or "im" or "its" or "it" or "thanks" or "thank" or "not" or "dont" or "ta" or "way" or "that" or "thats" or "you" or "u", ..] => true,
        _ => reply.IsShrug,
    };

    private static bool IsAddMine(Reply reply) => AddMine.Any(way => ChoiceReader.IsAll(reply.Text, way));

    private Question<Story> Write(AskedStatements asked) => new()
    {
        Name = asked.Name("write"),
        Applies = story => asked.Talk(story) is { Adds: true, Words: null, Sent: null },
        Known = _ => false,
        Ask = _ => asked.Reason is null
            ? new Asking(Lines.Statement.Write, Lines.Statement.WriteAgain, _notNow, _rules)
            : new Asking(Lines.Round.WriteWhy, Lines.Round.WriteWhyAgain, _notNow, _rules),
        LookUp = (story, exchange, cancellationToken) =>
            ChoiceReader.IsAll(exchange.Reply.Text, _rules) || exchange.Reply.Text.Equals("rules", StringComparison.OrdinalIgnoreCase) ? Task.FromResult<Reading<Story>>(new Reading<Story>.Stays(story, Rules(words)))
            : (IsControl(exchange.Reply) && exchange.Reply.Is(_notNow)) || exchange.Reply.IsShrug ? Task.FromResult<Reading<Story>>(new Reading<Story>.Understood((asked.Talk(story) with { Adds = false }).In(story), Lines.Form.Skipped))
            : StatementShape.IsTooShort(exchange.Reply.Text) ? Task.FromResult<Reading<Story>>(new Reading<Story>.Unclear(Lines.Statement.TooShort))
            : ConsiderAsync(asked, story, exchange, cancellationToken),
        Skip = story => (asked.Talk(story) with { Adds = false }).In(story),
        Clear = story => (asked.Talk(story) with { Words = null, Alike = null, IsDifferent = false, Advised = 0 }).In(story),
    };

    private Question<Story> SaidAlready(AskedStatements asked) => new()
    {
        Name = asked.Name("alike"),
        Applies = story => asked.Talk(story) is { Words: not null, Alike: not null, Sent: null },
        Known = _ => false,
        Ask = story => new Asking(Lines.Statement.Alike.With(asked.Talk(story).Alike!.Words), Lines.Statement.AlikeAgain.With(asked.Talk(story).Alike!.Words), _votes.Agree, _votes.Disagree, _different),
        Read = (story, reply) => reply.Pick([_votes.Agree, _votes.Disagree, _different])?.Id == "different"
            ? new Reading<Story>.Understood(Different(asked, story))
            : _votes.Read(reply) switch
            {
                null => new Reading<Story>.Unclear(Lines.Statement.AlikeUnclear),
                StatementVote.Pass or StatementVote.Unclear => new Reading<Story>.Understood(Different(asked, story)),
                { } vote => new Reading<Story>.Understood(Instead(asked, story, vote), Lines.Statement.AlikeCounted),
            },
        Skip = story => Different(asked, story),
        Clear = story => (asked.Talk(story) with { IsDifferent = false }).In(story),
        Record = (story, recorder) =>
        {
            if (asked.Talk(story) is not { Cast: { } cast, Words: null })
                return;
            asked.RecordShown(cast.On, recorder);
            asked.RecordVote(cast, recorder);
        },
    };

    private static Story Different(AskedStatements asked, Story story) => (asked.Talk(story) with { Alike = null, IsDifferent = true }).In(story);

    private static Story Instead(AskedStatements asked, Story story, StatementVote vote)
    {
        var talk = asked.Talk(story);
        return (talk with { Cast = new StatementCast(talk.Alike!, vote), Words = null, Alike = null, Adds = false }).In(story);
    }

    private Question<Story> Send(AskedStatements asked) => new()
    {
        Name = asked.Name("send"),
        Applies = story => asked.Talk(story) is { Words: not null, Alike: null, Sent: null },
        Known = _ => false,
        Ask = story => Coaching(asked.Talk(story)),
        LookUp = (story, exchange, cancellationToken) => ReadSendAsync(asked, story, exchange, cancellationToken),
        Skip = story => Left(asked, story),
        OnSkip = Lines.Statement.NotSent,
        Clear = story => Back(asked.Talk(story)).In(story),
        Record = (story, recorder) => Record(asked, story, recorder),
        Patience = int.MaxValue,
    };

    private Asking Coaching(StatementTalk talk)
    {
        var others = Redactor.Redact(talk.Words!).Text;
        return talk.Advice switch
        {
            StatementAdvice.Names => new Asking(Lines.Statement.Names.With(others), Lines.Statement.NamesAgain.With(others), _sendWithout, _leave),
            StatementFlag.Worry => new Asking(Lines.Statement.Worry, Lines.Statement.WorryAgain, _sendAsItIs, _leave),
            StatementFlag.Question => new Asking(Lines.Statement.Question, Lines.Statement.QuestionAgain, _sendAsItIs, _leave),
            StatementFlag.AboutSomebody => new Asking(Lines.Statement.AboutSomebody, Lines.Statement.AboutSomebodyAgain, _sendAsItIs, _leave),
            StatementFlag.Long => new Asking(Lines.Statement.Long, Lines.Statement.LongAgain, _sendAsItIs, _leave),
            StatementFlag.SeveralIdeas => new Asking(Lines.Statement.SeveralIdeas, Lines.Statement.SeveralIdeasAgain, _sendAsItIs, _leave),
            _ => new Asking(Lines.Statement.Confirm.With(others), Lines.Statement.ConfirmAgain.With(others), _send, _change, _leave),
        };
    }

    private async Task<Reading<Story>> ReadSendAsync(AskedStatements asked, Story story, Exchange exchange, CancellationToken cancellationToken)
    {
        var (reply, talk) = (exchange.Reply, asked.Talk(story));
        if (!IsControl(reply))
            return exchange.HasAside ? new Reading<Story>.Unclear(Lines.Statement.SendUnclear) : await ConsiderAsync(asked, story, exchange, cancellationToken);
        return (reply.Pick(Coaching(talk).Choices)?.Id, reply.YesNo) switch
        {
            ("send", _) or (null, YesNo.Yes) => Sent(asked, story, exchange),
            ("change", _) => new Reading<Story>.Understood((talk with { Words = null }).In(story)),
            ("no", _) or (null, YesNo.No or YesNo.Unsure) => new Reading<Story>.Understood(Left(asked, story), Lines.Statement.NotSent),
            _ => new Reading<Story>.Unclear(Lines.Statement.SendUnclear),
        };
    }

    private async Task<Reading<Story>> ConsiderAsync(AskedStatements asked, Story story, Exchange exchange, CancellationToken cancellationToken)
    {
        var text = string.Join(' ', exchange.Reply.Text.Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > rules.Longest)
            return new Reading<Story>.Unclear(Lines.Statement.TooLong);
        var talk = asked.Talk(story);
        var coached = CoachedStatement.Read(text, rules.GoodLength);
        var advice = MayAdvise(asked, coached.Advice) && (coached.Advice == StatementAdvice.Names || talk.Advised < MostAdvice) ? coached.Advice : null;
        // A reason is nobody's to vote on, so that saying the same as somebody else is fine.
        var alike = talk.IsDifferent || asked.Reason is not null ? null : await database.ReadAsync(connection => StatementServing.MostLike(connection, exchange.Recorder.Who, asked.Of, asked.Question.Seeds, text), cancellationToken);
        return new Reading<Story>.Understood((talk with
        {
            Words = text,
            Advice = advice,
            Advised = talk.Advised + (advice is null or StatementAdvice.Names ? 0 : 1),
            Alike = alike is null ? null : StatementBefore.Of(alike, exchange.Recorder.Now),
            TakenBack = null,
        }).In(story));
    }

    /// <summary>A reason may say who somebody is and need not be one idea; moderators are told all the same.</summary>
    private static bool MayAdvise(AskedStatements asked, string? advice) => asked.Reason is null || advice is StatementAdvice.Names or StatementFlag.Worry or StatementFlag.Long;

    private Reading<Story>.Understood Sent(AskedStatements asked, Story story, Exchange exchange)
    {
        var talk = asked.Talk(story);
        var coached = CoachedStatement.Read(talk.Words!, rules.GoodLength);
        var sent = new StatementSent(exchange.Recorder.NewId(), talk.Words!, coached.Redacted, coached.Flags(rules.GoodLength));
        return new((talk with { Sent = sent, Words = null, TakenBack = null }).In(story), Lines.Statement.Sent.With(rules.DecideWithinWorkingDays, Sentences.Receipt(sent.Id)));
    }

    private static Story Left(AskedStatements asked, Story story) => (asked.Talk(story) with { Words = null, Adds = false }).In(story);

    private static StatementTalk Back(StatementTalk talk) => talk.Sent is { } sent
        ? talk with { Words = sent.Words, Sent = null, TakenBack = sent.Id }
        : talk;

    private void Record(AskedStatements asked, Story story, Recorder recorder)
    {
        var talk = asked.Talk(story);
        if (talk.TakenBack is { } back)
            recorder.Add((connection, who, _) => StatementQueue.TakeBack(connection, who, back));
        if (talk.Sent is not { } sent)
            return;
        Worry.Raise(sent.Words, recorder);
        var queued = new NewStatement(asked.Of, sent.Id, sent.Words, sent.Redacted, sent.Flags, asked.Question.Seeds) { SideId = asked.Reason?.Side(story) };
        recorder.Add((connection, who, now) => StatementQueue.Send(connection, who, queued, rules, now));
    }

    private static bool IsControl(Reply reply) => StatementLikeness.Words(reply.Text) is { Count: <= 7 } said && (said.Count <= MostOfAButton || said.All(Controls.Contains));
}
