namespace SocialRx.Storage.ActivityDirectory;

/// <summary>What one reading of a source changed.</summary>
/// <param name="Why">Why nothing could be read; null when something was.</param>
public sealed record ImportRun(string RunId, string SourceId, string Address, int Imported, int Unchanged, int Removed, int Mended, int LeftOut, string? Why, DateTimeOffset FinishedAt);

/// <summary>How one reading of a source went.</summary>
public sealed record ImportOutcome
{
    /// <summary>done | nothing-read.</summary>
    public required string Outcome { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public bool IsDone => Outcome == "done";
}

/// <summary>Something about one record that a curator should know.</summary>
/// <param name="RecordId">As the source calls it, or its position ("#12") when it has no id.</param>
/// <param name="Effect">"mended": imported after a change; "left-out": not imported; "noted": imported as it is.</param>
public sealed record ImportProblem(string RecordId, string Field, string Effect, string Why)
{
    public const string Mended = "mended";
    public const string LeftOut = "left-out";
    public const string Noted = "noted";
}
