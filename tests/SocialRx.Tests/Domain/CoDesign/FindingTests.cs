using SocialRx.Domain.CoDesign.Findings;

namespace SocialRx.Tests.Domain.CoDesign;

public sealed class FindingTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    [Fact]
    public void Owed_is_an_answer_then_what_was_promised_then_nothing()
    {
        var waiting = Published();
        var promised = waiting with { Answers = [Answer(1, FindingAnswerKind.WeWill, new(2027, 3, 1))] };
        var done = promised with { Answers = [.. promised.Answers, Answer(2, FindingAnswerKind.WeDid)] };

        Assert.Equal(new DateOnly(2026, 12, 24), waiting.Owed);
        Assert.Equal(new DateOnly(2027, 3, 1), promised.Owed);
        Assert.Null(done.Owed);
        Assert.Null((waiting with { State = FindingState.Draft }).Owed);
        Assert.Null((waiting with { State = FindingState.Withdrawn }).Owed);
    }

    [Fact]
    public void The_day_itself_is_in_time()
    {
        Assert.False(Published().IsOverdue(new(2026, 12, 24)));
        Assert.True(Published().IsOverdue(new(2026, 12, 25)));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("evenings", true)]
    [InlineData("weekends", false)]
    public void It_is_said_by_whoever_answered_so(string row, bool isTheirs) =>
        Assert.Equal(isTheirs, (Published() with { RowId = row }).IsSaidBy("after-school", "when", ["evenings", "holidays"]));

    [Fact]
    public void Who_did_not_answer_the_question_said_nothing()
    {
        Assert.False((Published() with { RowId = "" }).IsSaidBy("after-school", "when", []));
        Assert.False(Published().IsSaidBy("after-school", "another", ["evenings"]));
        Assert.False(Published().IsSaidBy("another", "when", ["evenings"]));
    }

    [Fact]
    public void A_promise_needs_a_day_and_a_refusal_needs_a_reason()
    {
        Assert.Single(FindingRules.Problems(FindingAnswerKind.WeWill, "Open till eight", null, Today));
        Assert.Single(FindingRules.Problems(FindingAnswerKind.WeWill, "Open till eight", Today, Today));
        Assert.Single(FindingRules.Problems(FindingAnswerKind.WeCannot, " ", null, Today));
        Assert.Empty(FindingRules.Problems(FindingAnswerKind.WeCannot, "There is no money for it this year", null, Today));
        Assert.Empty(FindingRules.Problems(FindingAnswerKind.WeWill, "Open till eight", Today.AddDays(30), Today));
    }

    [Theory]
    [InlineData(null, "Council", 30, "Write what young people said.")]
    [InlineData("Said", "", 30, "Write who answers.")]
    [InlineData("Said", "Council", 0, "The day the answer is due has to be after today and within a year.")]
    [InlineData("Said", "Council", 400, "The day the answer is due has to be after today and within a year.")]
    [InlineData("two\nlines", "Council", 30, "Write what young people said on one line.")]
    public void What_is_missing_is_said_in_a_sentence(string? words, string owner, int days, string problem) =>
        Assert.Equal([problem], FindingRules.Problems(words, owner, Today.AddDays(days), Today));

    private static FindingAnswer Answer(int number, FindingAnswerKind kind, DateOnly? by = null) => new(number, kind, "Words", by, "Someone", DateTimeOffset.UnixEpoch);

    private static Finding Published() => new()
    {
        Id = "f1",
        ConsultationId = "after-school",
        QuestionId = "when",
        RowId = "evenings",
        Words = "There is least to do in the evenings",
        Owner = "Fernbridge Council",
        AnswerBy = new(2026, 12, 24),
        State = FindingState.Published,
        MadeBy = "a",
        MadeAt = DateTimeOffset.UnixEpoch,
    };
}
