using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace SocialRx.BotFramework;

/// <summary>
/// The keys an issuer publishes, fetched once for all who wait, again every day, and at once for a key nobody has seen; but strangers with
/// made-up keys cannot have them fetched more than once an hour. An outage of the issuer leaves the keys that are known in force.
/// </summary>
internal sealed class PublishedKeys
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenUnknownKeys = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly Lock gate = new();
    private readonly string address;
    private readonly HttpDocumentRetriever documents;
    private readonly TimeProvider clock;

    private OpenIdConnectConfiguration latest;
    private Task<OpenIdConnectConfiguration> fetching;
    private DateTimeOffset goodUntil;
    private DateTimeOffset retryAt;
    private DateTimeOffset nextUnknownKey;

    public PublishedKeys(string address, TimeProvider clock)
    {
        this.address = address;
        this.clock = clock;
        // Keys fetched without TLS are anybody's keys, unless they never leave the machine.
        documents = new HttpDocumentRetriever(Http) { RequireHttps = !new Uri(address).IsLoopback };
    }

    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken)
    {
        Task<OpenIdConnectConfiguration> fetch;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (latest is not null && now < goodUntil)
                return latest;
            if (now < retryAt)
                return latest ?? throw Unreachable();
            fetch = fetching ??= FetchAsync();
            if (latest is not null)
                return latest;
        }

        return await fetch.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keys newer than those in which one was not found; the same, where it is too early to ask again.</summary>
    public async Task<OpenIdConnectConfiguration> GetNewerAsync(OpenIdConnectConfiguration known, CancellationToken cancellationToken)
    {
        Task<OpenIdConnectConfiguration> fetch;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (latest != known || now < nextUnknownKey)
                return latest;
            nextUnknownKey = now + BetweenUnknownKeys;
            fetch = fetching ??= FetchAsync();
        }

        return await fetch.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static UnauthorizedAccessException Unreachable() => Refused.Because("metadata-unreachable");

    private async Task<OpenIdConnectConfiguration> FetchAsync()
    {
        await Task.Yield();
        try
        {
            var fresh = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, CancellationToken.None).ConfigureAwait(false);
            return Keep(fresh);
        }
        catch (Exception failure) when (failure is not UnauthorizedAccessException)
        {
            return KeepOld() ?? throw Unreachable();
        }
    }

    private OpenIdConnectConfiguration Keep(OpenIdConnectConfiguration fresh)
    {
        lock (gate)
        {
            goodUntil = clock.GetUtcNow() + GoodFor;
            fetching = null;
            return latest = fresh;
        }
    }

    private OpenIdConnectConfiguration KeepOld()
    {
        lock (gate)
        {
            retryAt = clock.GetUtcNow() + AfterFailure;
            fetching = null;
            return latest;
        }
    }
}
