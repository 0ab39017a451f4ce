using SocialRx.Domain.CoDesign.Budgets;

namespace SocialRx.Tests.CoDesign.Budgets;

public sealed class PhragmenTests
{
    [Fact]
    public void The_running_example_of_Lackner_and_Skowrons_book_comes_out_as_there() =>
        Assert.Equal(["a", "b", "c", "d"], BudgetCase.Ids(Phragmen.Fund(BudgetCase.LacknerSkowron.Vote)).Split(' ').Order(StringComparer.Ordinal));

    [Fact]
    public void A_project_is_paid_for_when_its_supporters_have_earned_its_cost()
    {
        // a at 3 / 3 = 1. b from one who starts again at 1 and one who never paid: (t - 1) + t = 3 at 2. c from one who paid at 1: at 1 + 2 = 3.
        var vote = BudgetCase.Of(100, "a 3, b 3, c 2", "a b", "a", "a c", "b");

        Assert.Equal("a b c", BudgetCase.Ids(Phragmen.Fund(vote.Vote)));
    }

    [Fact]
    public void It_ends_when_the_project_that_is_due_does_not_fit_any_more()
    {
        // a is due at 5 / 2, b at 3, c at 5: after a there is no room for b, and c, which would fit, does not get its chance.
        var vote = BudgetCase.Of(10, "a 5, b 6, c 5", "a", "a", "b", "b", "c").Vote;

        Assert.Equal("a", BudgetCase.Ids(Phragmen.Fund(vote)));
    }

    [Fact]
    public void What_is_left_can_go_to_most_votes()
    {
        var outcome = Phragmen.Fund(BudgetCase.Of(10, "a 5, b 6, c 5", "a", "a", "b", "b", "c").Vote, fillUp: true);

        Assert.Equal("a c", BudgetCase.Ids(outcome));
        Assert.Equal([2], outcome.FilledUp);
    }

    [Fact]
    public void A_project_dearer_than_the_whole_budget_or_wanted_by_nobody_takes_no_part() =>
        Assert.Equal("fits", BudgetCase.Ids(Phragmen.Fund(BudgetCase.Of(10, "huge 11, fits 10, unwanted 0", "huge fits", "huge").Vote)));

    [Fact]
    public void Agrees_with_the_rule_acted_out_purse_by_purse()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var vote = BudgetCase.Random(seed);
            Assert.Equal(PlainRules.Phragmen(vote), Phragmen.Fund(vote.Vote).Funded);
        }
    }

    [Fact]
    public void Agrees_with_it_over_many_purchases()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var vote = BudgetCase.Random(seed, mostVoters: 150, mostProjects: 25, mostCost: 1000);
            Assert.Equal(PlainRules.Phragmen(vote), Phragmen.Fund(vote.Vote).Funded);
        }
    }

    [Fact]
    public void It_never_spends_more_than_there_is_and_does_not_depend_on_the_order_of_ballots()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var vote = BudgetCase.Random(seed);
            var shuffled = vote.Ballots.ToArray();
            new Random(seed).Shuffle(shuffled);

            var outcome = Phragmen.Fund(vote.Vote, fillUp: seed % 2 == 0);

            Assert.True(outcome.Spent <= vote.Budget);
            Assert.Equal(outcome.Funded, Phragmen.Fund((vote with { Ballots = shuffled }).Vote, fillUp: seed % 2 == 0).Funded);
        }
    }
}
