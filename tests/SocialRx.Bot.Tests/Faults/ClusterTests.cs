namespace SocialRx.Bot.Tests.Faults;

/// <summary>A server that tests of this class stop, crash and cut off, each with a database of its own on it.</summary>
public sealed class DisturbedServer : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>Three processes over one PostgreSQL, behind a proxy that sends each request to the next.</summary>
[Collection(nameof(Faults))]
public sealed class ClusterTests(DisturbedServer disturbed) : IClassFixture<DisturbedServer>, IAsyncLifetime
{
    private const int Processes = 3;

    private static readonly string[] Settings = [.. Crowd.Settings, "Storage:PatienceSeconds=2"];

    private readonly PostgresServer _server = disturbed.Server;
    private Channel _channel = null!;

    public static TheoryData<int> Seeds => Intensity.Seeds(usual: 1, full: 2);

    public async ValueTask InitializeAsync() => _channel = await Channel.StartAsync();

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task When_one_of_three_is_killed_again_and_again_nobody_notices(int seed)
    {
        await using var cluster = await ServiceCluster.StartAsync(_server, Processes, Settings);
        await using var crowd = await Crowd.ComeAsync(cluster.Proxy.Client, Kept.In(cluster), _channel, seed);
        var random = new Random(seed);
        var kills = Intensity.Of(usual: 2, full: 25);

        for (var kill = 0; kill < kills; kill++)
        {
            await crowd.TalkAsync(messages: random.Next(1, 100));
            var process = cluster.Processes[random.Next(Processes)];
            await process.KillAsync();
            await crowd.TalkAsync(messages: random.Next(1, 50));
            await process.StartAgainAsync();
        }

        await Verdict.NobodyNoticedAsync(crowd, "kill -9 of one of three processes", kills, kills);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task When_postgresql_stops_and_starts_nobody_notices_more_than_a_wait(int seed)
    {
        await using var cluster = await ServiceCluster.StartAsync(_server, Processes, Settings);
        await using var crowd = await Crowd.ComeAsync(cluster.Proxy.Client, Kept.In(cluster), _channel, seed);
        var random = new Random(seed);
        var stops = Intensity.Of(usual: 2, full: 15);

        for (var stop = 0; stop < stops; stop++)
        {
            await crowd.TalkAsync(messages: random.Next(1, 200));
            await (stop % 2 == 0 ? _server.StopAsync() : _server.CrashAsync());
            // Less and more than the service's patience.
            await Task.Delay(random.Next(4000));
            await _server.StartAgainAsync();
        }

        await Verdict.NobodyNoticedAsync(crowd, "PostgreSQL stopped or crashed, and started", stops);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task When_connections_to_postgresql_are_cut_nobody_notices(int seed)
    {
        await using var cluster = await ServiceCluster.StartAsync(_server, Processes, Settings);
        await using var crowd = await Crowd.ComeAsync(cluster.Proxy.Client, Kept.In(cluster), _channel, seed);
        var random = new Random(seed);
        var cuts = Intensity.Of(usual: 3, full: 40);

        for (var cut = 0; cut < cuts; cut++)
        {
            await crowd.TalkAsync(messages: random.Next(1, 150));
            // After the cut before, there may be none yet.
            while (await _server.CutConnectionsAsync(cluster.Database) == 0)
                await Task.Delay(10);
        }

        await Verdict.NobodyNoticedAsync(crowd, "all connections to PostgreSQL cut", cuts);
    }
}
