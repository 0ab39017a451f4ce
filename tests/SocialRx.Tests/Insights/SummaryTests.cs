using SocialRx.Domain.Insights;

namespace SocialRx.Tests.Insights;

public sealed class SummaryTests
{
    [Fact]
    public void Every_sentence_names_its_count_and_its_denominator_and_holds()
    {
        var numbers = Numbers();

        var sentences = Summary.Compose(numbers);

        Assert.Contains(sentences, sentence => sentence.Text == "Most of those who said what matters to them, 80 of 120, named \u201cMusic\u201d.");
        Assert.Contains(sentences, sentence => sentence.Text == "Heard less than their share: \u201cliving in FB2\u201d, 20 people; a fair share would be 60.");
        Assert.All(sentences, sentence => Assert.Null(SummaryCheck.Problem(sentence, numbers)));
    }

    [Theory]
    [InlineData("80 of", "85 of")]
    [InlineData("of 120", "of 100")]
    [InlineData("Most", "Almost all")]
    [InlineData("Most", "Nearly everybody")]
    [InlineData("Music", "Money")]
    [InlineData("named", "did not name")]
    public void A_sentence_with_one_thing_changed_fails_its_check(string said, string changed)
    {
        var numbers = Numbers();
        var sentence = Summary.Compose(numbers).First(sentence => sentence.Kind == SentenceKind.Mattered);

        Assert.Contains(said, sentence.Text, StringComparison.Ordinal);
        Assert.False(SummaryCheck.Holds(sentence with { Text = sentence.Text.Replace(said, changed, StringComparison.Ordinal) }, numbers));
    }

    [Fact]
    public void A_sentence_about_other_numbers_fails_its_check()
    {
        var sentence = Summary.Compose(Numbers()).First(sentence => sentence.Kind == SentenceKind.Mattered);

        Assert.False(SummaryCheck.Holds(sentence, Numbers(music: 40)));
        Assert.False(SummaryCheck.Holds(sentence with { Count = 85 }, Numbers()));
        Assert.False(SummaryCheck.Holds(sentence with { Row = "feelings" }, Numbers()));
    }

    [Theory]
    [InlineData(90, "Almost all")]
    [InlineData(89, "Most")]
    [InlineData(60, "Most")]
    [InlineData(59, "About half")]
    [InlineData(40, "About half")]
    [InlineData(39, "Some")]
    [InlineData(15, "Some")]
    [InlineData(14, "A few")]
    public void Words_for_shares_lie_on_one_scale(int percent, string word) => Assert.Equal(word, Quantity.Word(percent, 100));

    [Fact]
    public void A_group_whose_share_is_certainly_too_small_has_not_been_heard()
    {
        var people = Disclosure.Publish(SomeTable.List(100, 20, 40), SomeTable.Rules)! with { Rows = ["FB1", "FB2", "FB3"] };
        var population = new Dictionary<string, int> { ["FB1"] = 1000, ["FB2"] = 1000, ["FB3"] = 400 };

        var notHeard = Representation.NotHeard(Representation.Compare(people, population), SomeTable.Rules);

        var group = Assert.Single(notHeard);
        Assert.Equal(("FB2", 20, 67), (group.Id, group.Heard, group.FairShare));
        Assert.Equal(0.3, group.ParityRatio!.Value, 2);
        Assert.True(group.Parity!.Low < 0.3 && group.Parity.High is > 0.3 and < 1);
    }

    [Fact]
    public void A_group_hidden_only_to_protect_a_smaller_one_is_never_called_few()
    {
        var people = SomeTable.List(100, 28, 6) with { Id = TableIds.PeopleByOutcode, Rows = ["FB1", "FB2", TableIds.Elsewhere] };
        var population = new PopulationOptions { Source = "Invented", Outcodes = new() { ["FB1"] = 1000, ["FB2"] = 1000 } };
        var numbers = new PublishedNumbers(new Dictionary<string, PublishedTable> { [people.Id] = Disclosure.Publish(people, SomeTable.Rules)! }, population, SomeTable.Rules);

        var sentence = Assert.Single(Summary.Compose(numbers), sentence => sentence.Row == "FB2");

        Assert.Equal("We cannot say how many were heard: \u201cliving in FB2\u201d; a fair share would be 50.", sentence.Text);
        Assert.True(SummaryCheck.Holds(sentence, numbers));
    }

