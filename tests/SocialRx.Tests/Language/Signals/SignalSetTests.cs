using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Signals;

namespace SocialRx.Tests.Language.Signals;

/// <summary>
/// What rules and models find in lines written for this project. The rules were written against the development set and the models have learned it, so it
/// shows what they keep, not how good they are. The frozen set is not tuned to.
/// </summary>
public sealed class SignalSetTests(ITestOutputHelper output)
{
    [Fact]
    public void On_the_development_set_what_is_found_does_not_fall()
    {
        var set = Reported("development");

        Assert.True(set.Found(SafeguardingRoute.Red).Value >= 0.95);
        Assert.All(set.Categories(SafeguardingRoute.Red), category => Assert.True(set.Found(SafeguardingRoute.Red, category).Value >= 0.90, $"{category}: {set.Found(SafeguardingRoute.Red, category)}"));
        Assert.True(set.Found(SafeguardingRoute.ThirdParty).Value >= 0.90);
        Assert.True(set.Found(SafeguardingRoute.Amber).Value >= 0.70);
        Assert.True(set.FalseReds("everyday").Value <= 0.005);
        Assert.True(set.FalseReds("hard-negative").Value <= 0.05);
        Assert.Equal(0, set.FalseReds("negation").Hits);
        Assert.True(set.Answered(SafeguardingRoute.None, "everyday").Value <= 0.042);
    }

    /// <summary>The floors are what it reaches with the models there are, rounded down.</summary>
    [Fact]
    public void On_the_frozen_set_what_is_found_does_not_fall()
    {
        var set = Reported("frozen");

        Assert.True(set.Found(SafeguardingRoute.Red).Value >= 0.95);
        Assert.All(set.Categories(SafeguardingRoute.Red), category => Assert.True(set.Found(SafeguardingRoute.Red, category).Value >= 0.89, $"{category}: {set.Found(SafeguardingRoute.Red, category)}"));
        Assert.True(set.Answered(SafeguardingRoute.Red).Value >= 0.97);
        Assert.True(set.Found(SafeguardingRoute.Amber).Value >= 0.84);
        Assert.True(set.Found(SafeguardingRoute.ThirdParty).Value >= 0.88);
        Assert.True(set.FalseReds("everyday").Value <= 0.005);
        Assert.True(set.FalseReds("hard-negative").Value <= 0.04);
        Assert.Equal(0, set.FalseReds("negation").Hits);
        Assert.True(set.Answered(SafeguardingRoute.None, "everyday").Value <= 0.03);
    }

    [Fact]
    public void On_the_earlier_set_what_is_found_does_not_fall()
    {
        var set = Reported("earlier");

        Assert.True(set.Found(SafeguardingRoute.Red).Value >= 0.90);
        Assert.True(set.Answered(SafeguardingRoute.Red).Value >= 0.95);
        Assert.True(set.Found(SafeguardingRoute.Amber).Value >= 0.84);
        Assert.True(set.Found(SafeguardingRoute.ThirdParty).Value >= 0.88);
        Assert.True(set.FalseReds("everyday").Hits <= 2);
        Assert.True(set.FalseReds("hard-negative").Value <= 0.02);
        Assert.True(set.FalseReds("negation").Value <= 0.03);
        Assert.True(set.Answered(SafeguardingRoute.None, "everyday").Value <= 0.045);
    }

    [Fact]
    public void Everyday_chat_raises_no_more_alarms_than_it_did()
    {
        var set = Reported("ordinary");

        Assert.Equal(["everyday"], set.Categories(SafeguardingRoute.None));
        Assert.True(set.FalseReds("everyday").Value <= 0.007);
        Assert.True(set.Answered(SafeguardingRoute.None, "everyday").Value <= 0.04);
    }

    /// <summary>Low, and told as it is: these lines were written so that words give as little away as can be.</summary>
    [Fact]
    public void Of_what_is_said_without_the_words_for_it_no_less_is_found()
    {
        var set = Reported("slipping");

        Assert.True(set.Found(SafeguardingRoute.Red).Value >= 0.65);
        Assert.True(set.Answered(SafeguardingRoute.Red).Value >= 0.83);
        Assert.True(set.FalseReds("everyday").Value <= 0.01);
        Assert.True(set.FalseReds("hard-negative").Value <= 0.04);
    }

    [Fact]
    public void In_whole_conversations_what_is_found_does_not_fall()
    {
        var conversations = ConversationEvaluation.OfOwn();
        foreach (var line in conversations.Table())
            output.WriteLine(line);

        Assert.True(conversations.Alarmed.Value >= 0.91);
        Assert.True(conversations.Messages(SafeguardingRoute.Red).Value >= 0.84);
        Assert.True(conversations.FalselyAlarmed.Hits <= 2);
    }

    [Theory]
    [InlineData("red\t[\"a\",\"b\"]")]
    [InlineData("red,blue\t[\"a\",\"b\"]")]
    [InlineData("red\tnot json")]
    [InlineData("red")]
    public void A_line_that_is_no_conversation_is_named(string line) =>
        Assert.Contains("Line 2", Assert.Throws<FormatException>(() => LabelledConversation.Read(["none\t[\"hi\"]", line]).ToList()).Message, StringComparison.Ordinal);

    [Fact]
    public void No_line_is_in_two_sets()
    {
        Assert.Empty(Texts("development").Intersect(Texts("frozen"), StringComparer.OrdinalIgnoreCase));
        Assert.Empty(Texts("slipping").Intersect(Texts("frozen").Concat(Texts("development")), StringComparer.OrdinalIgnoreCase));
        Assert.Empty(Texts("earlier").Intersect(Texts("frozen").Concat(Texts("development")).Concat(Texts("slipping")), StringComparer.OrdinalIgnoreCase));
        Assert.Empty(Texts("ordinary").Intersect(Texts("frozen").Concat(Texts("development")).Concat(Texts("slipping")).Concat(Texts("earlier")), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_category_of_risk_has_lines_that_say_it_and_lines_that_only_hint()
    {
        var asked = RiskCategory.All.Select(category => category.Id).Except(["asked-for-help", "could-not-read"]).Order(StringComparer.Ordinal).ToList();

        Assert.All(["development", "frozen"], set => Assert.Equal(asked, SafetyEvaluation.Of(set).Categories(SafeguardingRoute.Red)));
        Assert.All(["development", "frozen"], set => Assert.Equal(asked.Except(["medical"]), SafetyEvaluation.Of(set).Categories(SafeguardingRoute.Amber)));
    }

    private SafetyEvaluation Reported(string name)
    {
        var set = SafetyEvaluation.Of(name);
        foreach (var line in set.Table())
            output.WriteLine(line);
        return set;
    }

    private static IEnumerable<string> Texts(string set) => SafetyEvaluation.Lines(set).Select(line => line.Text);
}
