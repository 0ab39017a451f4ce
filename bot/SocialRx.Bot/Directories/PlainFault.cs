using System.Text;
using CsvHelper;

namespace SocialRx.Bot.Directories;

/// <summary>What the disk, the network or a reader of files came across, in plain words: their own sentences name folders and are for programmers.</summary>
internal static class PlainFault
{
    /// <summary>Of a file. An <see cref="InvalidDataException"/> is ours and says itself what is wrong.</summary>
    public static string OfFile(Exception error) => error switch
    {
        InvalidDataException => error.Message,
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "it cannot be read: the service has no right to, or it is a folder",
        CsvFormatException csv => $"it cannot be read: {At(csv)} is larger than a row may be, or its quotation marks do not match",
        DecoderFallbackException => "it cannot be read: it holds letters that its encoding does not have; save it as UTF-8",
        _ => "it cannot be read: the disk it lies on gives an error",
    };

    /// <summary>Of a server.</summary>
    /// <param name="host">No more of its address is said.</param>
    public static string OfNetwork(Exception error, string host) => Fault(error) switch
    {
        HttpRequestError.NameResolutionError => $"{host} does not answer: nobody knows a server of that name",
        HttpRequestError.ConnectionError => $"{host} does not answer: no connection can be made",
        HttpRequestError.SecureConnectionError => $"{host} does not answer: no secure connection can be made, or its certificate is not valid",
        HttpRequestError.ResponseEnded => $"{host} does not answer: it breaks off",
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError => $"{host} does not answer as web servers do",
        _ => $"{host} does not answer: the connection fails",
    };

    private static HttpRequestError Fault(Exception error) => error switch
    {
        HttpRequestException request => request.HttpRequestError,
        HttpIOException body => body.HttpRequestError,
        _ => HttpRequestError.Unknown,
    };

    private static string At(CsvFormatException error) => error.LineNumber > 0 ? $"line {error.LineNumber}" : $"row {error.RecordNumber}";
}
