using SocialRx.Domain.CoDesign.Statements;

namespace SocialRx.Tests.Domain.CoDesign;

public sealed class StatementReviewTests
{
    private static readonly StatementDecision AdaApproves = new("1", "ada", StatementDeed.Approve);
    private static readonly StatementDecision BenApproves = new("2", "ben", StatementDeed.Approve);
    private static readonly StatementDecision AdaRejects = new("3", "ada", StatementDeed.Reject, StatementRejection.Hurtful);
    private static readonly StatementDecision BenRewords = new("4", "ben", StatementDeed.Reword);
    private static readonly StatementDecision BenRejects = new("6", "ben", StatementDeed.Reject, StatementRejection.Names);
    private static readonly StatementDecision MemberApproves = new("7", "seat 1", StatementDeed.Approve, ByPanel: true);
    private static readonly StatementDecision MemberRejects = new("8", "seat 1", StatementDeed.Reject, StatementRejection.OffTopic, ByPanel: true);
    private static readonly StatementDecision MemberPassesOn = new("9", "seat 1", StatementDeed.PassOn, ByPanel: true);
    private static readonly StatementDecision AsksAgain = new("5", "writer", StatementDeed.AskAgain);

    [Fact]
    public void It_takes_two_different_people_to_approve()
    {
        Assert.IsType<StatementOutcome.Waiting>(Outcome(AdaApproves));
        Assert.IsType<StatementOutcome.Waiting>(Outcome(AdaApproves, AdaApproves));
        Assert.Equal(new StatementOutcome.Approved(null), Outcome(AdaApproves, BenApproves));
        Assert.False(May("ada", StatementDeed.Approve, AdaApproves));
        Assert.True(May("ben", StatementDeed.Approve, AdaApproves));
    }

    [Fact]
    public void Where_there_is_one_moderator_one_approves() =>
        Assert.Equal(new StatementOutcome.Approved(null), StatementReview.Outcome(StatementOutcome.New, [AdaApproves], 1));

    [Fact]
    public void Other_words_begin_anew_with_whoever_proposed_them()
    {
        var waiting = Assert.IsType<StatementOutcome.Waiting>(Outcome(AdaApproves, BenRewords));
        Assert.Equal(["ben"], waiting.ApprovedBy);
        Assert.Equal("4", waiting.Reworded);
        Assert.False(May("ben", StatementDeed.Approve, AdaApproves, BenRewords));
        Assert.Equal(new StatementOutcome.Approved("4"), Outcome(AdaApproves, BenRewords, AdaApproves));
    }

    [Fact]
    public void Whoever_turned_it_down_does_not_do_so_again_after_the_writer_asked()
    {
        Assert.Equal(new StatementOutcome.Rejected(StatementRejection.Hurtful), Outcome(AdaRejects));
        Assert.False(May("ben", StatementDeed.Approve, AdaRejects));
        Assert.IsType<StatementOutcome.Waiting>(Outcome(AdaApproves, AdaRejects, AsksAgain));
        Assert.False(May("ada", StatementDeed.Reject, AdaRejects, AsksAgain));
        Assert.True(May("ben", StatementDeed.Reject, AdaRejects, AsksAgain));
        Assert.True(May("ada", StatementDeed.Approve, AdaRejects, AsksAgain));
    }

    [Fact]
    public void What_the_owner_began_with_is_shown_and_can_be_taken_down() =>
        Assert.Equal(new StatementOutcome.Rejected(StatementRejection.Hurtful), StatementReview.Outcome(StatementOutcome.Given, [AdaRejects], 2));

    [Fact]
    public void A_members_yes_is_one_of_two_and_never_both()
    {
        Assert.IsType<StatementOutcome.Waiting>(Outcome(MemberApproves));
        Assert.IsType<StatementOutcome.Waiting>(StatementReview.Outcome(StatementOutcome.New, [MemberApproves], 1));
        Assert.Equal(new StatementOutcome.Approved(null), Outcome(MemberApproves, AdaApproves));
        Assert.Equal(new StatementOutcome.Approved(null), Outcome(AdaApproves, MemberApproves));
        Assert.False(MayPanel(StatementDeed.Approve, MemberApproves));
    }

