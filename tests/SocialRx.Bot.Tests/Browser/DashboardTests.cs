using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using SocialRx.Bot.Simulation;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>What young people said in the chat, as a commissioner reads it.</summary>
public sealed partial class DashboardTests(Chromium chromium) : IDisposable
{
    private const int Crowd = 140;
    private const int MoreAtMost = 60;

    private readonly string _consultations = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.json");

    public void Dispose() => File.Delete(_consultations);

    [Fact]
    public async Task What_one_person_said_is_in_the_numbers_once_enough_took_part()
    {
        // Nothing is asked twice, so that no chat looks at the numbers and has them published while the crowd is talking: a table that was
        // published is not published again for one person.
        await File.WriteAllTextAsync(_consultations, "[]", TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartAsync($"Consultations:File={_consultations}", "Disclosure:RecountAfterSeconds=0", "DirectLine:TokensPerAddressPerMinute=100000");
        await using (var phone = await chromium.PhoneAsync(service: service))
            await MakeAPlanAsync(phone);
        Assert.Equal(1, await SureOfTheirPlanAsync(service));

        await SimulateAsync(service, Crowd, seed: 11);
        var sure = await OneAboveTheRoundingAsync(service);

        var desk = await chromium.DeskAsync(service);
        await desk.GotoAsync("/dashboard");
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = Commissioner() }).ClickAsync();
        await desk.GotoAsync("/dashboard");

        // Counts are rounded to the nearest 5: without that one person this number would be 5 less.
        var row = desk.Locator("li").Filter(new() { HasText = "7 to 10: sure" }).Locator(".number");
        await Assertions.Expect(row).ToHaveTextAsync((sure + 2).ToString(CultureInfo.InvariantCulture));
        await Pictures.TakeAsync(desk, "dashboard");
    }

    [Fact]
    public async Task Before_enough_people_took_part_no_number_is_shown()
    {
        await using var service = await RunningService.StartAsync();
        var desk = await chromium.DeskAsync(service);
        await desk.GotoAsync("/dashboard");
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = Commissioner() }).ClickAsync();
        await desk.GotoAsync("/dashboard/taking-part");

        Assert.Equal(0, await desk.GetByRole(AriaRole.Table).CountAsync());
    }

    private static async Task MakeAPlanAsync(Phone phone)
    {
        await phone.OpenAsync();
        foreach (var said in new[] { "15", "fb2", "music", "nothing really", "skip", "any time" })
            await phone.TypeAsync(said);
        await phone.TapAsync("I like this");
        await phone.TapAsync("Just go and look");
        await phone.TypeAsync("9");
        await phone.AnswerUntilAtRestAsync();
    }

    /// <summary>Lets more people in, one at a time, until one person less would be rounded the other way.</summary>
    private static async Task<int> OneAboveTheRoundingAsync(RunningService service)
    {
        for (var more = 1; more <= MoreAtMost; more++)
        {
            var sure = await SureOfTheirPlanAsync(service);
            if (sure % 5 == 3)
                return sure;
            await SimulateAsync(service, 1, seed: 1000 + more);
        }

        Assert.Fail($"{MoreAtMost} more people did not make a number that ends in 3 or 8.");
        return 0;
    }

    private static async Task SimulateAsync(RunningService service, int people, int seed)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var result = await new Simulator(service.Address, people, seed, atOnce: 8, said).RunAsync(TestContext.Current.CancellationToken);
        Assert.True(result == 0, said.ToString());
    }

    /// <summary>Exactly, from the database: people who agreed to be counted and put their confidence at 7 or more.</summary>
    private static async Task<int> SureOfTheirPlanAsync(RunningService service)
    {
        await using var connection = new SqliteConnection($"Data Source={service.DatabaseFile};Mode=ReadOnly;Pooling=False");
        return await connection.ExecuteScalarAsync<int>(
            """
            select count(*)
            from counted_person person
            join plan
              on plan.programme_id = person.programme_id
              and plan.person_id = person.person_id
            where plan.confidence >= 7
            """);
    }

    [GeneratedRegex("commission", RegexOptions.IgnoreCase)]
    private static partial Regex Commissioner();
}
