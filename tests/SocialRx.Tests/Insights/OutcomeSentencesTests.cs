using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Insights;

/// <summary>What answers weighed together come to, as a commissioner reads it.</summary>
public sealed class OutcomeSentencesTests
{
    private static readonly ConsultationQuestion.Ranking Ranking = Some.EveryKind.Questions.OfType<ConsultationQuestion.Ranking>().Single();
    private static readonly ConsultationQuestion.Budget Budget = Some.EveryKind.Questions.OfType<ConsultationQuestion.Budget>().Single();
    private static readonly ConsultationQuestion.Pairwise Pairs = Some.EveryKind.Questions.OfType<ConsultationQuestion.Pairwise>().Single();

    [Fact]
    public void Whoever_beats_everybody_is_first_with_how_close_it_was() =>
        Assert.Equal(
            [
                "“Warm” comes first: put beside any other, more people put it above than below. Of those whose numbers can be shown, closest to it is “Free”: 40 put “Warm” above it, 20 below.",
                "After that: “Free”, then “Near home”, then “Open late”.",
            ],
            Order((40, "warm free near late"), (20, "free warm near late")));

    [Fact]
    public void What_is_level_is_said_to_be_level()
    {
        Assert.Equal("“Warm” and “Free” share first place: nothing puts one of them before the other.", Order((30, "warm free near late"), (30, "free warm near late"))[0]);
        Assert.Equal("After that: “Near home” and “Open late” (level).", Order((30, "warm"), (30, "free"))[^1]);
        Assert.Equal("Nothing comes first: “Warm”, “Free”, “Near home” and “Open late” are level.", Assert.Single(Order((20, "warm free near late"), (20, "late near free warm"))));
    }

    [Fact]
    public void Where_preferences_go_round_in_a_circle_that_is_said()
    {
        // Warm before free by 45 to 30, free before near by 55 to 20, near before warm by 50 to 25: the first of these is the weakest.
        var said = Order((25, "warm free near late"), (30, "free near warm late"), (20, "near warm free late"))[0];

        Assert.StartsWith("“Free” comes first, but does not beat each of the others one to one", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lead_that_rounding_hides_and_numbers_that_are_hidden_are_not_made_up()
    {
        Assert.Contains("so close to “Free” that rounded numbers do not tell them apart", Order((31, "warm free near late"), (30, "free warm near late"))[0], StringComparison.Ordinal);
        Assert.EndsWith("because those numbers could point to somebody.", Order((40, "warm free near late"), (3, "free warm near late"))[0], StringComparison.Ordinal);
        Assert.Null(QuestionOutcome.OfOrders("c", Ranking, [.. Enumerable.Repeat(new[] { "warm" }, 9)], SomeTable.Rules));
    }

    [Fact]
    public void Three_ways_to_spend_a_sum_are_told_side_by_side_with_what_is_left_and_who_gets_nothing()
    {
        // Most want lights and bins, which take 400 of 500; nothing else fits.
        Assert.Equal(
            [
                "Most votes first pays for “Lights in the park” and “More bins”. £400 of £500 is spent, £100 is left. 20 of 60 people get nothing they voted for.",
                "Equal shares pays for “More bins” and “Lights in the park”. £400 of £500 is spent, £100 is left. 20 of 60 people get nothing they voted for.",
                "In turn (Phragmén) pays for “More bins” and “Lights in the park”. £400 of £500 is spent, £100 is left. 20 of 60 people get nothing they voted for.",
                "All three ways pay for the same.",
            ],
            Spent((40, "lights bins"), (20, "ramp")));
    }

    [Fact]
    public void Where_the_way_of_deciding_matters_it_is_said_for_what_and_a_small_number_is_hidden()
    {
        // A majority takes it all by most votes; two in five hold enough for the ramp where everybody has a part.
        var said = Spent((60, "lights bins"), (40, "ramp"));

        Assert.Equal("The way of deciding makes the difference for “Lights in the park” and “A skate ramp”.", said[^1]);
        Assert.EndsWith("40 of 100 people get nothing they voted for.", said[0], StringComparison.Ordinal);
        Assert.EndsWith("Nobody is left with nothing they voted for.", said[1], StringComparison.Ordinal);
        Assert.EndsWith("is hidden, because it could point to somebody.", Spent((60, "lights bins"), (5, "ramp"))[0], StringComparison.Ordinal);
        Assert.Null(QuestionOutcome.OfBudget(Budget, Enumerable.Repeat(new[] { "bins" }, 9), SomeTable.Rules));
    }

    [Fact]
    public void Pairs_tell_scores_with_ranges_what_is_too_close_and_what_is_not_enough_yet()
    {
        var said = OutcomeSentences.OfPairs(Pairs, Table((20, 60), (0, 0), (0, 0)));

        Assert.Equal("“A better park” was chosen 60 of the 80 times somebody decided between it and another. Score: 74 of 100, likely between 65 and 83.", said.First(one => one.Contains("park” was", StringComparison.Ordinal)));
        Assert.Contains(said, one => one.StartsWith("Not enough yet to weigh", StringComparison.Ordinal));
        Assert.Contains(OutcomeSentences.OfPairs(Pairs, Table((30, 30), (30, 30), (30, 30))), one => one.EndsWith("are too close to say which comes first.", StringComparison.Ordinal));
        Assert.Contains("Weighing also whom each was up against, the order is the same.", OutcomeSentences.OfPairs(Pairs, Table((20, 60), (20, 60), (20, 60))));
    }

    [Fact]
    public void A_pair_with_a_hidden_number_takes_no_part_and_that_is_said()
    {
        var table = Table((60, 20), (50, 40), (30, 30)) with { Cells = [[null, 20, 0], [50, 40, 0], [30, 30, 0]] };

        Assert.Equal("1 of 3 pairs are left out of this, because their numbers could point to somebody.", OutcomeSentences.OfPairs(Pairs, table)[^1]);
    }

    /// <summary>Of bus and park, cafe and park, bus and cafe: how often the first, how often the second was chosen.</summary>
    private static PublishedTable Table((int First, int Second) busPark, (int First, int Second) cafePark, (int First, int Second) busCafe) => new()
    {
        Id = "pairs",
        Respondents = 100,
        Rows = ["bus|park", "cafe|park", "bus|cafe"],
        Columns = [TableIds.FirstOfPair, TableIds.SecondOfPair, TableIds.CannotDecide],
        Cells = [[busPark.First, busPark.Second, 0], [cafePark.First, cafePark.Second, 0], [busCafe.First, busCafe.Second, 0]],
        Groups = [],
    };

    private static IReadOnlyList<string> Order(params (int People, string Order)[] orders) =>
        OutcomeSentences.Of(Ranking, QuestionOutcome.OfOrders("c", Ranking, [.. orders.SelectMany(same => Enumerable.Repeat(same.Order.Split(' '), same.People))], SomeTable.Rules));

    private static IReadOnlyList<string> Spent(params (int People, string Projects)[] ballots) =>
        OutcomeSentences.Of(Budget, QuestionOutcome.OfBudget(Budget, ballots.SelectMany(same => Enumerable.Repeat(same.Projects.Split(' '), same.People)), SomeTable.Rules));
}
