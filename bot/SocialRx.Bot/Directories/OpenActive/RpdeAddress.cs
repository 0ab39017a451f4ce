using System.Net;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>Gets one page of a feed: from hosts that were allowed, within one host, no larger than allowed, and never inflated.</summary>
internal sealed class RpdeAddress(HttpClient http, DirectoryOptions options)
{
    private const int MostRedirects = 3;

    public async Task<RpdeAnswer> GetAsync(Uri page, CancellationToken cancellationToken)
    {
        try
        {
            return await FollowAsync(page, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new RpdeAnswer.Failed($"{page.Host} does not answer: {Plain.Clip(error.Message, 120)}");
        }
    }

    /// <summary>Pages of one feed are all at one host: an address found in data leads nowhere else.</summary>
    public static bool IsSameHost(Uri one, Uri other) => string.Equals(one.Authority, other.Authority, StringComparison.OrdinalIgnoreCase);

    private async Task<RpdeAnswer> FollowAsync(Uri page, CancellationToken cancellationToken)
    {
        var address = page;
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            if (!options.Allows(address))
                return new RpdeAnswer.Failed($"{address.Host} is not in Directory:AllowedHosts");
            if (!IsSameHost(page, address))
                return new RpdeAnswer.Failed("it redirects to another host");

            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
                address = new Uri(address, location);
            else
                return await ReadAsync(response, cancellationToken);
        }

        return new RpdeAnswer.Failed($"it redirects more than {MostRedirects} times");
    }

    private async Task<RpdeAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return new RpdeAnswer.Gone($"it answers {(int)response.StatusCode}");
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            return new RpdeAnswer.Busy();
        if (response.StatusCode != HttpStatusCode.OK)
            return new RpdeAnswer.Failed($"it answers {(int)response.StatusCode}");
        if (response.Content.Headers.ContentEncoding.Count > 0)
            return new RpdeAnswer.Failed("it answers compressed, which was not asked for");

        return await BytesAsync(response, cancellationToken);
    }

    private async Task<RpdeAnswer> BytesAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var most = options.LargestDocumentMegabytes * 1024L * 1024;
        if (response.Content.Headers.ContentLength > most)
            return TooLarge();

        using var buffer = new MemoryStream();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var chunk = new byte[81_920];
        for (var read = await body.ReadAsync(chunk, cancellationToken); read > 0; read = await body.ReadAsync(chunk, cancellationToken))
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > most)
                return TooLarge();
        }

        return new RpdeAnswer.Page(buffer.ToArray());
    }

    private RpdeAnswer.Failed TooLarge() => new($"a page is larger than {options.LargestDocumentMegabytes} MB (Directory:LargestDocumentMegabytes)");
}

/// <summary>What a feed answered.</summary>
internal abstract record RpdeAnswer
{
    private RpdeAnswer() { }

    public sealed record Page(ReadOnlyMemory<byte> Bytes) : RpdeAnswer;

    /// <summary>It asks to be left alone for a while (503).</summary>
    public sealed record Busy : RpdeAnswer;

    /// <summary>The feed is no longer there (404, 410).</summary>
    public sealed record Gone(string Why) : RpdeAnswer;

    public sealed record Failed(string Why) : RpdeAnswer;
}
