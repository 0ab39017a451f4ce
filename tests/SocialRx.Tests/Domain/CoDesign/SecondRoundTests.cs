using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.Insights;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Domain.CoDesign;

public sealed class SecondRoundTests
{
    private static readonly string[] Sides = ["yes", "no"];
    private static readonly ConsultationQuestion.Choice Question = new("phones", "Should phones be locked away?", [new("yes", "Yes"), new("no", "No")]);

    [Theory]
    [InlineData("2026-03-02", null, "2026-03-01T23:59:00Z", 400, false)]
    [InlineData("2026-03-02", null, "2026-03-02T00:00:00Z", 10, true)]
    [InlineData("2026-07-02", null, "2026-07-01T23:00:00Z", 10, true)]
    [InlineData("2026-03-02", null, "2026-05-01T00:00:00Z", null, false)]
    [InlineData(null, 30, "2026-03-02T00:00:00Z", 25, false)]
    [InlineData(null, 30, "2026-03-02T00:00:00Z", 30, true)]
    [InlineData(null, 30, "2026-03-02T00:00:00Z", null, false)]
    [InlineData("2026-03-02", 30, "2026-03-01T00:00:00Z", 30, true)]
    [InlineData("2026-03-02", 30, "2026-03-02T00:00:00Z", 15, true)]
    public void It_opens_on_its_day_in_London_or_with_enough_answers_but_never_without_numbers_that_may_be_shown(string? from, int? answers, string now, int? published, bool expected) =>
        Assert.Equal(expected, new SecondRound(from is null ? null : DateOnly.ParseExact(from, "yyyy-MM-dd", null), answers).IsOpen(published, DateTimeOffset.Parse(now, null)));

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(5, 0, 2, 0)]
    [InlineData(5, 1, 1, 1)]
    [InlineData(2, 7, 2, 2)]
    public void No_side_has_more_reasons_than_another_that_has_any(int yes, int no, int shownYes, int shownNo)
    {
        var view = View([.. Reasons("yes", yes), .. Reasons("no", no)]);

        Assert.Equal((shownYes, shownNo), (Of(view, "yes").Reasons.Count, Of(view, "no").Reasons.Count));
        Assert.All(view.Sides, side => Assert.All(side.Reasons, reason => Assert.Equal(side.Id, reason.SideId)));
    }

    [Fact]
    public void Of_more_than_three_sides_each_has_one_reason_at_most()
    {
        string[] sides = ["a", "b", "c", "d"];

        var view = RoundView.Of(sides, Counts(sides.ToDictionary(side => side, _ => (int?)10)), [.. sides.SelectMany(side => Reasons(side, 3)), .. Reasons("gone", 1)], "ada");

        Assert.Equal(sides, view.Sides.Select(side => side.Id).Order());
        Assert.All(view.Sides, side => Assert.Single(side.Reasons));
    }

    [Fact]
    public void The_order_in_which_reasons_came_changes_nothing()
    {
        SideReason[] reasons = [.. Reasons("yes", 9), .. Reasons("no", 9)];
        var first = Ids(View(reasons));

        foreach (var turned in Enumerable.Range(1, reasons.Length - 1))
            Assert.Equal(first, Ids(View([.. reasons.Skip(turned), .. reasons.Take(turned)])));
    }

    [Fact]
    public void Over_many_people_each_side_stands_first_about_as_often_and_each_reason_is_shown_about_as_often()
    {
        SideReason[] reasons = [.. Reasons("yes", 4), .. Reasons("no", 4)];
        var views = Enumerable.Range(0, 2000).Select(person => View(reasons, $"person{person}")).ToList();

        // Binomial: 4 standard deviations are 90 of 2000 at one half.
        Assert.InRange(views.Count(view => view.Sides[0].Id == "yes"), 910, 1090);
        foreach (var reason in reasons)
            Assert.InRange(views.Count(view => view.Sides.Any(side => side.Reasons.Contains(reason))), 910, 1090);
    }

    [Fact]
    public void What_is_hidden_stays_hidden()
    {
        var view = RoundView.Of(Sides, Counts(new() { ["yes"] = null, ["no"] = 20 }), [], "ada");

        Assert.Null(Of(view, "yes").People);
        Assert.Equal(20, Of(view, "no").People);
    }

    [Fact]
    public void A_move_is_from_the_first_answer_to_the_second()
    {
        Assert.Equal([new Move("yes", "no")], Move.Between(false, ["yes"], ["no"]));
        Assert.Equal([new Move("yes", "yes")], Move.Between(false, ["yes"], ["yes"]));
        Assert.Equal([new Move("yes", Move.NotSure)], Move.Between(false, ["yes"], null));
        Assert.Equal([new Move("a", Move.NoLonger), new Move("b", Move.Still), new Move("c", Move.New)], Move.Between(true, ["a", "b"], ["b", "c"]));
        Assert.Equal([new Move("a", Move.NotSure), new Move("b", Move.NotSure)], Move.Between(true, ["a", "b"], null));
    }

    [Fact]
    public void What_cannot_be_asked_again_says_why()
    {
        Assert.Empty(Problems(Question with { SecondRound = new(null, 10) }));
        Assert.Contains("at least 10 people", Assert.Single(Problems(Question with { SecondRound = new(null, 9) })), StringComparison.Ordinal);
        Assert.Contains("needs a first day", Assert.Single(Problems(Question with { SecondRound = new(null, null) })), StringComparison.Ordinal);
        Assert.Contains("is not open", Assert.Single(Problems(Question with { SecondRound = new(Some.EveryKind.Closes.AddDays(1), null) })), StringComparison.Ordinal);
        Assert.Contains("6 options", Assert.Single(Problems(Question with { SecondRound = new(null, 10), Options = [.. "abcdefg".Select(letter => new ChoiceOption($"{letter}", $"{letter}"))] })), StringComparison.Ordinal);
        Assert.Contains("only a choice or a scale", Assert.Single(Problems(new ConsultationQuestion.FreeText("why", "Why?") { SecondRound = new(null, 10) })), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_written_and_read_and_a_change_of_it_is_told()
    {
        var before = Some.EveryKind with { Questions = [Question] };
        var after = before with { Questions = [Question with { SecondRound = new(new(2026, 3, 2), 30) }] };

        Assert.Equal(ConsultationText.Write(after), ConsultationText.Write(ConsultationText.Stored(ConsultationText.Write(after))));
        Assert.Equal(new SecondRound(new(2026, 3, 2), 30), ConsultationText.Stored(ConsultationText.Write(after)).Questions[0].SecondRound);
        Assert.DoesNotContain("secondRound", ConsultationText.Write(before), StringComparison.Ordinal);
        Assert.Equal(["“Should phones be locked away?” is asked again: was “never”, is “from 2 March 2026, or once 30 have answered”"], ConsultationChange.Between(before, after));
        Assert.Empty(ConsultationChange.Mixes(before, after));
    }

    [Fact]
    public void Sentences_say_what_changed_in_published_counts_and_leave_out_what_is_hidden()
    {
        var looks = Counts(new() { [RoundOutcome.Keep] = 30, [RoundOutcome.Change] = 20, [RoundOutcome.NotSure] = 0, [RoundOutcome.Seen] = null }, TableIds.Looks("c", "phones"));
        var moves = new PublishedTable
        {
            Id = TableIds.Moves("c", "phones"),
            Respondents = 50,
            Rows = ["yes", "no"],
            Columns = ["yes", "no", Move.NotSure],
            Cells = [[15, 10, null], [10, 15, null]],
            RowTotals = [25, null],
            ColumnTotals = [25, 25, null],
            Groups = [25, 25, null],
        };
        var numbers = new PublishedNumbers(new Dictionary<string, PublishedTable> { [looks.Id] = looks, [moves.Id] = moves }, new(), new());

        Assert.Equal(
            [
                "50 people were shown what others had said, and were asked again.",
                "Most of them, 30 of 50, kept their answer.",
                "About half of them, 20 of 50, gave another answer.",
                "10 had said “Yes” and then said “No”.",
                "10 had said “No” and then said “Yes”.",
                "Of the 50 who answered again, 25 had said “Yes” before, and 25 said it after.",
            ],
            SecondRoundSentences.Of("c", Question, numbers));
        Assert.Empty(SecondRoundSentences.Of("c", Question, new PublishedNumbers(new Dictionary<string, PublishedTable>(), new(), new())));
    }

    private static IEnumerable<string> Problems(ConsultationQuestion question) => ConsultationRules.Problems(Some.EveryKind with { Questions = [question] });

    private static RoundView View(SideReason[] reasons, string lot = "ada") => RoundView.Of(Sides, Counts(new() { ["yes"] = 20, ["no"] = 15 }), reasons, lot);

    private static ShownSide Of(RoundView view, string side) => view.Sides.Single(shown => shown.Id == side);

    private static IEnumerable<string> Ids(RoundView view) => view.Sides.SelectMany(side => side.Reasons.Select(reason => reason.Id).Prepend(side.Id));

    private static IEnumerable<SideReason> Reasons(string side, int count) => Enumerable.Range(1, count).Select(number => new SideReason($"{side}{number}", side, $"Because {number}."));

    private static PublishedTable Counts(Dictionary<string, int?> sides, string id = "t") => new()
    {
        Id = id,
        Respondents = sides.Values.Sum() ?? 0,
        Rows = [.. sides.Keys],
        Columns = [TableIds.Everybody],
        Cells = [.. sides.Values.Select(people => (IReadOnlyList<int?>)[people])],
        Groups = [sides.Values.Sum()],
    };
}
