using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Statements;

/// <summary>Statements of a question, one at a time, a few before it is asked whether more are wanted; then one of their own.</summary>
internal sealed class StatementQuestions(Database database, StatementOptions rules, Draw draw, WordBook words)
{
    private readonly VoteReader _votes = new(words);
    private readonly WritingQuestions _writing = new(database, rules, words);
    private readonly Choice _more = words.Choice(Lines.Button.ShowMore, "yes", "more", "more please", "keep going", "carry on", "another", "go on");
    private readonly Choice _enough = words.Choice(Lines.Button.ThatsEnough, "no", "enough", "no more", "im done", "thats it", "done");

    /// <param name="before">Said before the first statement.</param>
    public IReadOnlyList<Question<Story>> For(Consultation consultation, ConsultationQuestion.Statements question, IReadOnlyList<Saying> before)
    {
        var asked = new AskedStatements(new StatementQuestion(consultation.Id, question.Id), question, before);
        return [Vote(asked), More(asked), .. _writing.For(asked)];
    }

    private Question<Story> Vote(AskedStatements asked) => new()
    {
        Name = asked.Name("vote"),
        Applies = story => asked.Talk(story) is { IsOver: false } talk && talk.Decided < rules.AtATime,
        Known = _ => false,
        Prepare = async (story, exchange, cancellationToken) => asked.Talk(story).Before is null ? await DrawnAsync(asked, story, exchange, cancellationToken) : story,
        Ask = story => Put(asked, asked.Talk(story)),
        Read = (story, reply) => VoteReader.IsEnough(reply) ? HasEnough(asked, story) : _votes.Read(reply) switch
        {
            StatementVote.Unclear => new Reading<Story>.Understood(Decided(asked, story, StatementVote.Unclear), Lines.Statement.WasNotClear),
            { } vote => new Reading<Story>.Understood(Decided(asked, story, vote)),
            null => new Reading<Story>.Unclear(Lines.Statement.VoteUnclear),
        },
        Skip = story => Decided(asked, story, StatementVote.Pass),
        OnSkip = Lines.Statement.Passed,
        Clear = story => TakenBack(asked.Talk(story)).In(story),
        Record = (story, recorder) => Record(asked, asked.Talk(story), recorder),
        // A vote that nobody cast is none: it is asked until it is answered, passed or stopped.
        Patience = int.MaxValue,
    };

    private Asking Put(AskedStatements asked, StatementTalk talk)
    {
        var shown = talk.Before!;
        var inWords = asked.InWords(shown);
        return new Asking((shown.IsSeed ? Lines.Statement.Seed : Lines.Statement.Said).With(inWords), Lines.Statement.Again.With(inWords), _votes.All)
        {
            Before = talk is { Decided: 0, Last: null } ? [.. asked.Before, Lines.Statement.Intro.With(asked.Question.Words)] : [],
        };
    }

    private Question<Story> More(AskedStatements asked) => new()
    {
        Name = asked.Name("more"),
        Applies = story => asked.Talk(story) is { IsOver: false } talk && talk.Decided >= rules.AtATime,
        Known = _ => false,
        Prepare = async (story, exchange, cancellationToken) => await NextAsync(asked, asked.Talk(story), exchange, cancellationToken) is null ? Over(asked, story, exchange) : story,
        Ask = _ => new Asking(Lines.Statement.More.With(Sentences.Number(rules.AtATime)), Lines.Statement.MoreAgain, _more, _enough),
        LookUp = (story, exchange, cancellationToken) => (exchange.Reply.Pick([_more, _enough])?.Id, exchange.Reply.YesNo) switch
        {
            _ when _writing.Wants(exchange.Reply) => _writing.BeginAsync(asked, (asked.Talk(story) with { IsOver = true }).In(story), exchange, cancellationToken),
            ("yes", _) or (null, YesNo.Yes) => Task.FromResult<Reading<Story>>(new Reading<Story>.Understood((asked.Talk(story) with { Decided = 0 }).In(story))),
            ("no", _) or (null, YesNo.No or YesNo.Unsure) => Task.FromResult(HasEnough(asked, story)),
            _ => Task.FromResult<Reading<Story>>(new Reading<Story>.Unclear(Lines.Form.YesOrNo)),
        },
        Skip = story => (asked.Talk(story) with { IsOver = true }).In(story),
        Clear = story => (asked.Talk(story) with { IsOver = false, Decided = rules.AtATime, Before = null }).In(story),
    };

