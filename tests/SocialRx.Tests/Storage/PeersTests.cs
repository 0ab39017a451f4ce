using System.Collections.Concurrent;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage;

public sealed class PeersTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _told = new();
    private TestDatabase _test = null!;
    private Peers _one = null!;
    private Peers _other = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateOnPostgresAsync();
        _one = await JoinAsync();
        _other = await JoinAsync();
        _other.Told += _told.Enqueue;
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task What_one_tells_another_hears_and_nobody_hears_themselves()
    {
        var heardMyself = false;
        _one.Told += _ => heardMyself = true;
        var conversations = Enumerable.Range(0, 500).Select(number => $"directline/{number}-{new string('x', 60)}").ToList();

        foreach (var conversation in conversations)
            _one.Tell(conversation);
        await UntilAsync(() => _told.Distinct().Count() == conversations.Count);

        Assert.Equal(conversations.Order(), _told.Distinct().Order());
        Assert.False(heardMyself);
    }

    [Fact]
    public async Task A_process_lives_until_it_leaves()
    {
        Assert.Equal(new long[] { _one.Me, _other.Me }.Order(), (await LivingAsync()).Order());

        await _other.DisposeAsync();
        await UntilAsync(async () => (await LivingAsync()).Count == 1);

        Assert.Equal([_one.Me], await LivingAsync());
    }

    [Fact]
    public async Task Whose_connection_is_cut_joins_again_and_hears_again()
    {
        await _test.Database.WriteAsync(connection => connection.Execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'socialrx peers' and datname = current_database()"));

        await UntilAsync(async () => (await LivingAsync()).Count == 2 && _one.IsListening && _other.IsListening);
        _one.Tell("directline/after");
        await UntilAsync(() => _told.Contains("directline/after"));

        Assert.Contains("directline/after", _told);
    }

    [Fact]
    public async Task With_sqlite_there_is_only_this_process()
    {
        await using var test = await TestDatabase.CreateAsync();
        await using var alone = await Peers.JoinAsync(test.Database, test.Options, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.False(alone.HasOthers);
        Assert.Equal([alone.Me], await test.Database.ReadAsync(alone.Living));
    }

    private Task<Peers> JoinAsync() => Peers.JoinAsync(_test.Database, _test.Options, TimeProvider.System);

    private Task<IReadOnlyList<long>> LivingAsync() => _test.Database.ReadAsync(_one.Living);

    private static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var waited = 0; waited < 600 && !await isSo(); waited++)
            await Task.Delay(50);
    }
}
