namespace SocialRx.Bot.Tests.Maintenance;

/// <summary>One SQLite file serves one service at a time.</summary>
public sealed class OneServiceTests
{
    [Fact]
    public async Task A_service_that_starts_while_another_stops_waits_for_it_and_goes_on_with_its_conversations()
    {
        await using var first = await RunningService.StartAsync();
        await using var chat = await WebChat.OpenAsync(first);
        await chat.AskAsync("hello");

        var starting = RunningService.StartAsync($"Storage:File={first.DatabaseFile}");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.False(starting.IsCompleted);
        await first.StopAsync();
        await using var second = await starting;

        await using var later = await WebChat.OpenAsync(second);
        await later.AskAsync("hello");
        Assert.Equal(2, (await Faults.Kept.In(first).TurnsAsync()).Count);
    }

    [Fact]
    public async Task A_service_that_is_killed_is_in_nobodys_way()
    {
        await using var first = await RunningService.StartAsync();
        await first.KillAsync();

        await using var second = await RunningService.StartAsync($"Storage:File={first.DatabaseFile}");

        Assert.True(second.IsRunning);
    }

    [Fact]
    public async Task Two_services_on_one_file_are_refused_with_a_sentence()
    {
        await using var first = await RunningService.StartAsync();

        var ended = (await Verb.RunAsync($"--Storage:File={first.DatabaseFile}", "--urls=http://127.0.0.1:0")).With(exitCode: 1);

        Assert.Contains($"Another service runs on the database \"{first.DatabaseFile}\"", ended.Errors, StringComparison.Ordinal);
    }
}
