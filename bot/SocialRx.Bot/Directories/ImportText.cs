using System.Globalization;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>An import's report as an operator reads it.</summary>
internal static class ImportText
{
    public static async Task WriteAsync(TextWriter output, ImportReport report)
    {
        foreach (var problem in report.Problems)
            await output.WriteLineAsync($"{Label(problem.Effect),-9} {problem.RecordId}  {problem.Field}: {problem.Why}");
        await WriteSumAsync(output, report.Run);
    }

    public static Task WriteSumAsync(TextWriter output, ImportRun run) => output.WriteLineAsync(
        run.Why is not null
            ? $"Nothing was imported from {run.Address}: {run.Why.TrimEnd('.')}. What source \"{run.SourceId}\" held before is kept."
            : $"Source \"{run.SourceId}\": {run.Imported} imported, {run.Unchanged} unchanged, {run.Removed} removed, {run.Mended} mended, {run.LeftOut} left out.");

    /// <summary>One line on how a source stands.</summary>
    public static string Health(SourceReading reading, int listings, DateTimeOffset now)
    {
        var name = reading.Name is null ? reading.SourceId : $"{reading.SourceId} ({reading.Name})";
        var age = reading.ReadAt is { } read ? $"read {Ago(now - read)}" : "never read";
        var whole = reading.WholeAt is { } at && at != reading.ReadAt ? $", all of it {Ago(now - at)}" : "";
        var licence = reading.Licence ?? "no licence said, so not published again";
        var trouble = reading.Failures > 0 ? $"; FAILING, {reading.Failures} in a row since {reading.FailingSince:u}: {reading.Why}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {listings} listings, {age}{whole}; {licence}{trouble}");
    }

    private static string Ago(TimeSpan age) => age switch
    {
        { TotalMinutes: < 2 } => "just now",
        { TotalHours: < 2 } => $"{age.TotalMinutes:0} minutes ago",
        { TotalDays: < 2 } => $"{age.TotalHours:0} hours ago",
        _ => $"{age.TotalDays:0} days ago",
    };

    private static string Label(string effect) => effect == ImportProblem.LeftOut ? "left out" : effect;
}