    [Fact]
    public void Where_people_went_without_is_said_even_when_every_cell_is_hidden()
    {
        var unmet = new CountTable(TableIds.UnmetByOutcode, 32, ["music", "games", "nature", "active"], ["FB1", "FB2"], [[4, 4], [4, 4], [4, 4], [4, 4]])
        {
            TotalsAcross = true,
            Groups = [16, 16],
        };
        var numbers = new PublishedNumbers(new Dictionary<string, PublishedTable> { [unmet.Id] = Disclosure.Publish(unmet, SomeTable.Rules)! }, new PopulationOptions(), SomeTable.Rules);

        var sentence = Summary.Compose(numbers).First(sentence => sentence.Kind == SentenceKind.WentWithout);

        Assert.Equal("About half of those we found nothing for at first, 15 of 30, are \u201cliving in FB1\u201d.", sentence.Text);
        Assert.True(SummaryCheck.Holds(sentence, numbers));
        Assert.False(SummaryCheck.Holds(sentence with { Text = sentence.Text.Replace("15", "20", StringComparison.Ordinal) }, numbers));
    }

    [Theory]
    [InlineData(0, 1, "About 20 of 120 who took part, give or take 5, live in \u201cthe three most deprived tenths of England\u201d; a fair share would be 60.")]
    [InlineData(0.5, 0.5, "About 60 of 120 who took part, give or take 15, live in \u201cthe three most deprived tenths of England\u201d; a fair share would be 60.")]
    [InlineData(0.05, 0.1, "We cannot say how many live in \u201cthe three most deprived tenths of England\u201d; a fair share would be 9.")]
    public void How_deprived_the_neighbourhoods_are_of_those_who_took_part_is_reckoned_from_areas_and_says_how_far_off_it_may_be(double first, double second, string said)
    {
        var numbers = Numbers() with { Deprivation = Figures(("FB1", first), ("FB2", second)) };

        var sentence = Summary.Compose(numbers).First(sentence => sentence.Row == "most-deprived");

        Assert.Equal(said, sentence.Text);
        Assert.Null(SummaryCheck.Problem(sentence, numbers));
        Assert.NotNull(SummaryCheck.Problem(sentence, Numbers()));
        Assert.NotNull(SummaryCheck.Problem(sentence with { Text = sentence.Text.Replace("take 5", "take 0", StringComparison.Ordinal).Replace("take 15", "take 5", StringComparison.Ordinal).Replace("be 9", "be 99", StringComparison.Ordinal) }, numbers));
    }

    [Fact]
    public void Areas_of_which_nothing_is_known_are_left_out_and_where_nothing_is_known_nothing_is_said()
    {
        var some = Numbers() with { Deprivation = Figures(("FB1", 0.5)) };

        Assert.Contains("About 50 of 100 who took part, give or take 10, live in \u201cthe three most deprived tenths of England\u201d; a fair share would be 50.", Summary.Compose(some).Select(sentence => sentence.Text));
        var leftOut = Assert.Single(Summary.Compose(some), sentence => sentence.Kind == SentenceKind.TenthsLeftOut);
        Assert.Equal("1 of 2 areas are left out of this: their numbers are hidden, or nothing is known of their neighbourhoods.", leftOut.Text);
        Assert.Null(SummaryCheck.Problem(leftOut, some));
        Assert.DoesNotContain(Summary.Compose(Numbers()), sentence => sentence.Kind is SentenceKind.InTenths or SentenceKind.InTenthsHidden or SentenceKind.TenthsLeftOut);
    }

    private static DeprivationFigures Figures(params IReadOnlyList<(string Outcode, double Deprived)> areas) => new(
        areas.ToDictionary(area => area.Outcode, area => new TenthSpread(new Dictionary<int, long> { [1] = (long)(area.Deprived * 1000), [9] = 1000 - (long)(area.Deprived * 1000) })),
        ["Contains public sector information"]);

    [Fact]
    public void Wilsons_interval_is_the_textbooks()
    {
        // 15 of 100: Newcombe 1998, Statistics in Medicine 17, method 3.
        var interval = Representation.Wilson(15, 100);

        Assert.Equal(0.0931, interval.Low, 4);
        Assert.Equal(0.2328, interval.High, 4);
    }

    private static PublishedNumbers Numbers(int music = 80)
    {
        var outcodes = SomeTable.List(100, 20) with { Id = TableIds.PeopleByOutcode, Rows = ["FB1", "FB2"] };
        var matters = new CountTable(TableIds.MattersByAge, 120, ["music", "money", "feelings"], ["11-13", "14-15"], [[music / 2, music / 2], [20, 20], [10, 4]])
        {
            TotalsAcross = true,
            Groups = [60, 60],
        };
        var tables = new[] { outcodes, matters }.Select(table => Disclosure.Publish(table, SomeTable.Rules)!).ToDictionary(table => table.Id);
        var population = new PopulationOptions { Source = "Invented", Outcodes = new() { ["FB1"] = 1000, ["FB2"] = 1000 } };
        return new PublishedNumbers(tables, population, SomeTable.Rules);
    }
}
