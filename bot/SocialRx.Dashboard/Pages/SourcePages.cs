using System.Globalization;
using System.Security.Claims;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.Staff;

namespace SocialRx.Dashboard.Pages;

/// <summary>Where the directory comes from, how that goes, and what did not come through.</summary>
internal static class SourcePages
{
    public const string Path = "/directory";
    public const string LeftOutPath = "/left-out";

    private const int Readings = 12;
    private const int MostReasons = 100;
    private const int AtATime = 100;
    private const int MostInAFile = 50_000;

    // A spreadsheet runs what begins like a formula.
    private static readonly CsvWriterOptions Csv = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    private static readonly string[] Columns = ["source", "record", "field", "effect", "why", "read at"];

    private static readonly string[] Effects = [ImportProblem.LeftOut, ImportProblem.Mended, ImportProblem.Noted];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, ListAsync);
        pages.MapGet(LeftOutPath, LeftOutAsync);
        pages.MapGet($"{LeftOutPath}/csv", LeftOutFileAsync);
    }

    /// <param name="sheet">What became of a spreadsheet that was sent; null when none was.</param>
    private static Task<IResult> ListAsync(string? sheet, Desk desk, DirectorySheets sheets, DirectorySources sources, ClaimsPrincipal user, CancellationToken stop) =>
        ShowAsync(sheet == SheetPages.TooLarge ? [SheetPages.TooLargeWords(sheets)] : [], SheetForm.Empty, desk, sheets, sources, user, stop);

    internal static async Task<IResult> ShowAsync(IReadOnlyList<string> problems, SheetForm form, Desk desk, DirectorySheets sheets, DirectorySources sources, ClaimsPrincipal user, CancellationToken stop)
    {
        var known = await desk.ReadAsync(connection => SourceReports.All(connection, Readings), stop);
        return DashboardPages.Show<SourceList>(
            new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Sources"] = known.Concat(sources.All.Where(source => known.All(other => other.SourceId != source.SourceId)).Select(Unread)).Select(source => Sheet(source, sources, desk.Now)).ToList(),
                ["Unmapped"] = (await desk.ReadAsync(TermDecisions.Unmapped, stop)).Count,
                ["Corner"] = await SheetPages.CornerAsync(form, desk, sheets, sources, user, stop),
                ["Problems"] = problems,
                ["PlaceFiles"] = await desk.ReadAsync(Geography.Sources, stop),
            },
            FindingPages.Status(problems));
    }

    private static async Task<IResult> LeftOutAsync(string? effect, string? source, string? field, string? why, int? page, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var (filter, at) = (Filter(effect, source, field, why), Page(page));
        return DashboardPages.Show<LeftOutList>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Filter"] = filter,
            ["Sheet"] = await desk.ReadAsync(connection => Sheet(connection, filter, at), stop),
        });
    }

    private static async Task<IResult> LeftOutFileAsync(string? effect, string? source, string? field, string? why, Desk desk, CancellationToken stop)
    {
        var records = await desk.ReadAsync(connection => LeftOut.Records(connection, Filter(effect, source, field, why), 0, MostInAFile), stop);
        return TypedResults.File(File(records), "text/csv; charset=utf-8", "left-out.csv");
    }

    private static byte[] File(IReadOnlyList<LeftOutRecord> records)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Csv, leaveOpen: true))
        {
            csv.WriteRecord(Columns);
            foreach (var record in records)
                csv.WriteRecord(Cells(record));
        }

        return bytes.ToArray();
    }

    private static string[] Cells(LeftOutRecord record) =>
        [record.SourceId, record.RecordId, record.Field, record.Effect, record.Why, record.FinishedAt.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)];

    private static LeftOutSheet Sheet(Connection connection, LeftOutFilter filter, int page) => new(
        LeftOut.Reasons(connection, filter, MostReasons),
        LeftOut.Records(connection, filter, (page - 1) * AtATime, AtATime),
        new PageOf(page, AtATime, LeftOut.Count(connection, filter)),
        [.. SourceReports.All(connection, 1).Select(source => source.SourceId)],
        LeftOut.Fields(connection, filter.Effect));

    private static LeftOutFilter Filter(string? effect, string? source, string? field, string? why) =>
        new(Effects.Contains(effect) ? effect! : ImportProblem.LeftOut, source ?? "", field ?? "", why ?? "");

    internal static int Page(int? asked) => Math.Clamp(asked ?? 1, 1, 1_000_000);

    private static SourceReport Unread(ConfiguredSource source) => new() { SourceId = source.SourceId, Address = source.Address, LastGoodAt = null, Listings = 0, Hidden = 0, Licence = null, Readings = [] };

    private static SourceSheet Sheet(SourceReport source, DirectorySources sources, DateTimeOffset now)
    {
        var isRegular = sources.All.Any(other => other.SourceId == source.SourceId);
        return new SourceSheet(
            source,
            Parts.SourceState.Of(source, isRegular, sources.Every, now),
            isRegular ? sources.DueAt([.. source.Readings.Select(reading => new ImportOutcome { Outcome = reading.Outcome, FinishedAt = reading.FinishedAt })]) : null,
            now);
    }
}

/// <summary>Which page of how many.</summary>
/// <param name="Number">From 1.</param>
public sealed record PageOf(int Number, int Size, long All)
{
    public long Pages => Math.Max(1, (All + Size - 1) / Size);

    public long First => All == 0 ? 0 : ((Number - 1L) * Size) + 1;

    public long Last => Math.Min(All, (long)Number * Size);
}

/// <summary>What was left out of the directory, and how often for each reason.</summary>
public sealed record LeftOutSheet(IReadOnlyList<LeftOutReason> Reasons, IReadOnlyList<LeftOutRecord> Records, PageOf Page, IReadOnlyList<string> Sources, IReadOnlyList<string> Fields);

/// <summary>One source on its curator's page.</summary>
/// <param name="DueAt">Null when nothing reads it regularly.</param>
public sealed record SourceSheet(SourceReport Source, Parts.SourceState State, DateTimeOffset? DueAt, DateTimeOffset Now);
