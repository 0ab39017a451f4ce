using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>An import's report as an operator reads it.</summary>
internal static class ImportText
{
    public static async Task WriteAsync(TextWriter output, ImportReport report)
    {
        foreach (var problem in report.Problems)
            await output.WriteLineAsync($"{Label(problem.Effect),-9} {problem.RecordId}  {problem.Field}: {problem.Why}");

        var run = report.Run;
        if (run.Why is not null)
        {
            await output.WriteLineAsync($"Nothing was imported from {run.Address}: {run.Why}. What source \"{run.SourceId}\" held before is kept.");
            return;
        }

        await output.WriteLineAsync($"Source \"{run.SourceId}\": {run.Imported} imported, {run.Unchanged} unchanged, {run.Removed} removed, {run.Mended} mended, {run.LeftOut} left out.");
    }

    private static string Label(string effect) => effect == ImportProblem.LeftOut ? "left out" : effect;
}
