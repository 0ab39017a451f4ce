using System.Text.Json;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Maintenance;

public sealed class RetentionReportTests
{
    [Fact]
    public async Task The_report_says_what_is_kept_and_that_nothing_is_kept_for_longer_than_configured()
    {
        await using var service = await RunningService.StartAsync("Schedule:RemoveEveryMinutes=0.01");
        await using var chat = await WebChat.OpenAsync(service);
        await chat.AskAsync("i am 15");
        await chat.AskAsync("my nan has a zebrafinch");

        var report = await RunsAsync(service);

        var kinds = report.GetProperty("kinds").EnumerateArray().ToDictionary(kind => kind.GetProperty("kind").GetString()!);
        Assert.Equal(1, kinds["conversations"].GetProperty("rows").GetInt64());
        Assert.True(kinds["transcripts"].GetProperty("rows").GetInt64() > 4);
        Assert.Equal(0, report.GetProperty("overdue").GetInt64());
        Assert.All(report.GetProperty("removed").EnumerateArray(), day => Assert.True(day.GetProperty("runs").GetInt64() > 0));
        Assert.DoesNotContain("zebrafinch", report.GetRawText(), StringComparison.Ordinal);
        var text = (await Verb.RunAsync("retention", "report", $"--Storage:File={service.DatabaseFile}")).With(0).Output;
        Assert.Contains("Nothing is overdue.", text, StringComparison.Ordinal);

        var shorter = (await Verb.RunAsync("retention", "report", "--json", $"--Storage:File={service.DatabaseFile}", "--DirectLine:KeepTranscriptHours=0.000001")).With(1).Output;
        Assert.True(JsonDocument.Parse(shorter).RootElement.GetProperty("overdue").GetInt64() > 4);
    }

    /// <summary>The report once the service has looked through everything.</summary>
    private static async Task<JsonElement> RunsAsync(RunningService service)
    {
        for (var attempt = 0; ; attempt++)
        {
            var report = JsonDocument.Parse((await Verb.RunAsync("retention", "report", "--json", $"--Storage:File={service.DatabaseFile}")).With(0).Output).RootElement;
            if (report.GetProperty("lastRun").ValueKind == JsonValueKind.String || attempt == 20)
                return report;
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }
}
