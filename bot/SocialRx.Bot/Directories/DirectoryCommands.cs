using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using SocialRx.Bot.Configuration;
using SocialRx.Storage;

namespace SocialRx.Bot.Directories;

/// <summary>The verb "directory" with what is under it.</summary>
internal static class DirectoryCommands
{
    private const int Done = 0;
    private const int NothingRead = 1;

    public static Command Create()
    {
        var command = new Command("directory", "Things to do: read a directory in, look something up.");
        command.Add(Import());
        command.Add(DirectorySearchCommand.Create());
        return command;
    }

    private static Command Import()
    {
        var from = new Argument<string>("file-or-address") { Description = "Open Referral UK v3: a JSON file, or the address of a /services endpoint; \"sample\" is the made-up town of Fernbridge" };
        var source = new Option<string?>("--source") { Description = "Name of the source: lower-case letters, digits and hyphens (default: made from the file's or host's name)" };
        var command = new Command("import", "Reads a directory in; what this source held before is replaced, or kept when nothing can be read.") { from, source };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) => ImportAsync(parsed.GetValue(from)!, parsed.GetValue(source), [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static async Task<int> ImportAsync(string from, string? source, string[] args, TextWriter output, CancellationToken stop)
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
            : await new Importer(database, TermMap.Load(options.Mappings), TimeProvider.System, ids).ImportAsync(sourceId, from, await FeedSource.ReadAsync(from, options, stop), stop);
        await ImportText.WriteAsync(output, report);
        return report.Run.Why is null ? Done : NothingRead;
    }

    internal static Task<Database> OpenAsync(string[] args, CancellationToken stop) =>
        Database.OpenAsync(Sections.Read<StorageOptions>(Host.Configured(args).Configuration), TimeProvider.System, cancellationToken: stop);

    private static string SourceOf(string from)
    {
        var name = FeedSource.Web(from)?.Host ?? Path.GetFileNameWithoutExtension(from);
        return new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
    }
}
