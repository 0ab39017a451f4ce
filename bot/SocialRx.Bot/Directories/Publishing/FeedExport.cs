using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using SocialRx.Bot.Configuration;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.Publishing;

/// <summary>The verb "directory export": everything that may be published, as one file.</summary>
internal static class FeedExport
{
    private const int Done = 0;
    private const int NotWritten = 1;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A file whose name ends in .json (one page with all services) or .ndjson (one service a line)" };
        var command = new Command("export", "Writes what may be published of the directory as Open Referral UK v3, whether or not it is published.") { file };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) => ExportAsync(parsed.GetValue(file)!, [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static async Task<int> ExportAsync(string file, string[] args, TextWriter output, CancellationToken stop)
    {
        var isLines = file.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
        if (!isLines && !file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            await output.WriteLineAsync($"\"{file}\" cannot be used: its name should end in .json or .ndjson.");
            return NotWritten;
        }

        var configuration = Host.Configured(args).Configuration;
        await using var database = await Database.OpenAsync(Sections.Read<StorageOptions>(configuration), TimeProvider.System, cancellationToken: stop);
        await ListingDigests.RefreshAsync(database, TimeProvider.System, stop);
        var feed = new DirectoryFeed(database, Sections.Read<DirectoryFeedOptions>(configuration), TimeProvider.System);
        try
        {
            var count = await WriteAsync(file, isLines, feed, stop);
            await output.WriteLineAsync($"{count} services were written to {file}.");
            return Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"{file} cannot be written: {error.Message}");
            return NotWritten;
        }
    }

    /// <summary>Writes beside the file first, so that whoever reads it never finds half of it.</summary>
    internal static async Task<int> WriteAsync(string file, bool isLines, DirectoryFeed feed, CancellationToken stop)
    {
        var half = $"{file}.part";
        await using (var writer = new StreamWriter(half, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            var count = isLines ? await LinesAsync(writer, feed, stop) : await PageAsync(writer, feed, stop);
            await writer.FlushAsync(stop);
            writer.Close();
            File.Move(half, file, overwrite: true);
            return count;
        }
    }

    private static async Task<int> LinesAsync(StreamWriter writer, DirectoryFeed feed, CancellationToken stop)
    {
        var count = 0;
        await foreach (var service in All(feed, stop))
        {
            await writer.WriteAsync($"{service.ToJsonString(OrukJson.Written)}\n".AsMemory(), stop);
            count++;
        }

        return count;
    }

    // The numbers of the page stand behind its contents: nobody knows them before.
    private static async Task<int> PageAsync(StreamWriter writer, DirectoryFeed feed, CancellationToken stop)
    {
        var count = 0;
        await writer.WriteAsync("{\"contents\":[");
        await foreach (var service in All(feed, stop))
        {
            await writer.WriteAsync($"{(count == 0 ? "\n" : ",\n")}{service.ToJsonString(OrukJson.Written)}".AsMemory(), stop);
            count++;
        }

        var numbers = new FeedPage(count, new PublishedQuery { Now = feed.Now, Size = Math.Max(1, count) }, []).ToJson();
        numbers.Remove("contents");
        numbers["size"] = count;
        numbers["empty"] = count == 0;
        await writer.WriteAsync($"\n],{numbers.ToJsonString(OrukJson.Written)[1..]}\n".AsMemory(), stop);
        return count;
    }

    private static IAsyncEnumerable<JsonObject> All(DirectoryFeed feed, CancellationToken stop) =>
        feed.AllServicesAsync(new FeedRequest(new PublishedQuery { Now = feed.Now }, Outcode: null, TermId: null, IsLines: true, IsFull: true, IsMinimal: false), stop);
}
