using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>How much one address and one person may ask for; more is answered with 429 and when to come back.</summary>
internal static class DirectLineLimits
{
    public const string PerAddress = "direct-line-address";
    public const string PerPerson = "direct-line-person";

    public static void Add(IServiceCollection services, DirectLineOptions options) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(PerAddress, http => RequestBucket.Of(ClientAddress.Of(http), options.TokensPerAddressPerMinute));
            limiter.AddPolicy(PerPerson, http => RequestBucket.Of(Person(http), options.MessagesPerPersonPerMinute));
            limiter.OnRejected = async (rejected, _) => await RefuseAsync(rejected);
        });

    /// <summary>A token that does not hold is refused by the endpoint; until then it counts for its address.</summary>
    private static string Person(HttpContext http) =>
        DirectLineEndpoints.Bearer(http) is { } bearer && http.RequestServices.GetRequiredService<DirectLineTokens>().Read(bearer) is TokenReading.Good good
            ? good.UserId
            : ClientAddress.Of(http);

    private static async Task RefuseAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromSeconds(1);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await DirectLineError.TooMany(wait).ExecuteAsync(rejected.HttpContext);
    }
}
