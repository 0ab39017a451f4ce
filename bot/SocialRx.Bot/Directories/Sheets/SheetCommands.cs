using System.CommandLine;
using SocialRx.Storage;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>The verb "directory template", and how "directory import" takes a spreadsheet.</summary>
internal static class SheetCommands
{
    private const int Done = 0;
    private const int NotDone = 1;

    public static readonly Option<string?> Mapping = new("--mapping") { Description = "Of a CSV or XLSX file: JSON that says which column is what (default: headings that are known are taken)" };

    public static readonly Option<string?> Licence = new("--licence") { Description = "Of a CSV or XLSX file: what its organisation lets others do with it, as an address or a name such as OGL-UK-3.0; without one it is not published again" };

    public static Command Template()
    {
        var file = new Argument<string>("file") { Description = "A name that ends in .xlsx or .csv", DefaultValueFactory = _ => "activities.xlsx" };
        var command = new Command("template", "Writes a spreadsheet an organisation can fill in with what it offers.") { file };
        command.SetAction(parsed => Write(parsed.GetValue(file)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    /// <summary>Reads a spreadsheet in as a source of its own, as <see cref="Importer"/> reads any other.</summary>
    public static async Task<ImportReport> ImportAsync(Database database, Importer importer, DirectoryOptions options, TimeProvider clock, string sourceId, string file, ParseResult said, CancellationToken stop)
    {
        var licence = said.GetValue(Licence);
        if (licence is not null && !IsLicence(licence))
            return await NothingAsync("--licence should be an https address or a name such as OGL-UK-3.0");

        var (mapping, why) = said.GetValue(Mapping) is { } path ? SheetMapping.Read(path) : (SheetMapping.None, null);
        if (mapping is null)
            return await NothingAsync(why!);

        return await new SheetImport(database, TermMap.Load(), options, clock).ReadAsync(file, sourceId, mapping, licence, stop) switch
        {
            SheetReading.Records records => await importer.ImportAsync(sourceId, file, records.Items, records.Problems, stop),
            SheetReading.Broken broken => await NothingAsync(broken.Why),
            var other => throw new InvalidOperationException($"No way to import {other}."),
        };

        Task<ImportReport> NothingAsync(string why) => importer.ImportAsync(sourceId, file, new Feed.Broken(why), stop);
    }

    private static int Write(string path, TextWriter output)
    {
        var isWorkbook = path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
        if (!isWorkbook && !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            output.WriteLine("The name should end in .xlsx or .csv.");
            return NotDone;
        }

        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
            if (isWorkbook)
                SheetTemplate.WriteWorkbook(file);
            else
                SheetTemplate.WriteCsv(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"{path} was not written: {error.Message}");
            return NotDone;
        }

        output.WriteLine($"{path} is there to be filled in. `directory import {path}` reads it.");
        return Done;
    }

    private static bool IsLicence(string text) =>
        (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http") || (text.Length is > 0 and <= 60 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+'));
}
