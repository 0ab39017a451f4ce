using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Domain.CoDesign;

public sealed class ConsultationsTests
{
    private static readonly Consultation Summer = Some.EveryKind with { Opens = new(2026, 7, 1), Closes = new(2026, 7, 10), MinimumAge = 14, Outcodes = ["FB1"] };

    [Theory]
    [InlineData("2026-06-30T22:59:00Z", ConsultationStanding.NotYetOpen)]
    [InlineData("2026-06-30T23:00:00Z", ConsultationStanding.Open)]
    [InlineData("2026-07-10T22:59:00Z", ConsultationStanding.Open)]
    [InlineData("2026-07-10T23:00:00Z", ConsultationStanding.Closed)]
    public void Its_days_begin_and_end_when_they_do_in_London(string at, ConsultationStanding standing) =>
        Assert.Equal(standing, Consultations.StandingOf(Summer, DateTimeOffset.Parse(at, null)));

    [Fact]
    public void It_is_open_to_those_whose_age_and_area_fit_or_are_not_known()
    {
        var all = new Consultations([Summer]);
        var now = new DateTimeOffset(2026, 7, 5, 12, 0, 0, TimeSpan.Zero);

        Assert.Single(all.OpenTo(null, null, now));
        Assert.Single(all.OpenTo(AgeBand.From14To15, "fb1", now));
        Assert.Empty(all.OpenTo(AgeBand.From11To13, "FB1", now));
        Assert.Empty(all.OpenTo(AgeBand.From16To17, "FB2", now));
        Assert.Empty(new Consultations([Summer with { WithdrawnBecause = "x" }]).OpenTo(null, null, now));
    }

    [Fact]
    public void An_older_book_never_takes_the_place_of_a_newer_one()
    {
        var book = new ConsultationBook(new Consultations([], 2));

        book.Turn(new Consultations([Summer], 1));
        Assert.Empty(book.Current.All);
        book.Turn(new Consultations([Summer], 3));
        Assert.Single(book.Current.All);
    }

    [Fact]
    public void Every_kind_of_question_comes_back_from_its_text_as_it_was()
    {
        var all = Some.EveryKind with
        {
            Questions =
            [
                .. Some.EveryKind.Questions,
                .. Some.Consultation.Questions.Skip(1),
                new ConsultationQuestion.Choice("many", "Pick some.", [new("a", "A"), new("b", "B")], Several: true),
                new ConsultationQuestion.Statements("said", "Do you agree?", [new("s1", "Buses should be free.")]),
            ],
        };

        var read = Assert.IsType<ConsultationReading.Read>(ConsultationText.Read(ConsultationText.Write(all)));

        Assert.Equal(ConsultationText.Write(all), ConsultationText.Write(Assert.Single(read.All)));
        Assert.Equal(all.Questions.Select(question => question.Kind), read.All[0].Questions.Select(question => question.Kind));
        Assert.Equal(all.Questions.Select(question => question.GetType()), read.All[0].Questions.Select(question => question.GetType()));
    }

    [Theory]
    [InlineData("[{]", "invalid")]
    [InlineData("{\"id\":\"x\"}", "missing required properties")]
    [InlineData("[{\"id\":\"x\",\"title\":\"T\",\"owner\":\"O\",\"why\":\"W\",\"level\":\"Policy\",\"opens\":\"2026-02-01\",\"closes\":\"2026-01-01\",\"questions\":[]}]", "\"x\": it closes before it opens")]
    [InlineData("[{\"id\":\"x\",\"title\":\"T\",\"owner\":\"O\",\"why\":\"W\",\"level\":\"Policy\",\"opens\":\"2026-02-01\",\"closes\":\"2026-03-01\",\"colour\":\"red\",\"questions\":[]}]", "colour")]
    public void What_is_wrong_with_a_file_is_said_where_it_is(string json, string why) =>
        Assert.Contains(Assert.IsType<ConsultationReading.Refused>(ConsultationText.Read(json)).Problems, problem => problem.Contains(why, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Nothing_is_asked_that_cannot_be_answered()
    {
        static IEnumerable<string> Problems(ConsultationQuestion question) => ConsultationRules.Problems(Some.EveryKind with { Questions = [question] });
        ChoiceOption[] two = [new("a", "A"), new("b", "B")];

        Assert.Empty(Problems(new ConsultationQuestion.Ranking("q", "Which?", two)));
        Assert.NotEmpty(Problems(new ConsultationQuestion.Ranking("q", "Which?", [.. Enumerable.Range(0, 9).Select(n => new ChoiceOption($"o{n}", $"O{n}"))])));
        Assert.NotEmpty(Problems(new ConsultationQuestion.Choice("q", "Which?", [two[0]])));
        Assert.NotEmpty(Problems(new ConsultationQuestion.Choice("q", "Which?", [two[0], new("c", "A")])));
        Assert.NotEmpty(Problems(new ConsultationQuestion.Choice("q|r", "Which?", two)));
        Assert.NotEmpty(Problems(new ConsultationQuestion.Scale("q", "How?", "", "a lot")));
        Assert.NotEmpty(Problems(new ConsultationQuestion.Statements("q", "Do you agree?", [new("a", "Yes."), new("a", "No.")])));
        Assert.NotEmpty(Problems(new ConsultationQuestion.Budget("q", "What?", 100, [new("a", "A", 150), new("b", "B", 20)])));
        Assert.NotEmpty(Problems(new ConsultationQuestion.Budget("q", "What?", 100, [new("a", "A", 50), new("b", "B", 50)])));
        Assert.Empty(Problems(new ConsultationQuestion.Budget("q", "What?", 100, [new("a", "A", 60), new("b", "B", 50)])));
    }

    [Fact]
    public void What_a_version_changes_is_said_in_sentences()
    {
        var after = Some.EveryKind with
        {
            Title = "What is first",
            Closes = new(2029, 1, 1),
            Questions =
            [
                new ConsultationQuestion.Choice("when", "When is least on?", [new("evenings", "At night"), new("weekends", "Weekends"), new("holidays", "School holidays")]),
                .. Some.EveryKind.Questions.Skip(2),
                new ConsultationQuestion.FreeText("new", "What else?"),
            ],
        };

        Assert.Equal(
            [
                "Title: was “What comes first”, is “What is first”",
                "Last day: was “31 December 2030”, is “1 January 2029”",
                "Question taken out: “What matters most in a place to go?”",
                "Question: was “When is there least to do?”, is “When is least on?”",
                "Option of “When is least on?”: was “Evenings”, is “At night”",
                "New question: “What else?”",
            ],
            ConsultationChange.Between(Some.EveryKind, after));
        Assert.Empty(ConsultationChange.Between(after, after));
        Assert.Empty(ConsultationChange.Mixes(Some.EveryKind, after));
    }
}
