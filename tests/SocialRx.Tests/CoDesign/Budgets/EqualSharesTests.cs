using SocialRx.Domain.CoDesign.Budgets;

namespace SocialRx.Tests.CoDesign.Budgets;

public sealed class EqualSharesTests
{
    // Six of ten want park and pool, four the library. Everybody holds 10.
    private static readonly BudgetCase MajorityAndMinority = BudgetCase.Of(
        100,
        "library 40, park 50, pool 50",
        [.. Enumerable.Repeat("park pool", 6), .. Enumerable.Repeat("library", 4)]);

    [Fact]
    public void A_minority_gets_its_part_where_the_greedy_rule_gives_the_majority_everything()
    {
        // Park takes 8 1/3 from each of six, who have 10 left together: no pool. The four pay 10 each for the library.
        var shares = EqualShares.Fund(MajorityAndMinority.Vote, completion: Completion.None);
        var greedy = GreedyApproval.Fund(MajorityAndMinority.Vote);

        Assert.Equal(("park library", 90m, 0.0), (BudgetCase.Ids(shares), shares.Spent, shares.GotNothing));
        Assert.Equal(("park pool", 100m, 0.4), (BudgetCase.Ids(greedy), greedy.Spent, greedy.GotNothing));
    }

    [Fact]
    public void The_running_example_of_Lackner_and_Skowrons_book_comes_out_as_there()
    {
        // Everybody holds 1/3. a takes 1/8 from eight; b's supporters then hold 3 * 5/24 + 1/3, less than 1.
        var vote = BudgetCase.LacknerSkowron.Vote;

        Assert.All(Enum.GetValues<Worth>(), worth => Assert.Equal("a", BudgetCase.Ids(EqualShares.Fund(vote, worth, Completion.None))));
    }

    [Fact]
    public void What_a_project_is_worth_decides_between_one_dear_and_two_cheap_ones()
    {
        // 1 each. By number p1 (0.45 each) and p3 (0.545 each) come before p2; by cost p2 (2/3 each of three) comes first and leaves too little.
        var vote = BudgetCase.Of(4, "p0 1, p1 0.9, p2 2, p3 1.09", "p0", "p1 p2 p3", "p1 p2 p3", "p2").Vote;

        Assert.Equal("p1 p3 p0", BudgetCase.Ids(EqualShares.Fund(vote, Worth.Number, Completion.None)));
        Assert.Equal("p2 p0", BudgetCase.Ids(EqualShares.Fund(vote, Worth.Cost, Completion.None)));
    }

    [Fact]
    public void A_supporter_who_cannot_pay_the_price_gives_all_they_have()
    {
        // 4 each. first takes 2 from a and b. second costs 6: a gives the 2 that are left, c all 4.
        var vote = BudgetCase.Of(12, "first 4, second 6", "first second", "first", "second");

        foreach (var worth in Enum.GetValues<Worth>())
        {
            Assert.Equal("first second", BudgetCase.Ids(EqualShares.Fund(vote.Vote, worth, Completion.None)));
            var dearer = vote with { Projects = [vote.Projects[0], new CostedProject("second", 6.01m)] };
            Assert.Equal("first", BudgetCase.Ids(EqualShares.Fund(dearer.Vote, worth, Completion.None)));
        }
    }

