using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using SocialRx.Bot.Channels;
using SocialRx.Dashboard;
using SocialRx.Dashboard.Access;
using SocialRx.Dashboard.Pages;

namespace SocialRx.Bot.Staff;

/// <summary>How much one address and one member of staff may ask of the staff pages; more is answered with 429 and when to come back.</summary>
internal sealed class StaffLimits(StaffOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _addresses = PartitionedRateLimiter.Create<HttpContext, string>(
        http => RequestBucket.Of(ClientAddress.Of(http), options.RequestsPerAddressPerMinute));

    private readonly PartitionedRateLimiter<HttpContext> _signIns = PartitionedRateLimiter.Create<HttpContext, string>(
        http => RequestBucket.Of(ClientAddress.Of(http), options.SignInStepsPerAddressPerMinute));

    private readonly PartitionedRateLimiter<StaffMember> _people = PartitionedRateLimiter.Create<StaffMember, string>(
        member => RequestBucket.Of($"{member.Provider}\n{member.Person}", options.RequestsPerPersonPerMinute));

    /// <summary>Before anybody is asked who they are.</summary>
    public async Task LimitAddressAsync(HttpContext http, RequestDelegate next)
    {
        using var lease = _addresses.AttemptAcquire(http);
        using var step = http.Request.Path.StartsWithSegments(SignIn.Path) ? _signIns.AttemptAcquire(http) : null;
        if (lease.IsAcquired && step is not { IsAcquired: false })
            await next(http);
        else
            await RefuseAsync(http, WaitOf(lease.IsAcquired ? step! : lease));
    }

    /// <summary>Says who asks, to all that comes after. Not while somebody signs in: on the way back from the directory a browser leaves the session's cookie at home.</summary>
    public async Task LimitPersonAsync(HttpContext http, RequestDelegate next)
    {
        var user = http.Request.Path.StartsWithSegments(SignIn.Path) ? null : (await http.AuthenticateAsync(StaffRole.Scheme)).Principal;
        if (user is not null)
            http.User = user;
        using var lease = StaffMember.Of(user) is { } who ? _people.AttemptAcquire(who) : null;
        if (lease is { IsAcquired: false })
            await RefuseAsync(http, WaitOf(lease));
        else
            await next(http);
    }

    public static Task RefuseAsync(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return DashboardPages.Show<TooManyRequests>(new() { [nameof(TooManyRequests.Wait)] = wait }, StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _signIns.Dispose();
        _people.Dispose();
    }

    private static TimeSpan WaitOf(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
}
