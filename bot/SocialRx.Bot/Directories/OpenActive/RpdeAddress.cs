using System.Net;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>Gets one page of a feed; what a feed answers beside pages has a meaning of its own (RPDE 1.0).</summary>
internal sealed class RpdeAddress(FeedRequests requests)
{
    public async Task<RpdeAnswer> GetAsync(Uri page, CancellationToken stop)
    {
        try
        {
            await using var answer = await requests.AskAsync(page, stop);
            return answer switch
            {
                FeedAnswer.Document document => new RpdeAnswer.Page(await BytesAsync(document.Body, stop)),
                FeedAnswer.Busy { Status: HttpStatusCode.ServiceUnavailable } => new RpdeAnswer.Busy(),
                FeedAnswer.Busy busy => new RpdeAnswer.Failed($"it answers {(int)busy.Status}"),
                FeedAnswer.Refused { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } gone => new RpdeAnswer.Gone(gone.Why),
                FeedAnswer.Refused refused => new RpdeAnswer.Failed(refused.Why),
                _ => throw new InvalidOperationException($"No meaning for {answer}."),
            };
        }
        catch (Exception error) when (!stop.IsCancellationRequested && FeedRequests.Why(error, page) is not null)
        {
            return new RpdeAnswer.Failed(FeedRequests.Why(error, page)!);
        }
    }

    /// <summary>Pages of one feed are all at one host: an address found in data leads nowhere else.</summary>
    public static bool IsSameHost(Uri one, Uri other) => string.Equals(one.Authority, other.Authority, StringComparison.OrdinalIgnoreCase);

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(Stream body, CancellationToken stop)
    {
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer, stop);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
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
