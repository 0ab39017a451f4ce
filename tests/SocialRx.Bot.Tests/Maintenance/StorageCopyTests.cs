using System.Globalization;
using Npgsql;
using SocialRx.Bot.Simulation;
using SocialRx.Bot.Tests.Faults;

namespace SocialRx.Bot.Tests.Maintenance;

[Collection(nameof(Faults))]
public sealed class StorageCopyTests
{
    [Fact]
    public async Task A_live_services_data_moves_to_PostgreSQL_and_the_service_goes_on_there()
    {
        var server = await PostgresServer.SharedAsync();
        var postgres = await server.CreateDatabaseAsync();
        await using var before = await RunningService.StartAsync("DirectLine:TokensPerAddressPerMinute=100000");
        await SimulateAsync(before.Address, seed: 3);
        using var moving = new Moving(before.Address);
        using var http = new HttpClient(moving) { BaseAddress = before.Address };
        await using var chat = await WebChat.OpenAsync(http);
        await chat.AskAsync("hello");
        var said = await chat.WholeHistoryAsync();
        var turns = await Kept.In(before).TurnsAsync();

        Assert.Contains("Stop it first", (await CopyAsync(before, postgres)).With(exitCode: 1).Errors, StringComparison.Ordinal);
        await before.StopAsync();
        var ended = (await CopyAsync(before, postgres)).With(exitCode: 0);
        Assert.Contains("not empty", (await CopyAsync(before, postgres)).With(exitCode: 1).Errors, StringComparison.Ordinal);
        await using var after = await RunningService.StartAsync($"Storage:Postgres={postgres}", $"Turn:KeyFile={Path.ChangeExtension(before.DatabaseFile, ".key")}", "DirectLine:TokensPerAddressPerMinute=100000");

        TestContext.Current.TestOutputHelper?.WriteLine(ended.Output);
        Assert.DoesNotContain("DIFFERENT", ended.Output, StringComparison.Ordinal);
        Assert.Equal(turns.OrderBy(turn => turn.Key), (await new Kept(() => new NpgsqlConnection($"{postgres};Pooling=false")).TurnsAsync()).OrderBy(turn => turn.Key));

        moving.To = after.Address;
        Assert.Equal(said.Select(activity => activity.ToJsonString()), (await chat.WholeHistoryAsync()).Select(activity => activity.ToJsonString()));
        await chat.ReconnectAsync();
        await chat.AskAsync("going on");
        await SimulateAsync(after.Address, seed: 4);
        await after.StopAsync();
        await server.DropDatabaseAsync(postgres);
    }

    [Theory]
    [InlineData("--from=sqlite:a.db")]
    [InlineData("--from=sqlite:a.db", "--to=a.db")]
    [InlineData("--from=sqlite:a.db", "--to=postgres:nonsense")]
    public async Task What_is_not_said_rightly_is_asked_for(params string[] arguments)
    {
        var ended = (await Verb.RunAsync(["storage", "copy", .. arguments])).With(exitCode: 1);

        Assert.Contains("--to", ended.Errors, StringComparison.Ordinal);
    }

    private static Task<Ended> CopyAsync(RunningService service, string postgres) =>
        Verb.RunAsync("storage", "copy", "--from", $"sqlite:{service.DatabaseFile}", "--to", $"postgres:{postgres}");

    private static async Task SimulateAsync(Uri address, int seed)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        Assert.True(await new Simulator(address, people: 16, seed, atOnce: 8, said).RunAsync(TestContext.Current.CancellationToken) == 0, said.ToString());
    }

    /// <summary>A name that points to another machine from some moment on.</summary>
    private sealed class Moving(Uri to) : DelegatingHandler(new SocketsHttpHandler())
    {
        public Uri To { get; set; } = to;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(To, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
