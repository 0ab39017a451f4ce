namespace SocialRx.Bot.Tests.Faults;

/// <summary>Clocks that are set forward and back while people talk.</summary>
[Collection(nameof(Faults))]
public sealed class ClockTests : IAsyncLifetime
{
    private static readonly int Jumps = Intensity.Of(usual: 5, full: 100);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-clock-");
    private Channel _channel = null!;

    public static TheoryData<int> Seeds => Intensity.Seeds(usual: 1, full: 2);

    public async ValueTask InitializeAsync() => _channel = await Channel.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>By hours, so that tokens run out and are renewed; within what a page may sleep and what is kept.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task When_the_clock_is_set_by_hours_nobody_notices(int seed)
    {
        var file = Path.Combine(_folder.FullName, "socialrx.db");
        var clock = new JumpingClock();
        await using var service = await ServiceInside.StartAsync(clock, [$"Storage:File={file}", .. Crowd.Settings]);
        await using var crowd = await Crowd.ComeAsync(service.Client, Kept.InSqlite(file), _channel, seed, mayRepeat: false);
        var random = new Random(seed);

        for (var jump = 0; jump < Jumps; jump++)
        {
            await crowd.TalkAsync(messages: random.Next(1, 80));
            clock.SetAhead(TimeSpan.FromMinutes(random.Next(-300, 300)));
        }

        await Verdict.NobodyNoticedAsync(crowd, "clock set by up to ten hours", Jumps);
    }

    /// <summary>By seconds, as far as clocks of machines that are looked after differ.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task When_the_clocks_of_two_processes_differ_nobody_notices(int seed)
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        string[] settings = [$"Storage:Postgres={database}", $"Turn:KeyFile={Path.Combine(_folder.FullName, "socialrx.key")}", .. Crowd.Settings];
        JumpingClock[] clocks = [new(), new()];
        await using var first = await ServiceInside.StartAsync(clocks[0], settings);
        await using var second = await ServiceInside.StartAsync(clocks[1], settings);
        await using var proxy = await RoundRobinProxy.StartAsync(first.Address, second.Address);
        await using var crowd = await Crowd.ComeAsync(proxy.Client, Kept.InPostgres(database), _channel, seed, mayRepeat: false);
        var random = new Random(seed);

        for (var jump = 0; jump < Jumps; jump++)
        {
            await crowd.TalkAsync(messages: random.Next(1, 80));
            clocks[random.Next(clocks.Length)].SetAhead(TimeSpan.FromSeconds(random.Next(-20, 20)));
        }

        await Verdict.NobodyNoticedAsync(crowd, "clocks of two processes up to 40 s apart", Jumps);
    }
}
