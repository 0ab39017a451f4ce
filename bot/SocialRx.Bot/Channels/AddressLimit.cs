using System.Threading.RateLimiting;

namespace SocialRx.Bot.Channels;

/// <summary>How much one address may ask of pages that anybody can open.</summary>
/// <typeparam name="TOptions">The section these pages are configured by; tells the limits of different pages apart.</typeparam>
internal sealed class AddressLimit<TOptions>(int requestsPerMinute) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _addresses = PartitionedRateLimiter.Create<HttpContext, string>(
        http => RequestBucket.Of(ClientAddress.Of(http), requestsPerMinute));

    public bool IsWithin(HttpContext http)
    {
        using var lease = _addresses.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    public void Dispose() => _addresses.Dispose();
}
