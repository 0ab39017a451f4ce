using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Statements;

/// <summary>What happened to my idea? Told when somebody asks, and once by itself when they come back.</summary>
internal sealed class StatementFates(Database database, WordBook words)
{
    private static readonly Choice[] Asks =
    [
        new("idea", "what happened to my idea", []), new("idea", "what happened to my ideas", []), new("idea", "what happened with my idea", []), new("idea", "my idea", []), new("idea", "my ideas", []),
        new("idea", "what about my idea", []), new("idea", "did they use my idea", []), new("idea", "did anyone use my idea", []), new("idea", "what happened to my statement", []), new("idea", "did they read my idea", []),
    ];

    private readonly Choice _again = words.Choice(Lines.Button.AskAgain, "again", "ask again", "look again");
    private readonly Choice _leave = words.Choice(Lines.Button.LeaveIt, "no", "leave it", "its fine", "ok", "fine");

    public static bool IsAsked(Reply reply) => Asks.Any(way => ChoiceReader.IsAll(reply.Text, way));

    /// <summary>The line in which young people read the reason.</summary>
    public static PlainLine Reason(string id) => id switch
    {
        StatementRejection.Names => Lines.Statement.ReasonNames,
        StatementRejection.AboutSomebody => Lines.Statement.ReasonAboutSomebody,
        StatementRejection.SeveralIdeas => Lines.Statement.ReasonSeveralIdeas,
        StatementRejection.NotClear => Lines.Statement.ReasonNotClear,
        StatementRejection.Question => Lines.Statement.ReasonQuestion,
        StatementRejection.OffTopic => Lines.Statement.ReasonOffTopic,
        StatementRejection.SaidAlready => Lines.Statement.ReasonSaidAlready,
        StatementRejection.Hurtful => Lines.Statement.ReasonHurtful,
        StatementRejection.Unsafe => Lines.Statement.ReasonUnsafe,
        _ => Lines.Statement.ReasonNonsense,
    };

    public IReadOnlyList<Question<Story>> Questions =>
    [
        new()
        {
            Name = "my-ideas",
            Known = story => story.Say.Ideas is { IsDone: true },
            Prepare = async (story, exchange, cancellationToken) => story.Say.Ideas is null ? await LookedUpAsync(story, exchange, cancellationToken) : story,
            Ask = story => new Asking(Lines.Statement.LookAgain, Lines.Statement.LookAgainAgain, [.. Again(story.Say.Ideas!), _leave]) { Before = [Lines.Statement.Ideas.With(story.Say.Ideas!.InWords)] },
            LookUp = (story, exchange, _) => Task.FromResult(Read(story, exchange)),
            Skip = Done,
            Clear = story => story with { Say = story.Say with { Ideas = null } },
        },
    ];

    /// <summary>Somebody is back: tells what was decided since, once.</summary>
    public async Task TellAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var news = (await OfAsync(exchange, cancellationToken)).Where(fate => fate is { DecidedAt: not null, ToldAt: null }).ToList();
        if (news.Count == 0)
            return;
        exchange.Say(Lines.Statement.News.With(string.Join('\n', news.Select(InWords))));
        NoteTold(exchange, news);
    }

    /// <summary>Asks afresh the next time.</summary>
    public static Story Begin(Story story) => story with { Say = story.Say with { Ideas = null } };

    private async Task<Story> LookedUpAsync(Story story, Exchange exchange, CancellationToken cancellationToken)
    {
        var fates = await OfAsync(exchange, cancellationToken);
        NoteTold(exchange, fates);
        var ideas = new IdeasPart(string.Join('\n', fates.Select(fate => $"- {InWords(fate)}")), [.. fates.Where(fate => fate.CanBeAskedAgain).Select(fate => fate.Id)]);
        if (fates.Count == 0)
            exchange.Say(Lines.Statement.NoIdeas);
        else if (ideas.Again.Count == 0)
            exchange.Say(Lines.Statement.Ideas.With(ideas.InWords));
        return story with { Say = story.Say with { Ideas = ideas with { IsDone = ideas.Again.Count == 0 } } };
    }

    private Reading<Story> Read(Story story, Exchange exchange)
    {
        var again = Again(story.Say.Ideas!);
        var picked = exchange.Reply.Pick([.. again, _leave]) ?? (exchange.Reply.YesNo == YesNo.Yes && again.Count == 1 ? again[0] : null);
        if (picked is not null && picked != _leave)
        {
            var (asked, decision) = (picked.Id, exchange.Recorder.NewId());
            exchange.Recorder.Add((connection, who, now) => StatementQueue.AskAgain(connection, who, asked, decision, now));
            return new Reading<Story>.Understood(Done(story), Lines.Statement.AskedAgain);
        }

        return picked is not null || exchange.Reply.IsShrug ? new Reading<Story>.Understood(Done(story), Lines.Statement.LeftAsItIs) : new Reading<Story>.Unclear(Lines.Form.YesOrNo);
    }

    /// <summary>One button where there is one to ask about; otherwise each with its receipt.</summary>
    private IReadOnlyList<Choice> Again(IdeasPart ideas) => ideas.Again.Count == 1
        ? [_again with { Id = ideas.Again[0] }]
        : [.. ideas.Again.Select(id => new Choice(id, words.Say(Lines.Button.AskAgainThat.With(Sentences.Receipt(id)), [])))];

    private Task<IReadOnlyList<StatementFate>> OfAsync(Exchange exchange, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => StatementQueue.Of(connection, exchange.Recorder.Who), cancellationToken);

    private static void NoteTold(Exchange exchange, IReadOnlyList<StatementFate> fates)
    {
        IReadOnlyList<string> told = [.. fates.Where(fate => fate is { DecidedAt: not null, ToldAt: null }).Select(fate => fate.Id)];
        if (told.Count > 0)
            exchange.Recorder.Add((connection, who, now) => StatementQueue.NoteTold(connection, who, told, now));
    }

    private string InWords(StatementFate fate)
    {
        var said = Sentences.Echo(fate.Redacted);
        return words.Say(
            fate switch
            {
                { State: "waiting" } => Lines.Statement.FateWaiting.With(said),
                { State: "approved", SideId: not null } => Lines.Statement.FateReason.With(Sentences.Echo(fate.Changed ?? fate.Redacted)),
                { State: "approved", Changed: { } changed } => Lines.Statement.FateChanged.With(said, Sentences.Echo(changed)),
                { State: "approved" } => Lines.Statement.FateApproved.With(said),
                _ => Lines.Statement.FateRejected.With(said, words[Reason(fate.ReasonId ?? "")]),
            },
            []);
    }

    private static Story Done(Story story) => story with { Say = story.Say with { Ideas = (story.Say.Ideas ?? new IdeasPart("", [])) with { IsDone = true } } };
}
