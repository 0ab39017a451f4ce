using System.Text.Json.Serialization;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.Forms;

/// <summary>
/// One question of a form, as data. A question is asked when it applies and its answer is not known; everything it does to the draft is a function of
/// draft and reply, so a conversation can be gone through, back and again in any order.
/// </summary>
internal sealed record Question<TDraft>
    where TDraft : Draft<TDraft>
{
    /// <summary>Kept in the state of conversations under way: never given to another question.</summary>
    public required string Name { get; init; }

    public Func<TDraft, bool> Applies { get; init; } = _ => true;

    /// <summary>The person told us already.</summary>
    public required Func<TDraft, bool> Known { get; init; }

    /// <summary>Looks up what the question needs before it is asked; it may turn out to be answered by that.</summary>
    public Func<TDraft, Exchange, CancellationToken, Task<TDraft>>? Prepare { get; init; }

    public required Func<TDraft, Asking> Ask { get; init; }

    public Func<TDraft, Reply, Reading<TDraft>> Read { get; init; } = (_, _) => new Reading<TDraft>.Unclear();

    /// <summary>Instead of <see cref="Read"/>, when reading needs something looked up.</summary>
    public Func<TDraft, Exchange, CancellationToken, Task<Reading<TDraft>>>? LookUp { get; init; }

    /// <summary>The draft without this answer.</summary>
    public required Func<TDraft, TDraft> Clear { get; init; }

    /// <summary>What skipping means, when it means more than leaving the answer out.</summary>
    public Func<TDraft, TDraft>? Skip { get; init; }

    /// <summary>Said on skipping, when the usual words would not be honest enough.</summary>
    public Saying? OnSkip { get; init; }

    /// <summary>Records what the draft now says about this question, in place of what was recorded before; also after it was cleared.</summary>
    public Action<TDraft, Recorder>? Record { get; init; }

    /// <summary>After this many replies that could not be read, the question is left.</summary>
    public int Patience { get; init; } = 3;

    public Task<Reading<TDraft>> ReadAsync(TDraft draft, Exchange exchange, CancellationToken cancellationToken) =>
        LookUp is not null ? LookUp(draft, exchange, cancellationToken) : Task.FromResult(Read(draft, exchange.Reply));

    public TDraft Skipped(TDraft draft) =>
        Skip is not null ? Skip(draft) : Clear(draft).WithSkipped(Name);
}

/// <summary>What a form fills in: plain data, of which any part may be missing.</summary>
internal abstract record Draft
{
    /// <summary>Names of questions the person chose not to answer; they are not asked again.</summary>
    public IReadOnlyList<string> SkippedQuestions { get; init; } = [];

    /// <summary>When the form it fills ends, so does every form under it.</summary>
    [JsonIgnore]
    public virtual bool EndsEverything => false;
}

/// <inheritdoc cref="Draft"/>
internal abstract record Draft<TSelf> : Draft
    where TSelf : Draft<TSelf>
{
    public TSelf WithSkipped(string name) => (TSelf)this with { SkippedQuestions = [.. SkippedQuestions.Where(other => other != name), name] };

    public TSelf WithoutSkipped(string name) => (TSelf)this with { SkippedQuestions = [.. SkippedQuestions.Where(other => other != name)] };
}

/// <summary>How a question is put.</summary>
/// <param name="Words">The first time.</param>
/// <param name="Again">When it is put again: shorter, other words.</param>
/// <param name="Choices">Offered as buttons; typing is always accepted too.</param>
internal sealed record Asking(Saying Words, Saying Again, params IReadOnlyList<Choice> Choices)
{
    /// <summary>Said before the question, the first time only.</summary>
    public IReadOnlyList<Saying> Before { get; init; } = [];

    public IReadOnlyList<Card> Cards { get; init; } = [];
}

/// <summary>Something with a picture's worth of text and buttons of its own.</summary>
internal sealed record Card(string Title, string Subtitle, string Text, IReadOnlyList<CardButton> Buttons);

/// <param name="Sends">What tapping it says in the person's name.</param>
internal sealed record CardButton(string Label, string Sends);

/// <summary>What a reply to a question comes to.</summary>
internal abstract record Reading<TDraft>
{
    private Reading() { }

    public sealed record Understood(TDraft Draft, params IReadOnlyList<Saying> Says) : Reading<TDraft>;

    /// <summary>The reply was dealt with and the same question still stands.</summary>
    public sealed record Stays(TDraft Draft, params IReadOnlyList<Saying> Says) : Reading<TDraft>;

    /// <summary>It could not be read.</summary>
    /// <param name="Why">Said instead of the usual words, when the question knows better.</param>
    public sealed record Unclear(Saying? Why = null) : Reading<TDraft>;

    /// <summary>The form is over, whatever else could be asked.</summary>
    public sealed record Ends(TDraft Draft, params IReadOnlyList<Saying> Says) : Reading<TDraft>;
}

/// <summary>What the person sent, as typed or tapped.</summary>
internal sealed record Reply(string Text)
{
    public YesNo? YesNo { get; } = YesNoReader.Read(Text);

    /// <summary>"nah", "idk", "whatever" and nothing else: nothing to add, which is fine.</summary>
    public bool IsShrug => YesNoReader.ReadWhole(Text) is Language.Readings.YesNo.No or Language.Readings.YesNo.Unsure;

    /// <summary>Something was said, and not just "ok".</summary>
    public bool HasSomethingToSay => !string.IsNullOrWhiteSpace(Text) && YesNoReader.ReadWhole(Text) is null;

    public bool Is(Choice choice) => ChoiceReader.Says(Text, choice);

    public Choice? Pick(IReadOnlyList<Choice> choices) => ChoiceReader.One(Text, choices);

    public IReadOnlyList<Choice> PickSeveral(IReadOnlyList<Choice> choices) => ChoiceReader.Several(Text, choices);
}
