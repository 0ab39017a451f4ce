using SocialRx.Domain.CoDesign;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Domain.CoDesign;

public sealed class TranslationTests
{
    private static readonly Consultation Whole = Some.InPolish;

    [Fact]
    public void A_language_is_offered_when_every_line_is_there_and_approved_and_what_is_missing_is_named()
    {
        Assert.Equal(["pl"], Whole.Offered());
        Assert.Empty(ConsultationRules.Problems(Whole));

        AssertNotOffered(With(translation => translation with { Labels = new Dictionary<string, string> { ["evenings"] = "Wieczorami", ["weekends"] = " " } }), "Question 1: “Weekends”", "Question 1: “School holidays”");
        AssertNotOffered(With(translation => translation with { Words = "" }), "Question 1: “When is there least to do?”");
        AssertNotOffered(With(translation => translation with { ApprovedBy = null, ApprovedOn = null }), "Question 1: nobody has approved it");
        AssertNotOffered(Whole with { Translations = [] }, "Why it is asked: all of it");
        AssertNotOffered(Whole with { Questions = [.. Whole.Questions, new ConsultationQuestion.FreeText("new", "What else?")] }, "Question 4: all of it");
        Assert.Empty((Whole with { Languages = ["en"] }).Offered());
    }

    [Fact]
    public void It_is_put_in_their_language_with_the_English_after_it_and_ids_stay()
    {
        var put = Whole.In("pl");

        Assert.Equal("They plan what runs after school from April.\n\nPlanują, co będzie po szkole.", put.Why);
        Assert.Equal("Kiedy najmniej się dzieje?\n\nWhen is there least to do?", put.Questions[0].Words);
        Assert.Equal(["evenings", "weekends", "holidays"], put.Questions[0].Picks.Select(option => option.Id));
        Assert.Equal("Wieczorami · Evenings", put.Questions[0].Picks[0].Label);
        Assert.Equal(["wieczorami", "evenings"], put.Questions[0].Picks[0].Also);
        Assert.Equal(("wcale · not at all", "bardzo · completely"), Assert.IsType<ConsultationQuestion.Scale>(put.Questions[1]) switch { var scale => (scale.Zero, scale.Ten) });
        Assert.Same(Whole, Whole.In("cy"));
        Assert.Same(Whole, Whole.In("en"));
        Assert.Same(Whole, Whole.In(null));
    }

    [Fact]
    public void Projects_and_statements_are_put_in_both_and_a_statement_is_kept_in_English()
    {
        var put = (Whole with
        {
            Questions =
            [
                new ConsultationQuestion.Budget("sum", "What would you pay for?", 100, [new("lights", "Lights", 60), new("bins", "Bins", 50)]) { Translations = [Some.Polish("Za co?", ("lights", "Lampy"), ("bins", "Kosze"))] },
                new ConsultationQuestion.Statements("said", "Do you agree?", [new("bus", "Buses should be free.")]) { Translations = [Some.Polish("Zgadzasz się?", ("bus", "Autobusy za darmo."))] },
            ],
        }).In("pl");

        Assert.Equal([("lights", "Lampy · Lights"), ("bins", "Kosze · Bins")], put.Questions[0].Picks.Select(project => (project.Id, project.Label)));
        var seed = Assert.Single(Assert.IsType<ConsultationQuestion.Statements>(put.Questions[1]).Seeds);
        Assert.Equal(("Buses should be free.", "Autobusy za darmo.\n\nBuses should be free."), (seed.Words, seed.InBoth));
    }

    [Fact]
    public void Translations_come_back_from_the_text_as_they_were()
    {
        var read = Assert.IsType<ConsultationReading.Read>(ConsultationText.Read(ConsultationText.Write(Whole)));

        Assert.Equal(ConsultationText.Write(Whole), ConsultationText.Write(Assert.Single(read.All)));
        Assert.Equal(["pl"], read.All[0].Offered());
        Assert.Contains("\"labels\":{\"evenings\":\"Wieczorami\"", ConsultationText.Write(Whole), StringComparison.Ordinal);
        Assert.DoesNotContain("\"also\"", ConsultationText.Write(Whole.In("pl")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"language\": \"cy\", \"words\": \"x\" }", "which is not among the consultation's languages")]
    [InlineData("{ \"language\": \"pl\", \"words\": \"x\", \"approvedBy\": \"Ewa Example\" }", "an approval needs the person's name")]
    [InlineData("{ \"language\": \"pl\", \"words\": \"x\", \"labels\": { \"mornings\": \"Rano\" } }", "there is no option \"mornings\"")]
    [InlineData("{ \"language\": \"pl\", \"words\": \"x\", \"labels\": { \"a\": \"Tak\", \"b\": \"tak\" } }", "two options say \"Tak\"")]
    [InlineData("{ \"language\": \"pl\" }, { \"language\": \"pl\" }", "twice")]
    [InlineData("{ \"language\": \"pl\", \"labels\": null }", "null")]
    public void What_is_wrong_with_a_translation_is_said_where_it_is(string translations, string why)
    {
        var json =
            $$"""
            { "id": "x", "title": "T", "owner": "O", "why": "W", "level": "Policy", "languages": ["en", "pl"], "opens": "2026-02-01", "closes": "2026-03-01",
              "questions": [ { "id": "q", "words": "Q?", "options": [ { "id": "a", "label": "A" }, { "id": "b", "label": "B" } ], "translations": [ {{translations}} ] } ] }
            """;

        Assert.Contains(Assert.IsType<ConsultationReading.Refused>(ConsultationText.Read(json)).Problems, problem => problem.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void An_approval_holds_for_the_English_it_was_given_beside_and_for_that_again()
    {
        var reworded = Whole with { Questions = [Whole.Questions[0] with { Words = "When is least on?" }, .. Whole.Questions.Skip(1)] };

        Assert.Empty(ConsultationChange.Outdated([], Whole));
        Assert.Empty(ConsultationChange.Outdated([Whole], Whole));
        Assert.Single(ConsultationChange.Outdated([Whole], reworded));
        Assert.Single(ConsultationChange.Outdated([Whole, reworded], reworded));
        Assert.Empty(ConsultationChange.Outdated([Whole, reworded], Whole));
        Assert.Empty(ConsultationChange.Outdated([Whole], Some.ApprovedOn(reworded, new(2026, 11, 22))));
    }

    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("ur", "rtl")]
    [InlineData("ur-Latn", "ltr")]
    [InlineData("pl", "ltr")]
    public void It_runs_as_its_letters_do(string tag, string direction) => Assert.Equal(direction, SpokenLanguage.Of(tag).Direction);

    private static void AssertNotOffered(Consultation consultation, params string[] missing)
    {
        Assert.Empty(consultation.Offered());
        Assert.Equal(missing, consultation.Missing("pl"));
        Assert.Same(consultation, consultation.In("pl"));
    }

    private static Consultation With(Func<Translation, Translation> change) =>
        Whole with { Questions = [Whole.Questions[0] with { Translations = [change(Whole.Questions[0].Translations[0])] }, .. Whole.Questions.Skip(1)] };
}
