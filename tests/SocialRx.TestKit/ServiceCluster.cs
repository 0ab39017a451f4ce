namespace SocialRx.TestKit;

/// <summary>Several processes of the service over one PostgreSQL database and one key file, behind a proxy without sticky sessions.</summary>
public sealed class ServiceCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-cluster-");
    private readonly PostgresServer _server;

    private ServiceCluster(PostgresServer server, string database)
    {
        _server = server;
        Database = database;
    }

    /// <summary>A connection string.</summary>
    public string Database { get; }

    public IReadOnlyList<RunningService> Processes { get; private set; } = [];

    /// <summary>In front of all processes; set once they are started.</summary>
    public RoundRobinProxy Proxy { get; private set; } = null!;

    /// <summary>Starts all processes at once over an empty database of a server.</summary>
    public static Task<ServiceCluster> StartAsync(PostgresServer server, int processes, params string[] settings) =>
        StartAsync(ServiceBuild.OfTheseTests, server, processes, settings);

    public static async Task<ServiceCluster> StartAsync(ServiceBuild build, PostgresServer server, int processes, params string[] settings)
    {
        var cluster = new ServiceCluster(server, await server.CreateDatabaseAsync());
        string[] common = [$"Storage:Postgres={cluster.Database}", $"Turn:KeyFile={Path.Combine(cluster._folder.FullName, "socialrx.key")}", .. settings];
        cluster.Processes = await Task.WhenAll(Enumerable.Range(0, processes).Select(_ => RunningService.StartAsync(build, common)));
        cluster.Proxy = await RoundRobinProxy.StartAsync(cluster.Processes.Select(process => process.Address));
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        foreach (var process in Processes)
            await process.DisposeAsync();
        await _server.DropDatabaseAsync(Database);
        _folder.Delete(recursive: true);
    }
}
