using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Schedule;
using SocialRx.Bot.Turn;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Forgetting;

namespace SocialRx.Bot.Maintenance;

/// <summary>The verb "retention report": what is kept, for how long, whether anything is kept for longer, and what was removed. Counts only.</summary>
internal static class RetentionCommands
{
    private const int Done = 0;
    private const int Overdue = 1;
    private const int DaysShown = 7;

    public static Command Create() => new("retention", "What is kept only for a time.") { Report() };

    private static Command Report()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("report", "Says of every kind of data for how long it is kept, how much there is of it, and what was removed; also while the service serves. Ends with 1 while something is overdue.") { json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) => ReportAsync(parsed.GetValue(json), [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static async Task<int> ReportAsync(bool json, string[] args, TextWriter output, CancellationToken stop)
    {
        var configuration = Host.Configured(args).Configuration;
        await using var database = await Database.OpenAsync(Sections.Read<StorageOptions>(configuration), TimeProvider.System, cancellationToken: stop);
        var report = await database.ReadAsync(connection => RetentionReport.Of(connection, Plan(configuration), Sections.Read<ScheduleOptions>(configuration), TimeProvider.System.GetUtcNow()), stop);
        if (json)
            await output.WriteLineAsync(JsonSerializer.Serialize(report, RetentionJson.Default.RetentionReport));
        else
            await WriteAsync(output, report);
        return report.Overdue == 0 ? Done : Overdue;
    }

    private static RetentionPlan Plan(IConfiguration configuration) => new(
        Sections.Read<RetentionOptions>(configuration),
        Sections.Read<ProgrammeOptions>(configuration),
        new(Sections.Read<TurnOptions>(configuration), Sections.Read<DirectLineOptions>(configuration), Sections.Read<CheckInOptions>(configuration)));

    private static async Task WriteAsync(TextWriter output, RetentionReport report)
    {
        await output.WriteLineAsync($"{"kind",-16} {"rows",9} {"overdue",8} {"held",6}  {"oldest",-16}  {"its time is over",-16}");
        foreach (var kind in report.Kinds)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kind.Kind,-16} {kind.Rows,9} {kind.Overdue,8} {kind.Held,6}  {Time(kind.Oldest),-16}  {Time(kind.Due),-16}"));
            await output.WriteLineAsync($"{"",-17}{kind.What}; kept {kind.KeptFor}");
        }

        await output.WriteLineAsync($"Looked through every {report.EveryMinutes.ToString(CultureInfo.InvariantCulture)} minutes while the service runs; last {Time(report.LastRun)}, next {Time(report.NextRun)} (UTC).");
        foreach (var day in report.Removed.Where(day => day.Removed > 0))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{day.Day}  {day.Kind,-16} {day.Removed,9} rows removed in {day.Runs} runs"));
        await output.WriteLineAsync("Kept without a time, as they are about nobody: numbers of people and the published tables made of them, the directory, keys.");
        await output.WriteLineAsync("Backups hold what there was when they were taken: keep none for longer than you promise.");
        await output.WriteLineAsync(report.Overdue == 0 ? "Nothing is overdue." : "Something is overdue: it goes with the next run of the service.");
    }

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";

    /// <param name="Due">When the time of the oldest is over; null when there is none, or it depends on more than its age.</param>
    internal sealed record ReportedKind(string Kind, string What, string KeptFor, long Rows, DateTimeOffset? Oldest, DateTimeOffset? Due, long Overdue, long Held);

    internal sealed record RetentionReport(IReadOnlyList<ReportedKind> Kinds, double EveryMinutes, DateTimeOffset? LastRun, DateTimeOffset? NextRun, IReadOnlyList<RemovalDay> Removed)
    {
        public long Overdue => Kinds.Sum(kind => kind.Overdue);

        public static RetentionReport Of(Connection connection, RetentionPlan plan, ScheduleOptions every, DateTimeOffset now)
        {
            var removed = RemovalRecord.Latest(connection, plan.Kinds.Count * DaysShown);
            DateTimeOffset? last = removed.Count == 0 ? null : removed.Max(day => day.LastAt);
            return new([.. plan.Kinds.Select(kind => Read(connection, kind, now))], every.RemoveEveryMinutes, last, last?.AddMinutes(every.RemoveEveryMinutes), removed);
        }

        private static ReportedKind Read(Connection connection, RetentionKind kind, DateTimeOffset now)
        {
            var kept = kind.Read(connection, now);
            return new(kind.Id, kind.What, kind.KeptFor, kept.Rows, kept.Oldest, kept.Oldest is { } oldest ? kind.DueAt?.Invoke(oldest) : null, kept.Overdue, kept.Held);
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(RetentionCommands.RetentionReport))]
internal sealed partial class RetentionJson : JsonSerializerContext;
