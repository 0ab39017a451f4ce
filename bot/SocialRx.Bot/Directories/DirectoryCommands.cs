using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Directories.Sheets;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>The verbs "directory import", "directory template" and "directory search".</summary>
internal static class DirectoryCommands
{
    private const int Done = 0;
    private const int NothingRead = 1;

    public static Command Create()
    {
        var command = new Command("directory", "Things to do: read a directory in, look something up.");
        command.Add(Import());
        command.Add(SheetCommands.Template());
        command.Add(Search());
        return command;
    }

    private static Command Import()
    {
        var from = new Argument<string>("file-or-address") { Description = "Open Referral UK v3: a JSON file, or the address of a /services endpoint; a spreadsheet (.csv, .xlsx); \"sample\" is the made-up town of Fernbridge" };
        var source = new Option<string?>("--source") { Description = "Name of the source: lower-case letters, digits and hyphens (default: made from the file's or host's name)" };
        var command = new Command("import", "Reads a directory in; what this source held before is replaced, or kept when nothing can be read.") { from, source, SheetCommands.Mapping, SheetCommands.Licence };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) => ImportAsync(parsed, parsed.GetValue(from)!, parsed.GetValue(source), [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static Command Search()
    {
        var near = new Option<string?>("--near") { Description = "An outcode or a named place" };
        var radius = new Option<double>("--radius-km") { Description = "How far", DefaultValueFactory = _ => 5 };
        var age = new Option<int?>("--age") { Description = "In years" };
        var day = new Option<DayOfWeek?>("--day") { Description = "monday ... sunday" };
        var text = new Option<string?>("--text") { Description = "Words to look for" };
        var theme = new Option<string?>("--theme") { Description = "Id of a theme, such as active or music" };
        var free = new Option<bool>("--free") { Description = "Only what costs nothing" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var count = new Option<int>("--count") { Description = "How many", DefaultValueFactory = _ => 10 };
        var command = new Command("search", "Finds things to do as the conversation does, with reasons and snags.") { near, radius, age, day, text, theme, free, json, count };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) =>
        {
            var wishes = new Wishes
            {
                Age = parsed.GetValue(age) is { } years ? AgeBand.Of(years) is { } band ? new AgeBand(band.Id, years, years) : new AgeBand("other", years, years) : null,
                WithinKm = parsed.GetValue(radius),
                Days = parsed.GetValue(day) is { } one ? [one] : [],
                Words = parsed.GetValue(text) is { } words ? [words] : [],
                Themes = parsed.GetValue(theme) is { } id ? [id] : [],
                Barriers = parsed.GetValue(free) ? ["cost"] : [],
            };
            return SearchAsync(wishes, parsed.GetValue(near), parsed.GetValue(count), parsed.GetValue(json), [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop);
        });
        return command;
    }

    private static async Task<int> ImportAsync(ParseResult said, string from, string? source, string[] args, TextWriter output, CancellationToken stop)
    {
        var options = Sections.Read<DirectoryOptions>(Host.Configured(args).Configuration);
        var sourceId = source ?? SourceOf(from);
        if (!FeedSource.IsId(sourceId))
        {
            await output.WriteLineAsync($"--source \"{sourceId}\" cannot be used: it should be lower-case letters, digits and hyphens.");
            return NothingRead;
        }

        await using var database = await OpenAsync(args, stop);
        var ids = Host.NewIds(TimeProvider.System);
        var report = from == "sample"
            ? await new SampleDirectory(database, options, TimeProvider.System, ids, NullLogger<SampleDirectory>.Instance).ImportAsync(stop)
            : FeedSource.Web(from) is null && SheetFile.IsOne(from) ? await SheetCommands.ImportAsync(database, new Importer(database, TermMap.Load(), TimeProvider.System, ids), options, TimeProvider.System, sourceId, from, said, stop)
            : await new Importer(database, TermMap.Load(), TimeProvider.System, ids).ImportAsync(sourceId, from, await FeedSource.ReadAsync(from, options, stop), stop);
        await ImportText.WriteAsync(output, report);
        return report.Run.Why is null ? Done : NothingRead;
    }

    private static async Task<int> SearchAsync(Wishes wishes, string? near, int count, bool asJson, string[] args, TextWriter output, CancellationToken stop)
    {
        await using var database = await OpenAsync(args, stop);
        if (near is not null)
        {
            if (await Places.FindAsync(database, near, stop) is not PlaceFinding.Found found)
            {
                await output.WriteLineAsync($"\"{near}\" is no place this directory knows.");
                return NothingRead;
            }

            wishes = wishes with { Near = found.Place };
        }

        var candidates = await Listings.CandidatesAsync(database, wishes, stop);
        await SearchText.WriteAsync(output, Matching.Choose(candidates, wishes, TimeProvider.System.GetUtcNow(), count), asJson);
        return Done;
    }

    private static Task<Database> OpenAsync(string[] args, CancellationToken stop) =>
        Database.OpenAsync(Sections.Read<StorageOptions>(Host.Configured(args).Configuration), TimeProvider.System, cancellationToken: stop);

    private static string SourceOf(string from)
    {
        var name = FeedSource.Web(from)?.Host ?? Path.GetFileNameWithoutExtension(from);
        return new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
    }
}
