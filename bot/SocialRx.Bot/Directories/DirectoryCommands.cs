using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Directories.Publishing;
using SocialRx.Bot.Directories.Sheets;
using SocialRx.Bot.Schedule;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>The verb "directory" with what is under it.</summary>
internal static class DirectoryCommands
{
    private const int Done = 0;
    private const int NothingRead = 1;

    public static Command Create()
    {
        var command = new Command("directory", "Things to do: read a directory in, look something up, write it out for others.");
        command.Add(Import());
        command.Add(SheetCommands.Template());
        command.Add(Sync());
        command.Add(DirectorySearchCommand.Create());
        command.Add(FeedExport.Create());
        return command;
    }

    private static Command Import()
    {
        var from = new Argument<string>("file-or-address") { Description = "Open Referral UK v1 or v3: a JSON file (also .gz), or the address of a /services endpoint; OpenActive: the address of an RPDE feed, read on from where it was left, or of the page of a dataset that names its feeds, or a file with one page; a spreadsheet (.csv, .xlsx); \"sample\" is the made-up town of Fernbridge" };
        var source = new Option<string?>("--source") { Description = "Name of the source: lower-case letters, digits and hyphens (default: made from the file's or host's name)" };
        var kind = new Option<string>("--kind") { Description = "oruk, openactive or table (default: told by looking)", DefaultValueFactory = _ => "" };
        var licence = new Option<string?>("--licence") { Description = "The licence it is published under, as an address or SPDX name" };
        var mapping = new Option<string?>("--mapping") { Description = "Of a spreadsheet: JSON that says which column is what (default: headings that are known are taken)" };
        var report = ReportOption();
        var command = new Command("import", "Reads a directory in; what this source held before is replaced, or kept when nothing can be read.") { from, source, kind, licence, mapping, report };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) =>
        {
            var feed = new FeedSource
            {
                SourceId = parsed.GetValue(source) ?? SourceOf(parsed.GetValue(from)!),
                Address = parsed.GetValue(from)!,
                Kind = parsed.GetValue(kind)!,
                Licence = parsed.GetValue(licence),
                Mapping = parsed.GetValue(mapping),
            };
            return ImportAsync(feed, parsed.GetValue(report), [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration, stop);
        });
        return command;
    }

    private static Command Sync()
    {
        var source = new Argument<string?>("source") { Description = "One of Directory:Feeds (default: all of them)", Arity = ArgumentArity.ZeroOrOne };
        var report = ReportOption();
        var command = new Command("sync", "Reads the configured feeds now, due or not, and says how each of them stands.") { source, report };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) =>
        {
            // A setting of the configuration may stand where the source would.
            var word = parsed.GetValue(source);
            var isSetting = word?.StartsWith("--", StringComparison.Ordinal) == true;
            IEnumerable<string> settings = isSetting ? [word!, .. parsed.UnmatchedTokens] : parsed.UnmatchedTokens;
            return SyncAsync(isSetting ? null : word, parsed.GetValue(report), [.. settings], parsed.InvocationConfiguration, stop);
        });
        return command;
    }

    private static Option<string?> ReportOption() => new("--report") { Description = "A file for every record that was mended, left out or worth a look: .json, else CSV" };

    private static async Task<int> ImportAsync(FeedSource feed, string? reportFile, string[] args, InvocationConfiguration console, CancellationToken stop)
    {
        var options = Sections.Read<DirectoryOptions>(Host.Configured(args).Configuration);
        if (WhyUnusable(feed) is { } why)
        {
            await console.Output.WriteLineAsync(why);
            return NothingRead;
        }

        await using var database = await OpenAsync(args, stop);
        var ids = Host.NewIds(TimeProvider.System);
        using var watched = new WatchedReading(reportFile, console.Error);
        var report = feed.Address == "sample"
            ? await new SampleDirectory(database, options, TimeProvider.System, ids, NullLogger<SampleDirectory>.Instance).ImportAsync(stop)
            : await new DirectorySync(database, options with { ReadAllEveryDays = 0 }, TimeProvider.System, ids, NullLogger<DirectorySync>.Instance).ReadAsync(feed, watched.Watch, stop);
        await ImportText.WriteAsync(console.Output, report);
        return report.Run.Why is null ? Done : NothingRead;
    }

    private static string? WhyUnusable(FeedSource feed)
    {
        if (!FeedSource.IsId(feed.SourceId))
            return $"--source \"{feed.SourceId}\" cannot be used: it should be lower-case letters, digits and hyphens.";

        return FeedSource.IsKind(feed.Kind) ? null : $"--kind \"{feed.Kind}\" cannot be used: it should be oruk, openactive or table.";
    }

    private static async Task<int> SyncAsync(string? source, string? reportFile, string[] args, InvocationConfiguration console, CancellationToken stop)
    {
        var options = Sections.Read<DirectoryOptions>(Host.Configured(args).Configuration);
        var feeds = options.Feeds.Where(feed => source is null || feed.SourceId == source).ToList();
        if (feeds.Count == 0)
        {
            await console.Output.WriteLineAsync(source is null ? "There are no feeds: name some in Directory:Feeds." : $"There is no feed \"{source}\" in Directory:Feeds.");
            return NothingRead;
        }

        await using var database = await OpenAsync(args, stop);
        var sync = new DirectorySync(database, options, TimeProvider.System, Host.NewIds(TimeProvider.System), NullLogger<DirectorySync>.Instance);
        using var watched = new WatchedReading(reportFile, console.Error);
        var failed = 0;
        foreach (var feed in feeds)
        {
            var report = await sync.ReadAsync(feed, watched.Watch, stop);
            await ImportText.WriteSumAsync(console.Output, report.Run);
            failed += report.Run.Why is null ? 0 : 1;
        }

        await HealthAsync(database, feeds, console.Output, stop);
        return failed == 0 ? Done : NothingRead;
    }

    private static async Task HealthAsync(Database database, IReadOnlyList<FeedSource> feeds, TextWriter output, CancellationToken stop)
    {
        foreach (var feed in feeds)
        {
            var reading = await database.ReadAsync(connection => SourceReadings.Find(connection, feed.SourceId), stop);
            var listings = await database.ReadAsync(connection => StoredRecords.Count(connection, feed.SourceId), stop);
            await output.WriteLineAsync(ImportText.Health(reading!, listings, TimeProvider.System.GetUtcNow()));
        }
    }

    internal static Task<Database> OpenAsync(string[] args, CancellationToken stop) =>
        Database.OpenAsync(Sections.Read<StorageOptions>(Host.Configured(args).Configuration), TimeProvider.System, cancellationToken: stop);

    private static string SourceOf(string from)
    {
        var name = FeedSource.Web(from)?.Host ?? Path.GetFileNameWithoutExtension(from);
        return new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
    }
}
