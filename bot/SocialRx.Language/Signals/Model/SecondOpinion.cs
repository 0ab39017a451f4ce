namespace SocialRx.Language.Signals.Model;

/// <summary>
/// What the encoder thinks, added to what the linear model scored, where that is unsure. Most everyday messages lie below the unsure zone and
/// most explicit ones above it: they never wait for the encoder.
/// </summary>
internal static class SecondOpinion
{
    /// <summary>Scores of <see cref="SignalModel.Alarm"/> between which the encoder is asked.</summary>
    private const float From = -0.5f;
    private const float UpTo = 2.5f;

    /// <summary>It is asked from this score of concern, too: what is only hinted, and what is about somebody else, shows there.</summary>
    private const float FromConcern = 0.3f;

    /// <summary>Of the lines that rules alarmed about and no model had learned, nearly two in three of the harmless ones lie below, and no disclosure of 918.</summary>
    private const float Harmless = -2.5f;

    /// <summary>What a rule alarms about is put to the encoder where the linear model, which sees that rule, scores it lower than this.</summary>
    private const float Doubtful = 0.5f;

    /// <summary>What a natural log of the encoder's odds is worth beside a score.</summary>
    private const float Worth = 0.4f;

    /// <summary>Odds are taken no further than this chance from 0 and 1.</summary>
    private const float Least = 0.002f;

    /// <summary>How likely "no risk" has to be at the encoder's first answer to be its last: of 3,193 disclosures that both find, none lies there.</summary>
    private const float Sure = 0.9f;

    /// <summary>Low mood and nothing else is met as the rules say: the encoder, which knows grave things said much alike, would raise alarms of it.</summary>
    public static bool IsNeeded(ReadOnlySpan<float> scores, bool isLowMood) => !isLowMood && SignalModel.Alarm(scores) is var alarm && alarm < UpTo && (alarm > From || scores[SignalModel.Concern] > FromConcern);

    public static bool IsDoubtful(ReadOnlySpan<float> scores) => SignalModel.Gravity(scores) < Doubtful;

    /// <summary>Both models together are sure that it is nothing: "the cat scratched my arm", "an overdose of mince pies".</summary>
    public static bool IsHarmless(ReadOnlySpan<float> scores) => SignalModel.Gravity(scores) < Harmless;

    public static bool IsLowMood(IReadOnlyList<Signal> signals) => signals.Count > 0 && signals.All(signal => signal.IsLowMood);

    /// <param name="folded">The message, or the part of it that the scores are of.</param>
    public static void Add(SentenceEncoder encoder, ReadOnlySpan<char> folded, Span<float> scores)
    {
        Span<float> chances = stackalloc float[SentenceEncoder.Routes];
        encoder.Read(folded, chances, Sure);
        scores[SignalModel.Red] += Worth * LogOdds(chances[SentenceEncoder.Red]);
        scores[SignalModel.Concern] += Worth * LogOdds(1 - chances[SentenceEncoder.NoRisk]);

        // That it is about somebody else is often said in one word, which the linear model sees best.
        scores[SignalModel.ThirdParty] += Worth * MathF.Max(0, LogOdds(chances[SentenceEncoder.ThirdParty]));
    }

    private static float LogOdds(float chance)
    {
        var kept = Math.Clamp(chance, Least, 1 - Least);
        return MathF.Log(kept / (1 - kept));
    }
}
