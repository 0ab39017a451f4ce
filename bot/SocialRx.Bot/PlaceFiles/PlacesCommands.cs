using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Bot.Configuration;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.PlaceFiles;

/// <summary>The verbs "places import", "places show" and "places list".</summary>
internal static class PlacesCommands
{
    private const int Done = 0;
    private const int NothingRead = 1;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var command = new Command("places", "Postcodes, outcodes and how deprived they are: read downloads in, look an outcode up.");
        command.Add(Import());
        command.Add(Show());
        command.Add(List());
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<string>("file") { Description = "ONS Postcode Directory, National Statistics Postcode Lookup or Code-Point Open, as CSV or as the zip that was downloaded; or the Index of Multiple Deprivation as CSV" };
        var kind = new Option<string?>("--kind") { Description = "What the file is (default: found out by looking)" };
        kind.AcceptOnlyFromAmong("onspd", "nspl", "codepoint", "imd");
        var command = new Command("import", "Reads public geography in; what was known of the same outcodes is replaced, or kept when nothing can be read.") { file, kind };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) => ImportAsync(parsed.GetValue(file)!, parsed.GetValue(kind), [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static Command Show()
    {
        var outcode = new Argument<string>("outcode") { Description = "The first half of a postcode, such as FB2" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("show", "What is known of an outcode: its centre, and how its postcodes spread over the tenths of the Index of Multiple Deprivation.") { outcode, json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) => ShowAsync(parsed.GetValue(outcode)!, parsed.GetValue(json), [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "What was read in, when, and the lines its licences ask for.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, stop) => ListAsync([.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static async Task<int> ImportAsync(string file, string? kind, string[] args, TextWriter output, CancellationToken stop)
    {
        await using var database = await OpenAsync(args, stop);
        var told = await new PlacesImport(database, TimeProvider.System).ImportAsync(file, kind, stop);
        foreach (var line in told.Lines)
            await output.WriteLineAsync(line);
        return told.IsDone ? Done : NothingRead;
    }

    private static async Task<int> ShowAsync(string text, bool asJson, string[] args, TextWriter output, CancellationToken stop)
    {
        await using var database = await OpenAsync(args, stop);
        var figures = Outcode.Find(text) is { } outcode ? await database.ReadAsync(connection => Geography.FiguresOf(connection, outcode), stop) : null;
        if (figures is null)
        {
            await output.WriteLineAsync($"\"{Outcode.Find(text) ?? "That"}\" is no outcode this directory knows; `places import` reads them in.");
            return NothingRead;
        }

        var licences = await database.ReadAsync(connection => Geography.Sources(connection).Select(source => source.Licence).Distinct().ToList(), stop);
        await output.WriteLineAsync(asJson ? Json(figures, licences).ToJsonString(Indented) : string.Join(Environment.NewLine, [.. Lines(figures), .. licences]));
        return Done;
    }

    private static async Task<int> ListAsync(string[] args, TextWriter output, CancellationToken stop)
    {
        await using var database = await OpenAsync(args, stop);
        var sources = await database.ReadAsync(Geography.Sources, stop);
        foreach (var source in sources)
        {
            await output.WriteLineAsync(FormattableString.Invariant($"{source.Kind,-10} {source.ImportedAt:yyyy-MM-dd}  {source.Entries} entries, {source.Outcodes} outcodes, from {source.File}"));
            await output.WriteLineAsync($"           {source.Licence}");
        }

        if (sources.Count == 0)
            await output.WriteLineAsync("Nothing was read in yet. `places import` takes the ONS Postcode Directory, the National Statistics Postcode Lookup or Code-Point Open.");
        return Done;
    }

    private static IEnumerable<string> Lines(OutcodeFigures figures)
    {
        yield return FormattableString.Invariant($"{figures.Place.Outcode}: centre {figures.Place.Centre.Latitude:0.00000}, {figures.Place.Centre.Longitude:0.00000}; {figures.Postcodes} postcodes");
        var all = figures.Deciles.Sum(decile => decile.Postcodes);
        foreach (var decile in figures.Deciles)
            yield return FormattableString.Invariant($"  tenth {decile.Decile,2} of deprivation: {Share(decile, all):0.0%} of postcodes");
        if (all == 0)
            yield return "  no deciles: import the Index of Multiple Deprivation, and a file of postcodes that says the LSOA";
    }

    private static JsonObject Json(OutcodeFigures figures, List<string> licences)
    {
        var all = figures.Deciles.Sum(decile => decile.Postcodes);
        return new JsonObject
        {
            ["outcode"] = figures.Place.Outcode,
            ["latitude"] = Math.Round(figures.Place.Centre.Latitude, 5),
            ["longitude"] = Math.Round(figures.Place.Centre.Longitude, 5),
            ["postcodes"] = figures.Postcodes,
            ["postcodesWithDecile"] = all,
            ["deciles"] = new JsonArray([.. figures.Deciles.Select(decile => (JsonNode)new JsonObject { ["decile"] = decile.Decile, ["postcodes"] = decile.Postcodes, ["share"] = Math.Round(Share(decile, all), 4) })]),
            ["licences"] = new JsonArray([.. licences.Select(licence => (JsonNode)licence)]),
        };
    }

    private static double Share(DecileCount decile, long all) => (double)decile.Postcodes / all;

    private static Task<Database> OpenAsync(string[] args, CancellationToken stop) =>
        Database.OpenAsync(Sections.Read<StorageOptions>(Host.Configured(args).Configuration), TimeProvider.System, cancellationToken: stop);
}
