using System.Runtime.CompilerServices;
using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>Reads a directory from a file, which may be packed (.gz).</summary>
internal static class FeedFile
{
    public static IAsyncEnumerable<FeedPart<JsonElement>> ReadAsync(string file, DirectoryOptions options) =>
        RecordsAsync(file, options).Guarded(error => error is InvalidDataException or IOException or UnauthorizedAccessException ? PlainFault.OfFile(error) : null);

    private static async IAsyncEnumerable<FeedPart<JsonElement>> RecordsAsync(string file, DirectoryOptions options, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var held = 0;
        await using var stream = LimitedStream.Of(File.OpenRead(file), file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase), options);
        await foreach (var part in new OrukDocument(options.LargestRecordBytes).ReadAsync(stream, stop))
        {
            if (part is FeedPart<JsonElement>.Record && ++held > options.MostRecords)
            {
                yield return new FeedPart<JsonElement>.Noticed(new("feed", "records", ImportProblem.Noted, $"more than {options.MostRecords} records (Directory:MostRecords); the rest was not read"));
                yield break;
            }

            yield return part;
        }
    }
}
