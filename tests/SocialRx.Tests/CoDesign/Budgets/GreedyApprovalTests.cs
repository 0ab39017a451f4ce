using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Budgets;

namespace SocialRx.Tests.CoDesign.Budgets;

public sealed class GreedyApprovalTests
{
    [Fact]
    public void Most_votes_that_still_fits_and_then_the_next()
    {
        // 3, 3, 2 and 1 votes; after hall (60) and van (30) ten are left: ramp does not fit, bins does.
        var vote = BudgetCase.Of(100, "hall 60, ramp 20, van 30, bins 10", "hall van ramp", "hall van ramp", "hall van bins").Vote;

        var outcome = GreedyApproval.Fund(vote);

        Assert.Equal("hall van bins", BudgetCase.Ids(outcome));
        Assert.Equal(100, outcome.Spent);
    }

    [Fact]
    public void Some_cities_stop_at_the_first_that_does_not_fit()
    {
        var vote = BudgetCase.Of(100, "hall 60, ramp 20, van 30, bins 10", "hall van ramp", "hall van ramp", "hall van bins").Vote;

        Assert.Equal("hall van", BudgetCase.Ids(GreedyApproval.Fund(vote, whenItDoesNotFit: WhenItDoesNotFit.Stop)));
    }

    [Fact]
    public void Of_two_that_are_level_the_one_listed_first_or_whose_id_comes_first_wins_as_asked()
    {
        var vote = BudgetCase.Of(10, "9 10, 10 10", "9 10").Vote;

        Assert.Equal("9", BudgetCase.Ids(GreedyApproval.Fund(vote)));
        Assert.Equal("10", BudgetCase.Ids(GreedyApproval.Fund(vote, Ties.ById)));
    }

    [Fact]
    public void What_nobody_voted_for_is_not_paid_for_even_when_it_fits() =>
        Assert.Equal("used", BudgetCase.Ids(GreedyApproval.Fund(BudgetCase.Of(100, "unused 1, used 1", "used").Vote)));

    [Fact]
    public void A_project_with_fewer_votes_than_the_least_takes_no_part() =>
        Assert.Equal("big", BudgetCase.Ids(GreedyApproval.Fund(BudgetCase.Of(100, "big 1, small 1", "big small", "big").Vote, least: 2)));

    [Fact]
    public void Points_decide_where_ballots_give_points()
    {
        CostedProject[] projects = [new("liked", 10), new("loved", 10)];
        var ballots = new BudgetBallots(projects);
        ballots.Add([0, 1], [1, 5]);
        ballots.Add([0], [3]);
        ballots.Add([0, 1], [0, -1]);

        var vote = ballots.Count(10);

        Assert.Equal([2, 1], vote.Votes);
        Assert.Equal([4, 4], vote.Scores);
        Assert.Equal("liked", BudgetCase.Ids(GreedyApproval.Fund(vote)));
    }

    [Fact]
    public void Who_got_nothing_is_the_share_of_all_voters_none_of_whose_choices_is_paid_for()
    {
        var outcome = GreedyApproval.Fund(BudgetCase.Of(10, "a 10, b 10", "a", "a b", "b", "", "a").Vote);

        Assert.Equal("a", BudgetCase.Ids(outcome));
        Assert.Equal(0.4, outcome.GotNothing, 12);
    }

    [Fact]
    public void Answers_to_a_question_are_counted_and_a_project_taken_out_since_is_passed_over()
    {
        var question = new ConsultationQuestion.Budget("q", "What should we pay for?", 100, [new("gym", "A gym", 80), new("art", "An art club", 30)]);

        var vote = BudgetBallots.Count(question, [["gym", "gym", "gone"], ["art", "gym"], []]);

        Assert.Equal((3, 100m), (vote.Voters, vote.Budget));
        Assert.Equal([2, 1], vote.Votes);
    }

    [Fact]
    public void Agrees_with_the_rule_written_down_from_its_definition()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var vote = BudgetCase.Random(seed);
            Assert.Equal(PlainRules.Greedy(vote), GreedyApproval.Fund(vote.Vote).Funded);
        }
    }

    [Fact]
    public void One_more_vote_never_loses_a_project_its_money()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var vote = BudgetCase.Random(seed);
            foreach (var project in GreedyApproval.Fund(vote.Vote).Funded)
            {
                var more = vote with { Ballots = [.. vote.Ballots, [project]] };
                Assert.Contains(project, GreedyApproval.Fund(more.Vote).Funded);
            }
        }
    }
}
