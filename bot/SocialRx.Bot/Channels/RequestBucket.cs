using System.Threading.RateLimiting;

namespace SocialRx.Bot.Channels;

/// <summary>So many requests a minute under one key; so many may also come at once.</summary>
internal static class RequestBucket
{
    public static RateLimitPartition<string> Of(string key, int perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60d / perMinute)),
            AutoReplenishment = true,
        });
}