    private async Task<Story> DrawnAsync(AskedStatements asked, Story story, Exchange exchange, CancellationToken cancellationToken)
    {
        var talk = asked.Talk(story);
        return await NextAsync(asked, talk, exchange, cancellationToken) is { } next
            ? (talk with { HasBegun = true, Before = StatementBefore.Of(next, exchange.Recorder.Now), Cast = null }).In(story)
            : Over(asked, story, exchange);
    }

    /// <summary>Votes of this turn are not in the database yet, so what was just decided is left out.</summary>
    private Task<ShownStatement?> NextAsync(AskedStatements asked, StatementTalk talk, Exchange exchange, CancellationToken cancellationToken)
    {
        var but = new StatementsAsked(asked.Question.Seeds, [.. new[] { talk.Last, talk.Cast?.On }.OfType<StatementBefore>().Select(decided => decided.Id)]);
        var chance = draw();
        return database.ReadAsync(
            connection => StatementServing.Next(connection, exchange.Recorder.Who, asked.Of, but, unseen => StatementRouting.Next(unseen, rules.LeastViews, chance)),
            cancellationToken);
    }

    private static Story Over(AskedStatements asked, Story story, Exchange exchange)
    {
        var talk = asked.Talk(story);
        exchange.Say(talk is { Decided: 0, Last: null } ? Lines.Statement.NothingNew : Lines.Statement.AllSeen);
        return (talk with { IsOver = true, Cast = null }).In(story);
    }

    private static Reading<Story> HasEnough(AskedStatements asked, Story story) =>
        new Reading<Story>.Understood((asked.Talk(story) with { IsOver = true, Before = null, Cast = null }).In(story), Lines.Statement.Enough);

    private static Story Decided(AskedStatements asked, Story story, StatementVote vote)
    {
        var talk = asked.Talk(story);
        return (talk with { Cast = new StatementCast(talk.Before!, vote), Last = talk.Before, Before = null, Decided = talk.Decided + 1 }).In(story);
    }

    private static StatementTalk TakenBack(StatementTalk talk) => talk.Last is { } last
        ? talk with { Before = last, Last = null, Cast = new StatementCast(last, null), Decided = Math.Max(0, talk.Decided - 1), IsOver = false }
        : talk;

    private static void Record(AskedStatements asked, StatementTalk talk, Recorder recorder)
    {
        if (talk.Cast is { } cast)
            asked.RecordVote(cast, recorder);
        if (talk.Before is { } before)
            asked.RecordShown(before, recorder);
    }
}

/// <summary>One question whose statements are gone through, and what is written down of that.</summary>
internal sealed record AskedStatements(StatementQuestion Of, ConsultationQuestion.Statements Question, IReadOnlyList<Saying> Before)
{
    /// <summary>What they write is a reason for an answer of theirs, not something to vote on; null: it is not.</summary>
    public ReasonFor? Reason { get; init; }

    public string Name(string part) => $"say/{Of.ConsultationId}/{Of.QuestionId}/{part}";

    public StatementTalk Talk(Story story) => StatementTalk.In(story, Of) with { IsReason = Reason is not null };

    /// <summary>In their language too, where it is one of the owner's.</summary>
    public string InWords(StatementBefore shown) => Question.Seeds.FirstOrDefault(seed => StatementServing.SeedId(Of, seed) == shown.Id)?.InBoth ?? shown.Words;

    public void RecordShown(StatementBefore before, Recorder recorder)
    {
        var id = recorder.NewId();
        recorder.Add((connection, who, now) => StatementBallots.Show(connection, who, before.Shown(Of), id, now));
    }

    public void RecordVote(StatementCast cast, Recorder recorder)
    {
        var id = recorder.NewId();
        recorder.Add((connection, who, now) => StatementBallots.Vote(connection, who, new CastVote(Of, cast.On.Id, cast.Vote, cast.On.At), id, now));
    }
}

/// <param name="Applies">They may be asked for it now.</param>
/// <param name="Side">The side of the question that it is for.</param>
internal sealed record ReasonFor(Func<Story, bool> Applies, Func<Story, string?> Side);
