using Microsoft.Bot.Schema;

namespace SocialRx.Tests.Dialogs;

/// <summary>Ages that decide something, with the configuration as it may be.</summary>
public sealed class AgeBorderTests
{
    private static readonly string[] ToTheFirstConsent = ["fernbridge", "music", "nothing", "skip", "any time", "not now", "not now"];

    [Theory]
    [InlineData(11, "11", "11-13")]
    [InlineData(11, "10", null)]
    [InlineData(13, "13", "11-13")]
    [InlineData(13, "12", null)]
    [InlineData(13, "year 7", null)]
    [InlineData(16, "16", "16-17")]
    [InlineData(16, "15", null)]
    [InlineData(17, "17", "16-17")]
    [InlineData(17, "16", null)]
    public async Task Under_the_configured_age_nothing_is_kept(int minimum, string said, string? band)
    {
        await using var conversation = await StartAsync(minimum);

        var replies = await conversation.SayAsync(said);

        Assert.Equal(band is null ? 0 : 1, await conversation.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from person")));
        Assert.Equal(band, await conversation.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select age_band from person")));
        Assert.Equal(band is null, Text(replies).Contains($"for people of {minimum} and over", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(12, "11-13")]
    [InlineData(13, "11-13")]
    [InlineData(15, "14 or 15")]
    [InlineData(17, "16-17")]
    [InlineData(12, "year 7")]
    [InlineData(13, "year 8")]
    public async Task Whoever_may_be_under_it_is_asked_for_a_number(int minimum, string said)
    {
        await using var conversation = await StartAsync(minimum);

        var replies = await conversation.SayAsync(said);

        Assert.Contains("I need a number for that", Text(replies), StringComparison.Ordinal);
        Assert.Null(await conversation.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select age_band from person")));
    }

    [Fact]
    public async Task Only_ages_that_are_served_are_offered()
    {
        await using var conversation = await TestConversation.StartAsync(programme: TestConversation.Served with { MinimumAge = 13, MaximumAge = 18 });

        var joined = await conversation.JoinAsync();

        Assert.Equal(["13", "14-15", "16-17", "18", "Skip"], joined[^1].SuggestedActions.Actions.Select(action => action.Title));
    }

    [Theory]
    [InlineData(13, "12", true)]
    [InlineData(13, "13", true)]
    [InlineData(13, "14", false)]
    [InlineData(13, "skip", true)]
    [InlineData(16, "15", true)]
    [InlineData(16, "16", false)]
    public async Task Whoever_may_be_under_the_age_of_consent_is_asked_to_check_with_a_parent_first(int consentAge, string said, bool isAsked)
    {
        await using var conversation = await TestConversation.StartAsync(programme: TestConversation.Served with { DigitalConsentAge = consentAge });
        await conversation.JoinAsync();
        var replies = await conversation.SayAsync(said);
        foreach (var answer in ToTheFirstConsent)
            replies = await conversation.SayAsync(answer);

        Assert.Contains("May I count your answers", Text(replies), StringComparison.Ordinal);
        Assert.Equal(isAsked, Text(replies).Contains($"Under {consentAge}? Check with a parent or carer", StringComparison.Ordinal));
    }

    private static async Task<TestConversation> StartAsync(int minimum)
    {
        var conversation = await TestConversation.StartAsync(programme: TestConversation.Served with { MinimumAge = minimum });
        await conversation.JoinAsync();
        return conversation;
    }

    private static string Text(IEnumerable<Activity> replies) => string.Join('\n', replies.Select(reply => reply.Text));
}
