using SocialRx.Domain;

namespace SocialRx.Storage;

/// <summary>Section "Storage".</summary>
public sealed record StorageOptions : IOptionsSection
{
    public static string Section => "Storage";

    /// <summary>The SQLite database file; its folder is made when missing. ":memory:" keeps everything in this process (tests).</summary>
    public string File { get; init; } = "data/socialrx.db";

    /// <summary>Connections that read at the same time; readers never wait for the writer.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Most writes that share one commit.</summary>
    public int WritesPerCommit { get; init; } = 256;

    public IEnumerable<OptionProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(File))
            yield return new(nameof(File), "the path of the database file, such as \"data/socialrx.db\"");
        if (Readers is < 1 or > 64)
            yield return new(nameof(Readers), "a whole number from 1 to 64");
        if (WritesPerCommit is < 1 or > 10_000)
            yield return new(nameof(WritesPerCommit), "a whole number from 1 to 10000");
    }
}
