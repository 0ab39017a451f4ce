using System.Text;
using System.Text.Json.Nodes;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

/// <summary>The rules of RPDE 1.0 for those who read feeds.</summary>
public sealed class RpdeStepTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_page_with_items_leads_to_the_next()
    {
        var step = Step(Page("https://feeds.example/sessions?page=3", 2));

        Assert.True(step.GoesOn);
        Assert.Equal(2, step.Items.Count);
        Assert.Equal(("https://feeds.example/sessions?page=3", "reading", 1, SomeRpde.Licence), (step.Feed.NextAddress, step.Feed.State, step.Feed.Pages, step.Feed.Licence));
    }

    [Fact]
    public void An_empty_page_alone_is_not_the_end()
    {
        var step = Step(Page("https://feeds.example/sessions?page=3", 0));

        Assert.True(step.GoesOn);
        Assert.Equal("reading", step.Feed.State);
    }

    [Fact]
    public void An_empty_page_that_leads_to_itself_is_the_end_and_is_asked_for_news_later()
    {
        var step = Step(Page("https://feeds.example/sessions?page=2", 0));

        Assert.False(step.GoesOn);
        Assert.Equal(("current", "https://feeds.example/sessions?page=2", SomeRpde.Now + Hour), (step.Feed.State, step.Feed.NextAddress, step.Feed.DueAt));
        Assert.Empty(step.Problems);
    }

    [Fact]
    public void A_last_page_that_holds_items_is_taken_in_and_noted()
    {
        var step = Step(Page("https://feeds.example/sessions?page=2", 1));

        Assert.Equal((false, 1), (step.GoesOn, step.Items.Count));
        Assert.Contains(step.Problems, problem => problem.Field == "next");
    }

    [Theory]
    [InlineData("https://elsewhere.example/sessions?page=3", "another host")]
    [InlineData("http://feeds.example/sessions?page=3", "another host")]
    [InlineData("https://feeds.example:8443/sessions?page=3", "another host")]
    [InlineData("/sessions?page=3", "not whole")]
    [InlineData("file:///etc/hosts", "not whole")]
    [InlineData("?page=3", "not whole")]
    public void A_next_page_elsewhere_is_not_followed_and_nothing_is_taken_in(string next, string why)
    {
        var step = Step(Page(next, 2));

        Assert.False(step.GoesOn);
        Assert.Empty(step.Items);
        Assert.Equal("https://feeds.example/sessions?page=2", step.Feed.NextAddress);
        Assert.Contains(why, step.Feed.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_that_go_round_in_a_circle_are_left()
    {
        var step = Step(Page("https://feeds.example/sessions", 1), visited: [new Uri("https://feeds.example/sessions"), new Uri("https://feeds.example/sessions?page=2")]);

        Assert.False(step.GoesOn);
        Assert.Contains("circle", step.Feed.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(0.5, 90)]
    [InlineData(0.999, 119.94)]
    public void A_feed_that_asks_for_rest_gets_one_to_two_hours(double drawn, double minutes)
    {
        var step = Step(new RpdeAnswer.Busy(), draw: drawn);

        Assert.Equal(minutes, (step.Feed.DueAt - SomeRpde.Now).TotalMinutes, 3);
        Assert.Equal((0, "reading"), (step.Feed.Failures, step.Feed.State));
    }

    [Fact]
    public void A_feed_that_is_gone_is_not_asked_again_and_says_so()
    {
        var step = Step(new RpdeAnswer.Gone("it answers 410"));

        Assert.True(step.Feed.IsStopped);
        Assert.Contains("410", step.Feed.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 15)]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(6, 960)]
    [InlineData(7, 1440)]
    [InlineData(900, 1440)]
    public void A_feed_that_fails_is_tried_again_with_growing_patience(int failures, double minutes)
    {
        var step = Step(new RpdeAnswer.Failed("it answers 500"), SomeRpde.Feed() with { Failures = failures });

        Assert.Equal((failures + 1, SomeRpde.Now.AddMinutes(minutes)), (step.Feed.Failures, step.Feed.DueAt));
    }

    [Fact]
    public void One_good_page_ends_the_patience()
    {
        var step = Step(Page("https://feeds.example/sessions?page=3", 1), SomeRpde.Feed() with { Failures = 4, Why = "it answers 500" });

        Assert.Equal((0, null), (step.Feed.Failures, step.Feed.Why));
    }

    private static RpdeAnswer.Page Page(string next, int items) =>
        new(Encoding.UTF8.GetBytes(SomeRpde.Page(next, [.. Enumerable.Range(1, items).Select(n => SomeRpde.Item($"{n}", "Event", n, new JsonObject { ["name"] = $"{n}" }))]).ToJsonString()));

    private static RpdeStep Step(RpdeAnswer answer, RpdeFeed? feed = null, HashSet<Uri>? visited = null, double draw = 0) =>
        RpdeStep.Of(feed ?? SomeRpde.Feed(), answer, visited ?? [], Hour, SomeRpde.Now, () => draw);
}