    [Fact]
    public void Where_a_member_and_an_adult_differ_a_third_person_decides()
    {
        Assert.IsType<StatementOutcome.Waiting>(Outcome(MemberApproves, AdaRejects));
        Assert.False(May("ada", StatementDeed.Reject, MemberApproves, AdaRejects));
        Assert.False(May("ada", StatementDeed.Approve, MemberApproves, AdaRejects));
        Assert.Equal(new StatementOutcome.Approved(null), Outcome(MemberApproves, AdaRejects, BenApproves));
        Assert.Equal(new StatementOutcome.Rejected(StatementRejection.Names), Outcome(MemberApproves, AdaRejects, BenRejects));

        Assert.IsType<StatementOutcome.Waiting>(Outcome(MemberRejects));
        Assert.Equal(new StatementOutcome.Rejected(StatementRejection.Hurtful), Outcome(MemberRejects, AdaRejects));
        Assert.IsType<StatementOutcome.Waiting>(Outcome(MemberRejects, AdaApproves));
        Assert.Equal(new StatementOutcome.Approved(null), Outcome(MemberRejects, AdaApproves, BenApproves));
        Assert.Equal(new StatementOutcome.Rejected(StatementRejection.Names), Outcome(MemberRejects, AdaApproves, BenRejects));
    }

    [Fact]
    public void A_member_decides_only_about_what_is_as_its_writer_wrote_it_and_nobody_has_turned_down()
    {
        Assert.True(MayPanel(StatementDeed.Reject, AdaApproves));
        Assert.False(MayPanel(StatementDeed.Approve, BenRewords));
        Assert.False(MayPanel(StatementDeed.Approve, AdaRejects, AsksAgain));
        Assert.False(MayPanel(StatementDeed.Approve, MemberPassesOn));
        Assert.False(MayPanel(StatementDeed.Reword));
        Assert.Equal(new StatementOutcome.Approved(null), Outcome(MemberPassesOn, AdaApproves, BenApproves));
        Assert.IsType<StatementOutcome.Waiting>(Outcome(MemberPassesOn, AdaApproves));
    }

    [Fact]
    public void Checking_first_is_off_only_when_two_people_want_it_and_on_when_one_does()
    {
        CheckingDeed ada = new("ada", IsOff: true), ben = new("ben", IsOff: true), cara = new("cara", IsOff: false);

        Assert.True(StatementChecking.IsStrict([]));
        Assert.True(StatementChecking.IsStrict([ada, ada]));
        Assert.False(StatementChecking.IsStrict([ada, ben]));
        Assert.True(StatementChecking.IsStrict([ada, ben, cara]));
        Assert.True(StatementChecking.IsStrict([ada, ben, cara, ada]));
    }

    [Fact]
    public void A_burst_is_many_new_voters_within_seconds_and_not_a_busy_evening()
    {
        var start = new DateTimeOffset(2026, 11, 26, 16, 0, 0, TimeSpan.Zero);
        var rules = new StatementOptions { BurstVoters = 10, BurstSeconds = 60 };
        var evening = Enumerable.Range(0, 60).Select(n => new TimedVote($"e{n}", "s", start.AddMinutes(n), start.AddMinutes(n).AddSeconds(20)));
        var known = Enumerable.Range(0, 30).Select(n => new TimedVote($"k{n}", "s", start.AddDays(-1), start.AddMinutes(30).AddSeconds(n)));
        var burst = Enumerable.Range(0, 12).Select(n => new TimedVote($"b{n}", "s", start.AddMinutes(90), start.AddMinutes(91).AddSeconds(n)));

        Assert.Empty(StatementBursts.In([.. evening, .. known], rules));

        var found = Assert.Single(StatementBursts.In([.. burst, .. evening, .. known], rules));
        Assert.Equal((12, 12), (found.Voters, found.Votes.Count));
        Assert.All(found.Votes, vote => Assert.StartsWith("b", vote.BallotId, StringComparison.Ordinal));
    }

    [Fact]
    public void One_person_who_votes_fast_is_no_burst()
    {
        var start = new DateTimeOffset(2026, 11, 26, 16, 0, 0, TimeSpan.Zero);

        Assert.Empty(StatementBursts.In(Enumerable.Range(0, 50).Select(n => new TimedVote("one", $"s{n}", start, start.AddSeconds(n))), new StatementOptions()));
    }

    [Fact]
    public void Every_value_that_cannot_be_used_is_named() =>
        Assert.Equal(
            ["ApprovalsNeeded", "LeastViews", "Longest"],
            new StatementOptions { ApprovalsNeeded = 3, LeastViews = 0, GoodLength = 200, Longest = 100 }.Problems().Select(problem => problem.Key));

    private static StatementOutcome Outcome(params StatementDecision[] decisions) => StatementReview.Outcome(StatementOutcome.New, decisions, 2);

    private static bool MayPanel(StatementDeed deed, params StatementDecision[] decisions) => StatementReview.MayPanelDecide(Outcome(decisions), decisions, deed);

    private static bool May(string actor, StatementDeed deed, params StatementDecision[] decisions) => StatementReview.MayDecide(Outcome(decisions), decisions, actor, deed);
}
