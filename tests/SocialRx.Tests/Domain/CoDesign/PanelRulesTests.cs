using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;

namespace SocialRx.Tests.Domain.CoDesign;

public sealed class PanelRulesTests
{
    [Theory]
    [InlineData(3, 2, 1, 5, false, PanelItemState.Open)]
    [InlineData(5, 3, 2, 5, false, PanelItemState.SignedOff)]
    [InlineData(5, 2, 3, 5, false, PanelItemState.Returned)]
    [InlineData(5, 2, 2, 5, false, PanelItemState.Returned)]
    [InlineData(3, 3, 0, 5, true, PanelItemState.SignedOff)]
    [InlineData(2, 2, 0, 5, true, PanelItemState.NoQuorum)]
    [InlineData(2, 2, 0, 2, false, PanelItemState.Open)]
    [InlineData(3, 0, 0, 3, false, PanelItemState.Returned)]
    [InlineData(0, 0, 0, 0, true, PanelItemState.NoQuorum)]
    public void Nothing_is_signed_off_without_a_quorum_and_a_majority(int voted, int inFavour, int against, int members, bool isOver, PanelItemState expected) =>
        Assert.Equal(expected, PanelRules.Decide(PanelItemKind.SignOff, new(voted, inFavour, against), members, quorum: 3, isOver));

    [Theory]
    [InlineData(true, false, true, false, 0, PanelStep.ForReviewer)]
    [InlineData(true, true, true, false, 1, PanelStep.ForChair)]
    [InlineData(true, false, true, false, 49, PanelStep.ForChair)]
    [InlineData(true, false, true, false, 97, PanelStep.ForAll)]
    [InlineData(true, false, false, false, 49, PanelStep.ForAll)]
    [InlineData(false, false, true, false, 47, PanelStep.ForChair)]
    [InlineData(false, false, true, false, 49, PanelStep.ForAll)]
    [InlineData(false, false, true, true, 0, PanelStep.ForAll)]
    [InlineData(false, false, false, false, 0, PanelStep.ForAll)]
    public void The_reviewer_comes_first_then_the_chair_and_nobody_holds_up_the_others(bool hasReviewer, bool isReviewed, bool hasChair, bool isShown, int hours, PanelStep expected)
    {
        var put = new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

        Assert.Equal(expected, PanelRules.Step(new(put, new(2026, 12, 20), hasReviewer, isReviewed, hasChair, isShown), put.AddHours(hours)));
    }

    [Fact]
    public void Of_a_short_time_reviewer_and_chair_together_take_half_at_most()
    {
        var put = new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
        PanelWay way = new(put, new(2026, 11, 27), HasReviewer: true, IsReviewed: false, HasChair: true, IsShown: false);

        Assert.Equal(PanelStep.ForChair, PanelRules.Step(way, put.AddHours(10)));
        Assert.Equal(PanelStep.ForAll, PanelRules.Step(way, put.AddHours(19)));
    }

    [Theory]
    [InlineData(3, 8, 3, false)]
    [InlineData(4, 8, 3, false)]
    [InlineData(5, 8, 3, true)]
    [InlineData(2, 2, 3, false)]
    public void A_chair_closes_only_when_most_have_voted(int voted, int members, int quorum, bool may) => Assert.Equal(may, PanelRules.MayClose(voted, members, quorum));

    [Fact]
    public void How_even_turns_are_is_said_of_halves_and_only_when_there_are_enough()
    {
        Assert.Null(TurnTaking.Of([9, 9, 9]));
        Assert.Null(TurnTaking.Of([1, 1, 1, 8]));
        var lopsided = TurnTaking.Of([1, 20, 2, 17, 0])!;
        Assert.Equal((5, 2, 3, 40, true), (lopsided.Members, lopsided.Quieter, lopsided.Share, lopsided.EvenShare, lopsided.IsLopsided));
        Assert.False(TurnTaking.Of([5, 6, 5, 6])!.IsLopsided);
    }

    [Fact]
    public void How_sure_a_number_is_is_said_outwards_of_a_hundred()
    {
        Assert.Equal((29, 47), new PanelEvidence.Count(1, "", 45, 120).OfHundred);
        Assert.Equal((83, 100), new PanelEvidence.Count(1, "", 20, 20).OfHundred);
    }

    [Theory]
    [InlineData("in the park, at school , online", QuestionKind.Choice, 3)]
    [InlineData("park\nschool", QuestionKind.Choice, 2)]
    [InlineData("park, Park", QuestionKind.Choice, 0)]
    [InlineData("just one", QuestionKind.Choice, 0)]
    [InlineData("not at all, very much", QuestionKind.Scale, 2)]
    [InlineData("a, b, c", QuestionKind.Scale, 0)]
    public void What_can_be_picked_is_read_between_commas_and_on_lines(string text, QuestionKind kind, int expected) => Assert.Equal(expected, ProposalRules.Options(text, kind)?.Count ?? 0);

    [Fact]
    public void Priorities_need_no_majority() =>
        Assert.Equal(PanelItemState.Ranked, PanelRules.Decide(PanelItemKind.Priorities, new(3, 0, 0), 3, quorum: 3, isOver: false));
}