    [Fact]
    public void Worth_by_cost_prefers_many_supporters_and_worth_by_number_prefers_a_low_price_each()
    {
        // Every voter holds 5. big asks 4 each of five, 1/5 of its worth; small 1 each of two, half of its worth.
        var vote = BudgetCase.Of(30, "big 20, small 2", "big", "big", "big", "big small", "big small", "");

        Assert.Equal("big small", BudgetCase.Ids(EqualShares.Fund(vote.Vote, Worth.Cost, Completion.None)));
        Assert.Equal("small big", BudgetCase.Ids(EqualShares.Fund(vote.Vote, Worth.Number, Completion.None)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(49)]
    [InlineData(1009)]
    public void Money_is_exact_so_the_last_penny_can_be_spent(int voters)
    {
        // Shares of 1/7 are no double; 0.1 + 0.2 + 0.7 of them are no sum of doubles.
        var vote = BudgetCase.Of(1, "a 0.1, b 0.2, c 0.7", [.. Enumerable.Repeat("a b c", voters)]);

        foreach (var worth in Enum.GetValues<Worth>())
        {
            Assert.Equal(1, EqualShares.Fund(vote.Vote, worth, Completion.None).Spent);
            var dearer = vote with { Projects = [.. vote.Projects.Take(2), new CostedProject("c", 0.700000000001m)] };
            Assert.True(EqualShares.Fund(dearer.Vote, worth, Completion.None).Spent < 1);
        }
    }

    [Fact]
    public void Raising_the_budget_finds_more_to_pay_for_but_never_spends_more_than_there_is()
    {
        // 50 each: only q. At 120 the one who wants p holds 60.
        var outcome = EqualShares.Fund(BudgetCase.Of(100, "p 60, q 40", "p", "q").Vote, completion: Completion.Raise);

        Assert.Equal(("p q", 120m, 100m), (BudgetCase.Ids(outcome), outcome.RaisedTo, outcome.Spent));
    }

    [Fact]
    public void Where_a_higher_budget_would_spend_too_much_the_outcome_before_it_stays_and_the_rest_goes_to_most_votes()
    {
        // East can pay from 110 on. From 138 on west could too, and both are 110: the last step is 137. West does not fit into the rest, extra does.
        var vote = BudgetCase.Of(100, "east 55, west 55, extra 30", [.. Enumerable.Repeat("east", 5), .. Enumerable.Repeat("west", 4), "extra"]);

        var raised = EqualShares.Fund(vote.Vote, completion: Completion.Raise);
        var filled = EqualShares.Fund(vote.Vote);

        Assert.Equal(("east", (decimal?)137), (BudgetCase.Ids(raised), raised.RaisedTo));
        Assert.Equal("east extra", BudgetCase.Ids(filled));
        Assert.Equal([2], filled.FilledUp);
    }

    [Fact]
    public void Filling_up_without_raising_keeps_what_the_rule_chose()
    {
        var outcome = EqualShares.Fund(BudgetCase.Of(100, "p 60, q 40", "p", "q").Vote, completion: Completion.Greedy);

        Assert.Equal(("q p", null), (BudgetCase.Ids(outcome), outcome.RaisedTo));
        Assert.Equal([0], outcome.FilledUp);
    }

    [Fact]
    public void A_project_that_is_free_is_taken_when_somebody_wants_it() =>
        Assert.Equal("free paid", BudgetCase.Ids(EqualShares.Fund(BudgetCase.Of(10, "paid 10, free 0, unwanted 0", "paid free").Vote)));

    [Fact]
    public void Without_a_voter_nothing_is_paid_for() => Assert.Empty(EqualShares.Fund(BudgetCase.Of(10, "a 1").Vote).Funded);

    [Fact]
    public void A_project_wanted_by_one_of_very_many_is_reached_without_a_million_runs()
    {
        var vote = BudgetCase.Of(90, "all 30, one 30, other 30", [.. Enumerable.Repeat("all", 20_000), "one other"]);

        Assert.Equal(90, EqualShares.Fund(vote.Vote).Spent);
    }

    [Theory]
    [InlineData(Worth.Cost)]
    [InlineData(Worth.Number)]
    public void Agrees_with_the_rule_written_down_from_its_definition(Worth worth)
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var vote = BudgetCase.Random(seed);
            Assert.Equal(PlainRules.EqualShares(vote, worth), EqualShares.Fund(vote.Vote, worth, Completion.None).Funded);
        }
    }

    [Theory]
    [InlineData(Worth.Cost)]
    [InlineData(Worth.Number)]
    public void Agrees_with_it_where_many_prices_follow_from_each_other(Worth worth)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var vote = BudgetCase.Random(seed, mostVoters: 150, mostProjects: 25, mostCost: 1000);
            Assert.Equal(PlainRules.EqualShares(vote, worth), EqualShares.Fund(vote.Vote, worth, Completion.None).Funded);
        }
    }

    [Theory]
    [InlineData(Worth.Cost)]
    [InlineData(Worth.Number)]
    public void Raising_agrees_with_taking_every_step_one_by_one(Worth worth)
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var vote = BudgetCase.Random(seed, mostVoters: 5, mostProjects: 5);
            Assert.Equal(PlainRules.Raised(vote, worth), EqualShares.Fund(vote.Vote, worth, Completion.Raise).Funded);
        }
    }

    [Fact]
    public void No_outcome_spends_more_than_there_is_and_none_depends_on_the_order_of_ballots()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var vote = BudgetCase.Random(seed);
            var shuffled = vote.Ballots.ToArray();
            new Random(seed).Shuffle(shuffled);
            foreach (var completion in Enum.GetValues<Completion>())
            {
                var outcome = EqualShares.Fund(vote.Vote, completion: completion);

                Assert.True(outcome.Spent <= vote.Budget);
                Assert.Equal(outcome.Spent, outcome.Funded.Distinct().Sum(project => vote.Projects[project].Cost));
                Assert.Equal(outcome.Funded, EqualShares.Fund((vote with { Ballots = shuffled }).Vote, completion: completion).Funded);
            }
        }
    }

    [Fact]
    public void A_group_whose_part_of_the_money_would_pay_for_a_project_it_agrees_on_is_never_left_with_nothing()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var vote = BudgetCase.Random(seed);
            var funded = EqualShares.Fund(vote.Vote, Worth.Number, Completion.None).Funded;
            foreach (var project in Enumerable.Range(0, vote.Projects.Count))
            {
                var supporters = vote.Supporters(project).ToList();
                if (supporters.Count * vote.Budget >= vote.Projects[project].Cost * vote.Ballots.Count)
                    Assert.Contains(supporters, voter => vote.Ballots[voter].Intersect(funded).Any());
            }
        }
    }
}
