namespace SocialRx.Bot.Tests.Schedule;

/// <summary>Scheduled work when a process dies in the middle of it.</summary>
public sealed class KilledProcessTests
{
    [Fact]
    public async Task What_a_killed_process_was_doing_another_does_and_goes_on_with()
    {
        await using var site = await DirectorySite.StartAsync();
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        var key = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.key");
        string[] settings = [$"Storage:Postgres={database}", $"Turn:KeyFile={key}", "Directory:Feeds:0:SourceId=town", $"Directory:Feeds:0:Address={site.Address}", "Directory:SyncEveryHours=0.001", "Schedule:SyncEveryMinutes=0.02"];
        await using var one = await RunningService.StartAsync(settings);
        await site.AskedAsync();
        await using var other = await RunningService.StartAsync(settings);

        await one.KillAsync();
        await site.AskedAsync();
        site.Answer();

        await other.LoggedAsync("Directory town was read: 1 imported");
        await other.LoggedAsync("Directory town was read: 0 imported, 1 unchanged");
        await other.StopAsync();
        File.Delete(key);
        await server.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task A_process_that_is_stopped_in_the_middle_of_it_stops()
    {
        await using var site = await DirectorySite.StartAsync();
        await using var service = await RunningService.StartAsync("Directory:Feeds:0:SourceId=town", $"Directory:Feeds:0:Address={site.Address}");
        await site.AskedAsync();

        await service.StopAsync();

        Assert.DoesNotContain("DirectorySync", service.Log, StringComparison.Ordinal);
    }
}
