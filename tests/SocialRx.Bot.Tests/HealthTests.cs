using SocialRx.TestKit;

namespace SocialRx.Bot.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_running_service_is_live_and_ready()
    {
        await using var service = await RunningService.StartAsync();

        Assert.Equal("live", await service.Client.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        Assert.Equal("ready", await service.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    [Fact]
    public async Task A_service_that_is_stopped_ends_by_itself()
    {
        await using var service = await RunningService.StartAsync();
        await using var chat = await WebChat.OpenAsync(service);
        await chat.AskAsync("hello");

        await service.StopAsync();

        Assert.Contains("Application is shutting down", service.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_is_no_key_stops_the_start_with_a_sentence()
    {
        var file = Path.GetTempFileName();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningService.StartAsync($"Turn:KeyFile={file}"));

        Assert.Contains($"The key file \"{file}\" (Turn:KeyFile) cannot be used: it should hold 32 bytes and holds 0.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_setting_that_cannot_be_used_is_named_with_what_would_be_right()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningService.StartAsync("DirectLine:TokenMinutes=0"));

        Assert.Contains("section \"DirectLine\", key \"TokenMinutes\": \"0\" cannot be used; it should be a whole number from 1 to 1440", error.Message, StringComparison.Ordinal);
    }
}
