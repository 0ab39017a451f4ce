using System.Diagnostics;
using SocialRx.Bot.Tests.Faults;

namespace SocialRx.Bot.Tests.Leaks;

/// <summary>What operators read of a day, at the most talkative level there is, holds nothing of what anybody said and nobody's name.</summary>
[Collection(nameof(Faults))]
public sealed class LeakTests
{
    private static readonly string[] Everything =
    [
        "Logging:LogLevel:Default=Trace", "Logging:LogLevel:Microsoft.AspNetCore=Trace", "Logging:LogLevel:Quartz=Trace", "Logging:LogLevel:Quartz.Impl.AdoJobStore=Trace", "Logging:Console:IncludeScopes=true",
        "DirectLine:TokensPerAddressPerMinute=1000000", "Staff:SignInStepsPerAddressPerMinute=1000000", "Staff:RequestsPerPersonPerMinute=1000000",
    ];

    [Fact]
    public async Task The_logs_of_a_day_hold_no_word_that_anybody_said_and_no_name()
    {
        await using var service = await RunningService.StartAsync(Everything);
        await new PlantedDay(service.Address, service.DatabaseFile).LiveAsync();
        await service.StopAsync();

        Assert.Contains("trce:", service.Log, StringComparison.Ordinal);
        Assert.Contains("A dialog failed with", service.Log, StringComparison.Ordinal);
        Assert.Contains("could not be sent", service.Log, StringComparison.Ordinal);
        Assert.Contains("An unhandled exception has occurred", service.Log, StringComparison.Ordinal);
        Assert.Empty(Leaks(service.Log));
    }

    [Fact]
    public async Task Traces_and_metrics_of_a_day_hold_no_word_that_anybody_said_and_no_name()
    {
        using var overheard = new Overheard();
        var folder = Directory.CreateTempSubdirectory("socialrx-leaks-");
        var file = Path.Combine(folder.FullName, "day.db");
        await using (var service = await ServiceInside.StartAsync(TimeProvider.System, ["Storage:File=" + file, "DirectLine:TokensPerAddressPerMinute=1000000", "Staff:SignInStepsPerAddressPerMinute=1000000"]))
            await new PlantedDay(service.Address, file).LiveAsync();
        folder.Delete(recursive: true);

        Assert.Contains("Microsoft.AspNetCore.Hosting.HttpRequestIn", overheard.Told, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", overheard.Told, StringComparison.Ordinal);
        Assert.Empty(Leaks(overheard.Told));
    }

    [Theory]
    [InlineData("Request starting /dashboard?reason=zzreason")]
    [InlineData("said: I DONT FEEL SAFE AT HOME")]
    [InlineData("SMS to 07700%20900999")]
    public void A_leak_is_found_however_it_is_written(string line) => Assert.NotEmpty(Leaks($"info: started\n{line}\ninfo: ended"));

    [Fact]
    public void A_leak_into_a_trace_is_heard()
    {
        using var overheard = new Overheard();
        using var source = new ActivitySource("somebody's own");
        using (var activity = source.StartActivity("turn"))
            activity!.SetTag("text", "zzmessage").AddEvent(new("heard", tags: new() { ["name"] = "Zzebediah" }));

        Assert.Equal(2, Leaks(overheard.Told).Count());
    }

    private static IEnumerable<string> Leaks(string told) =>
        told.Split('\n').SelectMany(line => PlantedDay.In(line).Select(word => $"{word}: {line}"));
}
