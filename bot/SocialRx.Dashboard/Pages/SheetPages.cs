using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.Staff;

namespace SocialRx.Dashboard.Pages;

/// <summary>A spreadsheet is sent, looked through, and then taken in or given up by whoever sent it. To anybody else it is not there.</summary>
internal static class SheetPages
{
    public const string Path = "/sheets";

    /// <summary>Said of a form that was not read.</summary>
    public const string TooLarge = "too-large";

    /// <summary>Of a mapping.</summary>
    public const int LargestMappingKilobytes = 256;

    private const int LongestFileName = 120;
    private const int LongestLicence = 200;
    private const int MostReasons = 20;
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet($"{Path}/template", Template);
        pages.MapPost(Path, SendAsync).WithMetadata(new TakesSheet());
        pages.MapGet($"{Path}/{{id}}", OneAsync);
        pages.MapPost($"{Path}/{{id}}/take-in", TakeInAsync);
        pages.MapPost($"{Path}/{{id}}/give-up", GiveUpAsync);
    }

    /// <summary>What the form of the sources' page needs.</summary>
    public static async Task<SheetCorner> CornerAsync(SheetForm form, Desk desk, DirectorySheets sheets, DirectorySources regular, ClaimsPrincipal user, CancellationToken stop) => new(
        form,
        [.. (await desk.ReadAsync(SheetUploads.Sources, stop)).Where(source => source.IsSheet && !IsRegular(source.SourceId, regular)).Select(source => source.SourceId)],
        await desk.ReadAsync(connection => SheetUploads.Of(connection, desk.ProgrammeId, desk.Viewer(user).Actor), stop) is { Findings: not null } upload ? upload : null,
        sheets.LargestMegabytes);

    public static string TooLargeWords(DirectorySheets sheets) => $"The file is larger than {sheets.LargestMegabytes} MB, so it was not read. Leave out what nobody needs, or send it in parts under different names.";

    private static FileContentHttpResult Template(DirectorySheets sheets)
    {
        using var workbook = new MemoryStream();
        sheets.WriteTemplate(workbook);
        return TypedResults.File(workbook.ToArray(), WorkbookType, "activities.xlsx");
    }

    private static async Task<IResult> SendAsync(IFormCollection fields, Desk desk, DirectorySheets sheets, DirectorySources regular, DirectoryText text, Database database, ClaimsPrincipal user, CancellationToken stop)
    {
        var form = SheetForm.Read(fields, text);
        var known = await desk.ReadAsync(SheetUploads.Sources, stop);
        if (Problems(form, fields.Files["file"], fields.Files["mapping"], known, sheets, regular).ToList() is { Count: > 0 } problems)
            return await SourcePages.ShowAsync(problems, form, desk, sheets, regular, user, stop);

        var upload = await UploadAsync(form, fields.Files, desk, text, user, stop);
        await using (var content = fields.Files["file"]!.OpenReadStream())
            await SheetUploads.KeepAsync(database, upload, content, stop);
        var findings = await sheets.LookThrough(upload, stop);
        return findings.Why is null
            ? await KeepAsync(upload, findings, desk, user, stop)
            : await RefuseAsync(upload, findings, form, desk, sheets, regular, user, stop);
    }

    private static async Task<SheetUpload> UploadAsync(SheetForm form, IFormFileCollection files, Desk desk, DirectoryText text, ClaimsPrincipal user, CancellationToken stop) => new()
    {
        UploadId = desk.NewId(),
        ProgrammeId = desk.ProgrammeId,
        SourceId = form.SourceId,
        FileName = FileName(files["file"]!, text),
        Licence = form.Licence.Length > 0 ? form.Licence : await desk.ReadAsync(connection => SourceReports.Licence(connection, form.SourceId), stop),
        Mapping = files["mapping"] is { Length: > 0 } mapping ? await TextAsync(mapping, stop) : null,
        SentBy = desk.Viewer(user).Actor,
        SentAt = desk.Now,
    };

    // Whether its bytes begin with a mark or not.
    private static async Task<string> TextAsync(IFormFile file, CancellationToken stop)
    {
        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(stop);
    }

    private static async Task<IResult> KeepAsync(SheetUpload upload, SheetFindings findings, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        await desk.ChangeAsync(user, "spreadsheet sent", Subject(upload), null, connection =>
        {
            SheetUploads.Note(connection, upload.UploadId, findings);
            return true;
        }, stop);
        return TypedResults.LocalRedirect($"~{Address(upload)}");
    }

    private static async Task<IResult> RefuseAsync(SheetUpload upload, SheetFindings findings, SheetForm form, Desk desk, DirectorySheets sheets, DirectorySources regular, ClaimsPrincipal user, CancellationToken stop)
    {
        await desk.WriteAsync(connection => SheetUploads.Forget(connection, upload.UploadId), stop);
        var leftOut = findings.Problems.Where(problem => problem.Effect == ImportProblem.LeftOut).Take(MostReasons).Select(problem => $"{problem.RecordId}: {problem.Field} {problem.Why}");
        return await SourcePages.ShowAsync([$"“{upload.FileName}” cannot be used: {findings.Why}. Nothing was changed.", .. leftOut], form, desk, sheets, regular, user, stop);
    }

    private static async Task<IResult> OneAsync(string id, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await FindAsync(id, desk, user, stop) is { } upload
            ? DashboardPages.Show<OneSheet>(new() { ["Viewer"] = desk.Viewer(user), ["Upload"] = upload, ["Findings"] = upload.Findings })
            : TypedResults.NotFound();

    // Once it is begun it goes on, whether or not its sender waits for the answer. The empty form makes the antiforgery token compulsory.
    private static async Task<IResult> TakeInAsync(string id, [FromForm] string? reason, Desk desk, DirectorySheets sheets, DirectorySources regular, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await FindAsync(id, desk, user, stop) is not { } upload || IsRegular(upload.SourceId, regular))
            return TypedResults.NotFound();
        return await desk.ChangeAsync(user, "spreadsheet taken in", Subject(upload), null, connection => SheetUploads.Claim(connection, upload, desk.Now), stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}/imports/{Uri.EscapeDataString(await sheets.TakeIn(upload, CancellationToken.None))}")
            : TypedResults.LocalRedirect($"~{Address(upload)}");
    }

    private static async Task<IResult> GiveUpAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await FindAsync(id, desk, user, stop) is { TakenAt: null } upload
        && await desk.ChangeAsync(user, "spreadsheet given up", Subject(upload), null, connection => SheetUploads.Forget(connection, upload.UploadId), stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}{SourcePages.Path}")
            : TypedResults.NotFound();

    private static Task<SheetUpload?> FindAsync(string id, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        desk.ReadAsync(connection => SheetUploads.Find(connection, desk.ProgrammeId, id, desk.Viewer(user).Actor), stop);

    private static IEnumerable<string> Problems(SheetForm form, IFormFile? file, IFormFile? mapping, IReadOnlyList<KnownSource> known, DirectorySheets sheets, DirectorySources regular)
    {
        if (file is null || file.Length == 0)
            yield return "Choose a file that is not empty.";
        else if (file.Length > sheets.LargestMegabytes * 1024L * 1024)
            yield return TooLargeWords(sheets);
        if (mapping?.Length > LargestMappingKilobytes * 1024L)
            yield return $"The mapping is larger than {LargestMappingKilobytes} kB. It should only say which column is what.";
        if (form.Known.Length > 0 && form.New.Length > 0)
            yield return "Choose a source or name a new one, not both.";
        else if (WhyNot(form.SourceId, known, sheets, regular) is { } why)
            yield return why;
        if (form.Licence.Length > LongestLicence)
            yield return $"The licence is longer than {LongestLicence} characters.";
    }

    private static string? WhyNot(string sourceId, IReadOnlyList<KnownSource> known, DirectorySheets sheets, DirectorySources regular)
    {
        if (!sheets.IsSourceId(sourceId))
            return "Choose a source, or name a new one in lower-case letters, digits and hyphens, such as fernbridge-clubs.";
        if (IsRegular(sourceId, regular))
            return $"“{sourceId}” is read regularly from a place of its own, which would undo this. Change it there.";

        return known.Any(source => source.SourceId == sourceId && !source.IsSheet) ? $"“{sourceId}” came another way, and a spreadsheet would take all of it away. Give yours another name." : null;
    }

    private static bool IsRegular(string sourceId, DirectorySources regular) => regular.All.Any(source => source.SourceId == sourceId);

    private static string FileName(IFormFile file, DirectoryText text)
    {
        var plain = text.Plain(file.FileName.Split('/', '\\')[^1]);
        return plain.Length == 0 ? "a spreadsheet" : plain.Length <= LongestFileName ? plain : plain[^LongestFileName..];
    }

    private static string Subject(SheetUpload upload) => $"source/{upload.SourceId}";

    private static string Address(SheetUpload upload) => $"{DashboardPages.Path}{Path}/{Uri.EscapeDataString(upload.UploadId)}";
}

/// <summary>Where a spreadsheet goes, as a form sends it.</summary>
/// <param name="Known">A source there is; empty for a new one.</param>
/// <param name="Licence">Empty: as its source says already.</param>
public sealed record SheetForm(string Known, string New, string Licence)
{
    public static readonly SheetForm Empty = new("", "", "");

    public string SourceId => Known.Length > 0 ? Known : New;

    internal static SheetForm Read(IFormCollection fields, DirectoryText text) => new(text.Plain(fields["known"]), text.Plain(fields["new"]), text.Plain(fields["licence"]));
}

/// <summary>The corner of the sources' page where a spreadsheet is sent.</summary>
/// <param name="Sources">Whose listings came from spreadsheets.</param>
/// <param name="Waiting">One that was looked through and waits for its sender; null when none does.</param>
public sealed record SheetCorner(SheetForm Form, IReadOnlyList<string> Sources, SheetUpload? Waiting, int LargestMegabytes);
