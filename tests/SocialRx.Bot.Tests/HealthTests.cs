using SocialRx.TestKit;

namespace SocialRx.Bot.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_running_service_is_live_and_ready()
    {
        await using var service = await RunningService.StartAsync();

        Assert.Equal("live", await service.Client.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        Assert.StartsWith("ready", await service.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Safety_words_nobody_has_approved_are_named_at_the_start_and_in_the_health_answer_until_they_are()
    {
        var words = SafetyLanguages(await ReadyAsync());
        Assert.Contains("en-GB", words.Keys);
        Assert.Contains("pl", words.Keys);

        await using var service = await RunningService.StartAsync(["environment=Production", .. words.Where(word => word.Key != "pl").SelectMany(word => new[]
        {
            $"Safeguarding:ApprovedWords:{word.Key}:Version={word.Value}",
            $"Safeguarding:ApprovedWords:{word.Key}:Approver=the safeguarding lead of Fernbridge",
            $"Safeguarding:ApprovedWords:{word.Key}:Date=2026-11-26",
        })]);
        var health = await service.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal($"ready\nsafety words not approved: pl {words["pl"]}", health);
        Assert.Contains($"NOT APPROVED: nobody has approved these safety words: pl {words["pl"]} (used).", service.Log, StringComparison.Ordinal);
    }

    private static async Task<string> ReadyAsync()
    {
        await using var service = await RunningService.StartAsync();
        return await service.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
    }

    private static Dictionary<string, string> SafetyLanguages(string health) => health.Split("not approved: ")[1].Split(", ").Select(word => word.Split(' ')).ToDictionary(word => word[0], word => word[1]);

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
