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

    [Fact]
    public void Priorities_need_no_majority() =>
        Assert.Equal(PanelItemState.Ranked, PanelRules.Decide(PanelItemKind.Priorities, new(3, 0, 0), 3, quorum: 3, isOver: false));
}
