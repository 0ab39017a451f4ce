using System.Text.Json.Nodes;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Clients;

/// <summary>The conversation as Microsoft's own stand-in for Teams takes it.</summary>
public sealed class PlaygroundTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private Playground _teams = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await RunningService.StartAsync(
            $"Staff:Teams:0:TenantId={Playground.Tenant}",
            $"Staff:Teams:0:AadObjectId={Playground.Person}",
            "Staff:Teams:0:Role=commissioner",
            "Staff:DashboardAddress=https://socialrx.example/dashboard");
        _teams = await Playground.StartAsync(_service.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _teams.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Adding_the_app_says_hello_once_and_a_tapped_button_answers_the_question()
    {
        await _teams.InstallAsync();
        var ages = await _teams.CardAsync(message => Titles(message).Contains("14-15"));
        await _teams.InstallAsync();
        await _teams.TapAsync(ages, "14-15");
        await _teams.CardAsync(message => !Titles(message).Contains("14-15"));

        Assert.Equal(["11-13", "14-15", "16-17", "18-25", "Skip", "I need help now"], Titles(ages));
        Assert.Single(_teams.Texts, text => text.StartsWith("Hi. I'm a computer program", StringComparison.Ordinal));
        Assert.Single(_teams.Texts, text => text.StartsWith("You're using Teams", StringComparison.Ordinal));
        Assert.StartsWith("Thanks. Roughly where are you?", _teams.Texts[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("error", _service.Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Suggestions_are_cards_whose_buttons_choose()
    {
        await _teams.InstallAsync();
        await _teams.CardAsync(message => Titles(message).Contains("14-15"));
        foreach (var said in new[] { "15", "near fernbridge", "football w my brother", "no money", "skip" })
            await _teams.AskAsync(said);
        var shown = await _teams.AskAsync("after school", "None of these");
        var suggestions = shown.Where(message => Titles(message).Contains("I like this")).ToList();

        await _teams.TapAsync(suggestions[1], "I like this");
        await _teams.CardAsync(message => Titles(message).Contains("Just go and look"));

        Assert.Equal(3, suggestions.Count);
        Assert.Contains("It's free.", string.Concat(suggestions.Select(Playground.Words)), StringComparison.Ordinal);
        Assert.Contains(_teams.Texts, text => text.StartsWith("Okay: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_commissioner_gets_the_summary_in_a_card_and_a_new_one_on_looking_again()
    {
        await _teams.SayAsync("Summary");
        var card = await _teams.CardAsync(message => Titles(message).Contains("Look again"));

        var again = await _teams.TapAsync(card, "Look again");

        Assert.Contains("What young people in Fernbridge are telling us", Playground.Words(card), StringComparison.Ordinal);
        Assert.Equal("https://socialrx.example/dashboard", WebChat.Text(Playground.Actions(card).Last(), "url"));
        Assert.Equal("application/vnd.microsoft.card.adaptive", WebChat.Text(again, "type"));
        Assert.Contains("What young people in Fernbridge are telling us", again!["value"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Titles(JsonNode message) => [.. Playground.Actions(message).Select(action => WebChat.Text(action, "title"))];
}
