using System.Text.Json;
using SocialRx.Bot.Channels.Teams;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Tests.Insights;

namespace SocialRx.Tests.Bot.Channels.Teams;

public sealed class SummaryCardTests
{
    private static readonly ProgrammeOptions Programme = new() { Id = "fernbridge", Name = "Fernbridge Young People's Link", AreaName = "Fernbridge" };

    [Fact]
    public void It_says_who_took_part_what_matters_who_was_not_heard_and_what_cannot_be_said()
    {
        var words = Words(Numbers());

        Assert.Contains("120 young people took part and agreed to be counted.", words[1], StringComparison.Ordinal);
        Assert.Contains("Most of those who said what matters to them, 80 of 120, named \u201cMusic\u201d.", words);
        Assert.Contains("Heard less than their share: \u201caged 14-15\u201d, 20 people; a fair share would be 60.", words);
        Assert.Contains(words, line => line.StartsWith("Nothing yet about", StringComparison.Ordinal));
        Assert.Contains("Whether it is the same for those who did not take part: we did not hear them.", words);
    }

    [Fact]
    public void It_is_short_enough_for_ten_seconds() => Assert.InRange(Words(Numbers()).Sum(line => line.Split(' ').Length), 40, 160);

    [Fact]
    public void Before_enough_have_taken_part_it_says_that_and_no_number_of_people()
    {
        var words = Words(new PublishedNumbers(new Dictionary<string, PublishedTable>(), new PopulationOptions(), SomeTable.Rules));

        Assert.Equal(2, words.Count);
        Assert.StartsWith("Nothing can be shown yet. At least 10 young people", words[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("https://socialrx.example/dashboard", 2)]
    public void It_can_be_looked_at_again_and_leads_to_the_dashboard_if_somebody_has_said_where_that_is(string dashboard, int buttons)
    {
        var card = JsonSerializer.SerializeToElement(SummaryCard.Of(Numbers(), Programme, dashboard));

        var actions = card.GetProperty("body").EnumerateArray().Last().GetProperty("actions");
        Assert.Equal(buttons, actions.GetArrayLength());
        Assert.Equal("Action.Execute", actions[0].GetProperty("type").GetString());
        Assert.Equal(SummaryCard.Refresh, actions[0].GetProperty("verb").GetString());
    }

    private static List<string> Words(PublishedNumbers numbers) =>
    [
        .. JsonSerializer.SerializeToElement(SummaryCard.Of(numbers, Programme, "")).GetProperty("body").EnumerateArray()
            .Where(block => block.GetProperty("type").GetString() == "RichTextBlock")
            .Select(block => block.GetProperty("inlines")[0].GetProperty("text").GetString()!),
    ];

    private static PublishedNumbers Numbers()
    {
        var people = Disclosure.Publish(SomeTable.List(100, 20), SomeTable.Rules)! with { Id = TableIds.PeopleByAge, Rows = ["11-13", "14-15"] };
        var matters = Disclosure.Publish(SomeTable.List(80, 40), SomeTable.Rules)! with { Id = TableIds.MattersByAge, Rows = ["music", "feelings"] };
        return new PublishedNumbers(
            new Dictionary<string, PublishedTable> { [people.Id] = people, [matters.Id] = matters },
            new PopulationOptions { AgeBands = new() { ["11-13"] = 1000, ["14-15"] = 1000 } },
            SomeTable.Rules);
    }
}
