using System.Text.Json.Serialization;
using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Forms;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Storage.Insights;

namespace SocialRx.Dialogs.Root;

/// <summary>What a person has told us in this conversation, and what came of it. Every part may be unknown.</summary>
internal sealed record Story : Draft<Story>
{
    public string? AgeBand { get; init; }

    /// <summary>Younger or older than the programme is for; nothing more is asked or kept.</summary>
    public bool IsOutsideAges { get; init; }
    public Place? Place { get; init; }

    public Told? Matters { get; init; }
    public Told? InTheWay { get; init; }
    public Told? Strengths { get; init; }

    /// <summary>Asked once each, and only of people for whom it could matter.</summary>
    public Times? When { get; init; }
    public IReadOnlyList<string>? Access { get; init; }
    public IReadOnlyList<string>? BelongsTo { get; init; }

    public IReadOnlyList<Shown>? Shown { get; init; }
    public string? WidenedBy { get; init; }
    public UnmetNeed? Unmet { get; init; }
    public IReadOnlyList<TurnedDown> TurnedDown { get; init; } = [];

    /// <summary>The choice has been made: a listing, or not now.</summary>
    public bool HasChosen { get; init; }
    public Shown? Chosen { get; init; }

    public string? Goal { get; init; }

    /// <summary>It was one of the buttons, so not in their own words.</summary>
    public bool IsGoalTapped { get; init; }
    public int? Confidence { get; init; }
    public string? OneMore { get; init; }
    public bool WantsCompany { get; init; }

    public HandOffPart HandOff { get; init; } = new();

    public bool? KeepsPlan { get; init; }
    public ConsentPart Consent { get; init; } = new();
    public DateOnly? AskAfter { get; init; }

    /// <summary>The question how it went has been put, answered or not; it is put once.</summary>
    public bool AskedHowItWent { get; init; }
    public string? HowItWent { get; init; }

    public SayPart Say { get; init; } = new();

    [JsonIgnore]
    public bool HasBegun => AgeBand is not null || Place is not null || Matters is not null || SkippedQuestions.Any(name => !name.StartsWith("say", StringComparison.Ordinal));

    [JsonIgnore]
    public IReadOnlyList<string> Themes => Matters?.Codes ?? [];

    [JsonIgnore]
    public IReadOnlyList<string> Barriers => InTheWay?.Codes ?? [];
}

/// <summary>Something a person said, and what it was counted as.</summary>
/// <param name="Words">Null when they tapped instead of writing.</param>
internal sealed record Told(string? Words, IReadOnlyList<string> Codes);

/// <summary>When they could go.</summary>
/// <param name="Words">As they or the button put it; null is any time.</param>
internal sealed record Times(string? Words, IReadOnlyList<DayOfWeek> Days, TimeOnly? NotBefore, TimeOnly? NotAfter)
{
    /// <summary>Day by day, when the hours differ; then the others are its outline.</summary>
    public IReadOnlyList<FreeTime>? Free { get; init; }

    public bool InHolidays { get; init; }
}

/// <summary>A suggestion as it was shown, in words already, so that going back shows the same.</summary>
/// <param name="Next">The next day it is on after today.</param>
internal sealed record Shown(string ListingId, string Name, string WhenAndWhere, string Text, string More, DateOnly? Next)
{
    /// <summary>When it is on next, today included, in words; null when nobody can say.</summary>
    public string? NextTime { get; init; }
}

/// <param name="Reason">Id of a <see cref="NotForMe"/>; null until it is told, empty when they would not say.</param>
internal sealed record TurnedDown(string ListingId, string Name, string? Reason);

/// <summary>Whether a link worker is wanted, and each item that may be passed on, agreed to one at a time.</summary>
internal sealed record HandOffPart
{
    public bool? Wanted { get; init; }
    public string? Name { get; init; }
    public string? Contact { get; init; }
    public string? SafeContact { get; init; }
    public bool? ShareAge { get; init; }
    public bool? ShareArea { get; init; }
    public bool? ShareMatters { get; init; }
    public bool? ShareGoal { get; init; }
    public bool? Company { get; init; }

    /// <summary>True: sent; false: decided not to.</summary>
    public bool? Send { get; init; }
    public string? ReferralId { get; init; }
    public string? State { get; init; }
}

internal sealed record ConsentPart
{
    public bool? Numbers { get; init; }
    public bool? Quote { get; init; }
    public bool? CheckIn { get; init; }

    /// <summary>Of the decision just taken: what the person was given to quote.</summary>
    public string? Receipt { get; init; }
}

/// <summary>Answers to consultations; keys are "{consultationId}/{questionId}".</summary>
internal sealed record SayPart
{
    public string? ConsultationId { get; init; }
    public IReadOnlyList<SaidAnswer> Answers { get; init; } = [];

    /// <summary>In which they want to be asked; null: they have not said.</summary>
    public string? Language { get; init; }

    /// <summary>The last language other than English that they surely wrote in.</summary>
    public string? Wrote { get; init; }

    [JsonIgnore]
    public string? Speaks => Language ?? Wrote;

    /// <summary>Pairs that were put, in the order they were; none is put twice.</summary>
    public IReadOnlyList<SaidPair> Pairs { get; init; } = [];

    /// <summary>How many questions of the consultation were dealt with when this round of them began.</summary>
    public int DealtWithBefore { get; init; }

    /// <summary>Enough for now: nothing more of it is asked until it is begun again.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Of conversations that earlier releases finished; since then what is finished is told by the answers.</summary>
    public IReadOnlyList<string> Finished { get; init; } = [];

    /// <summary>Answers of those who decide that the person has been told: "{findingId}#{number}".</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>Where they stand with statements, of each question they are at.</summary>
    public IReadOnlyList<StatementTalk> Statements { get; init; } = [];

    /// <summary>Questions they are asked again, or were.</summary>
    public IReadOnlyList<SaidAgain> Again { get; init; } = [];

    /// <summary>What became of statements of theirs, while that is talked about.</summary>
    public IdeasPart? Ideas { get; init; }
}

/// <summary>Where somebody stands with a question that is asked again.</summary>
internal sealed record SaidAgain(string ConsultationId, string QuestionId)
{
    /// <summary>They know what others said, so that their first answer does not change any more.</summary>
    public bool HasSeen { get; init; }

    /// <summary>As it was shown, until they have finished for now.</summary>
    public RoundView? Shown { get; init; }

    /// <summary>They want to pick another answer.</summary>
    public bool Changes { get; init; }

    /// <summary>Of <see cref="RoundOutcome"/>; null: not answered again.</summary>
    public string? Outcome { get; init; }

    /// <summary>Their other answer.</summary>
    public SaidAnswer? Then { get; init; }
}

/// <param name="InWords">Each with what became of it.</param>
/// <param name="Again">Ids of those that may be looked at again.</param>
internal sealed record IdeasPart(string InWords, IReadOnlyList<string> Again, bool IsDone = false);

internal sealed record SaidAnswer(string ConsultationId, string QuestionId, IReadOnlyList<string> OptionIds, int? Scale, string? Words)
{
    /// <summary>An order or a budget that somebody is still at.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>What it is on the side of: its options, or the band of its number.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Sides => Scale is { } scale ? [Bands.Of(scale)] : OptionIds;
}

/// <param name="FirstId">As the buttons stood.</param>
/// <param name="ChosenId">Empty: could not decide. Null: not answered.</param>
internal sealed record SaidPair(string ConsultationId, string QuestionId, string FirstId, string SecondId, string? ChosenId);
