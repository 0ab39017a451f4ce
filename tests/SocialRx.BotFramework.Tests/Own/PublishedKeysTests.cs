using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SocialRx.BotFramework.Tests.Authentication;

namespace SocialRx.BotFramework.Tests.Own;

public sealed class PublishedKeysTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new();
    private LocalIssuer issuer = null!;
    private PublishedKeys keys = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        issuer = await LocalIssuer.StartAsync();
        keys = new PublishedKeys(issuer.MetadataUrl, clock);
    }

    public ValueTask DisposeAsync() => issuer.DisposeAsync();

    [Fact]
    public async Task All_who_wait_for_keys_wait_for_one_fetch()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => keys.GetAsync(Cancel), Cancel)));
        Assert.Single(all.Distinct());
        Assert.Equal(1, issuer.MetadataReads);
    }

    [Fact]
    public async Task Keys_are_fetched_again_every_day_while_those_that_are_known_go_on_being_used()
    {
        var first = await keys.GetAsync(Cancel);
        clock.Advance(TimeSpan.FromHours(23));
        Assert.Same(first, await keys.GetAsync(Cancel));
        Assert.Equal(1, issuer.MetadataReads);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Same(first, await keys.GetAsync(Cancel));
        Assert.NotSame(first, await FetchedAsync(first));
        Assert.Equal(2, issuer.MetadataReads);
    }

    [Fact]
    public async Task A_key_nobody_knows_has_them_fetched_once_an_hour_at_most()
    {
        var first = await keys.GetAsync(Cancel);
        var second = await keys.GetNewerAsync(first, Cancel);
        Assert.NotSame(first, second);
        Assert.Same(second, await keys.GetNewerAsync(second, Cancel));
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.NotSame(second, await keys.GetNewerAsync(second, Cancel));
        Assert.Equal(3, issuer.MetadataReads);
    }

    [Fact]
    public async Task Known_keys_stay_in_force_for_as_long_as_their_issuer_is_away()
    {
        var first = await keys.GetAsync(Cancel);
        await issuer.DisposeAsync();
        for (var day = 0; day < 3; day++)
        {
            clock.Advance(TimeSpan.FromDays(1.1));
            Assert.Same(first, await keys.GetAsync(Cancel));
        }

        Assert.Same(first, await keys.GetNewerAsync(first, Cancel));
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_is_left_alone_for_a_while()
    {
        issuer.Failures = 1;
        Assert.Equal("metadata-unreachable", Refused.ReasonOf(await Assert.ThrowsAsync<UnauthorizedAccessException>(() => keys.GetAsync(Cancel))));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => keys.GetAsync(Cancel));
        Assert.Equal(1, issuer.MetadataReads);
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.NotNull(await keys.GetAsync(Cancel));
        Assert.Equal(2, issuer.MetadataReads);
    }

    // A fetch that nobody waits for shows in the next answer that differs.
    private async Task<OpenIdConnectConfiguration> FetchedAsync(OpenIdConnectConfiguration known)
    {
        while (true)
        {
            var current = await keys.GetAsync(Cancel);
            if (current != known)
                return current;
            await Task.Yield();
        }
    }
}
