using System.Threading.RateLimiting;
using SocialRx.Bot.Channels;

namespace SocialRx.Bot.PanelPage;

/// <summary>How much one address may ask of members' pages.</summary>
internal sealed class PanelPageLimits(PanelPageOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _addresses = PartitionedRateLimiter.Create<HttpContext, string>(
        http => RequestBucket.Of(ClientAddress.Of(http), options.RequestsPerAddressPerMinute));

    public bool IsWithin(HttpContext http)
    {
        using var lease = _addresses.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    public void Dispose() => _addresses.Dispose();
}
