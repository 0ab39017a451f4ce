using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Signals;
using SocialRx.Language.Signals.Model;
using SocialRx.TestKit;

namespace SocialRx.Tests.Language.Signals;

public sealed class ModelTests
{
    private static readonly string[] Harmless = ["i like the gym", "tuesday after school", "my dog is called max", "near the park", "no money for the bus", "idk really", "drawing and music", "can my mate come"];
    private static readonly string[] Harmful = ["the purple door again tonight", "behind the purple door", "he opened the purple door", "they lock the purple door", "purple door every night"];

    private static readonly Lazy<byte[]> Trained = new(() => SignalTraining.Train(Corpus()));

    [Fact]
    public void What_was_learned_is_found_in_other_words()
    {
        var model = SignalModel.Read(Trained.Value);

        Assert.True(Score(model, "that purple door last night") > Score(model, "that park last night"));
    }

    [Fact]
    public void The_same_corpus_gives_the_same_bytes_in_whatever_order_it_comes()
    {
        Assert.Equal(Trained.Value, SignalTraining.Train(Corpus().Reverse()));
    }

    [Fact]
    public void Another_corpus_gives_other_bytes()
    {
        Assert.NotEqual(Trained.Value, SignalTraining.Train(Corpus().Skip(1)));
    }

    /// <summary>Fails when somebody changes corpus, rules or word classes and does not say train-signals.</summary>
    [Fact]
    public void The_model_of_the_service_was_learned_from_the_corpus_beside_it()
    {
        var folder = Path.Combine(RunningService.Repository, "bot", "SocialRx.Language", "Signals", "Corpus");

        Assert.True(SignalTraining.IsLearnedFrom(Directory.GetFiles(folder, "*.tsv").SelectMany(file => LabelledLine.Read(File.ReadLines(file)))));
        Assert.False(SignalTraining.IsLearnedFrom(Corpus()));
    }

    [Fact]
    public void No_line_of_the_frozen_set_is_learned()
    {
        var folder = Path.Combine(RunningService.Repository, "bot", "SocialRx.Language", "Signals", "Corpus");
        var learned = Directory.GetFiles(folder, "*.tsv").SelectMany(file => LabelledLine.Read(File.ReadLines(file))).Select(line => line.Text);

        Assert.All(["frozen", "earlier", "ordinary", "slipping"], set => Assert.Empty(learned.Intersect(SafetyEvaluation.Lines(set).Select(line => line.Text), StringComparer.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(2_200_000)]
    public void A_file_that_is_no_model_is_refused(int bytes) => Assert.Throws<FormatException>(() => SignalModel.Read(new byte[bytes]));

    [Theory]
    [InlineData("red\tsuicide")]
    [InlineData("crimson\tsuicide\ttext")]
    public void A_line_that_is_not_labelled_is_named(string line) =>
        Assert.Contains("Line 2", Assert.Throws<FormatException>(() => LabelledLine.Read(["none\teveryday\thi", line]).ToList()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(SafeguardingRoute.Red, -2, -2, -2, SafeguardingRoute.Red)]
    [InlineData(SafeguardingRoute.Red, 2, 2, 0.5, SafeguardingRoute.Red)]
    [InlineData(SafeguardingRoute.None, 2, 2, 0.5, SafeguardingRoute.ThirdParty)]
    [InlineData(SafeguardingRoute.ThirdParty, -2, -2, -2, SafeguardingRoute.ThirdParty)]
    [InlineData(SafeguardingRoute.Amber, -2, -2, -2, SafeguardingRoute.Amber)]
    [InlineData(SafeguardingRoute.Amber, 2, 2, -2, SafeguardingRoute.Red)]
    [InlineData(SafeguardingRoute.None, 2, 2, -2, SafeguardingRoute.Red)]
    [InlineData(SafeguardingRoute.None, -2, 2, -2, SafeguardingRoute.Amber)]
    [InlineData(SafeguardingRoute.None, -2, 2, 2, SafeguardingRoute.ThirdParty)]
    [InlineData(SafeguardingRoute.None, -2, -2, 2, SafeguardingRoute.None)]
    public void The_model_adds_to_what_the_rules_say_and_takes_nothing_away(SafeguardingRoute rules, float red, float concern, float others, SafeguardingRoute expected)
    {
        var scores = new float[SignalModel.Questions];
        (scores[SignalModel.Red], scores[SignalModel.Concern], scores[SignalModel.ThirdParty], scores[SignalModel.Denial]) = (red, concern, others, -2);

        Assert.Equal(expected, LearnedSignals.Route(rules, false, false, scores, new(1, 1, 1.5f, 0, 0)).Route);
    }

    [Theory]
    [InlineData(-2, true, SafeguardingRoute.Red)]
    [InlineData(0, true, SafeguardingRoute.Amber)]
    [InlineData(0, false, SafeguardingRoute.Amber)]
    public void A_plain_denial_alarms_nobody_however_alarming_its_words(float denial, bool isAnything, SafeguardingRoute expected)
    {
        var scores = new float[SignalModel.Questions];
        (scores[SignalModel.Red], scores[SignalModel.Concern], scores[SignalModel.Denial]) = (2, isAnything ? 2 : 1.1f, denial);

        Assert.Equal(expected, LearnedSignals.Route(SafeguardingRoute.None, false, false, scores, new(1, 1, 1.5f, 3, 0)).Route);
    }

    [Theory]
    [InlineData(true, SafeguardingRoute.Amber)]
    [InlineData(false, SafeguardingRoute.Red)]
    public void Where_the_rules_found_only_low_mood_the_model_has_to_be_surer(bool isLight, SafeguardingRoute expected)
    {
        var scores = new float[SignalModel.Questions];
        (scores[SignalModel.Red], scores[SignalModel.Denial]) = (1.2f, -2);

        Assert.Equal(expected, LearnedSignals.Route(SafeguardingRoute.Amber, isLight, false, scores, new(1, 1, 1.5f, 3, 0)).Route);
    }

    [Fact]
    public void Where_all_is_denied_the_model_alone_raises_no_alarm_but_still_asks()
    {
        var scores = new float[SignalModel.Questions];
        (scores[SignalModel.Red], scores[SignalModel.Concern]) = (2, 2);

        Assert.Equal(SafeguardingRoute.Amber, LearnedSignals.Route(SafeguardingRoute.None, false, true, scores, new(1, 1, 1.5f, 3, 0)).Route);
    }

    [Fact]
    public void What_the_model_doubts_is_asked_about_and_does_not_add_up()
    {
        var scores = new float[SignalModel.Questions];
        scores[SignalModel.Concern] = 1.2f;
        var limits = new SignalLimits(1, 1, 1.5f, 0, 0);

        Assert.Equal((SafeguardingRoute.Amber, true), LearnedSignals.Route(SafeguardingRoute.None, false, false, scores, limits));
        scores[SignalModel.Concern] = 1.6f;
        Assert.Equal((SafeguardingRoute.Amber, false), LearnedSignals.Route(SafeguardingRoute.None, false, false, scores, limits));
    }

    private static IEnumerable<LabelledLine> Corpus() =>
        Harmless.Select(text => new LabelledLine(SafeguardingRoute.None, "everyday", text))
            .Concat(Harmful.Select(text => new LabelledLine(SafeguardingRoute.Red, "home", text)));

    private static float Score(SignalModel model, string text)
    {
        var features = new SignalFeatures(WordClasses.Load());
        features.Read(RiskSignals.Loaded.Set.Tokens(text));
        var scores = new float[SignalModel.Questions];
        model.Score(features.Found, scores);
        return scores[SignalModel.Red];
    }
}
