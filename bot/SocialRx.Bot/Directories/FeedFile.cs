namespace SocialRx.Bot.Directories;

/// <summary>Reads a directory from a file.</summary>
internal static class FeedFile
{
    public static async Task<Feed> ReadAsync(string file, DirectoryOptions options, CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(file))
                return new Feed.Broken("there is no such file");
            if (new FileInfo(file).Length > options.LargestDocumentMegabytes * 1024L * 1024)
                return new Feed.Broken($"it is larger than {options.LargestDocumentMegabytes} MB (Directory:LargestDocumentMegabytes)");

            return OrukDocument.Read(await File.ReadAllBytesAsync(file, cancellationToken));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Feed.Broken($"it cannot be read: {error.Message}");
        }
    }
}
