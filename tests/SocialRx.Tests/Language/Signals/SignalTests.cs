using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Signals;

namespace SocialRx.Tests.Language.Signals;

public sealed class SignalTests
{
    [Theory]
    [InlineData("my exams are killing me and i want to kill myself tonight")]
    [InlineData("im in year 9 and i want to die")]
    [InlineData("ive been cutting since i was 12")]
    [InlineData("i used to be suicidal but its started again")]
    [InlineData("drinking vodka and coke every night to cope")]
    [InlineData("my dad hit me with a bat")]
    [InlineData("after the film he touched me")]
    [InlineData("he burned me on the arm")]
    [InlineData("kicked out by my mum last night im outside the pub")]
    public void What_else_is_in_the_sentence_takes_nothing_from_a_disclosure(string text)
    {
        Assert.Equal(SafeguardingRoute.Red, RiskSignals.Read(text).Route);
    }

    [Theory]
    [InlineData("im {0}")]
    [InlineData("i'm {0}")]
    [InlineData("I am {0}")]
    [InlineData("{0}")]
    [InlineData("{0} years old")]
    [InlineData("age {0}")]
    public void Nobody_is_asked_whether_they_are_safe_for_saying_how_old_they_are(string words)
    {
        Assert.All(Enumerable.Range(5, 26), age => Assert.Equal(SafeguardingRoute.None, RiskSignals.Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, words, age)).Route));
    }

    [Theory]
    [InlineData("im 14 and he is 25")]
    [InlineData("im 14 and pregnant")]
    [InlineData("help me im 14 and hes hurting me")]
    public void An_age_takes_nothing_from_what_is_said_with_it(string text)
    {
        Assert.NotEqual(SafeguardingRoute.None, RiskSignals.Read(text).Route);
    }

    /// <summary>What is found alone is found among harmless talk, with or without a full stop.</summary>
    [Theory]
    [InlineData(". ")]
    [InlineData(" ")]
    public void Much_harmless_talk_around_a_disclosure_drowns_it_not(string between)
    {
        const string Before = "went to the skatepark on saturday with my cousin and we got chips after", After = "anyway i like drawing and my dog and i can do tuesdays after four";
        var found = SafetyEvaluation.Lines("frozen").Where(line => line.Expected == SafeguardingRoute.Red && RiskSignals.Read(line.Text).Route == SafeguardingRoute.Red).ToList();

        var still = found.Count(line => RiskSignals.Read(string.Join(between, Before, Before, line.Text, After, After)).Route != SafeguardingRoute.None);

        Assert.True(still >= 0.85 * found.Count, $"{still} of {found.Count}");
        Assert.Equal(SafeguardingRoute.None, RiskSignals.Read(string.Join(between, Before, Before, After, After)).Route);
    }

    /// <summary>A rule reads words; what both models take for nothing alarms nobody, and is still met with a word.</summary>
    [Theory]
    [InlineData("the cat scratched my arm to bits", SafeguardingRoute.Amber)]
    [InlineData("scratched my arm to bits again, couldnt stop", SafeguardingRoute.Red)]
    [InlineData("overdosing on mince pies", SafeguardingRoute.Amber)]
    [InlineData("ive overdosed", SafeguardingRoute.Red)]
    public void Two_models_that_are_sure_make_a_rules_alarm_a_warm_word(string text, SafeguardingRoute route)
    {
        var reading = RiskSignals.Read(text);

        Assert.Equal(route, reading.Route);
        Assert.Equal(route == SafeguardingRoute.Amber, reading.IsLight);
        Assert.Equal(route == SafeguardingRoute.Amber, reading.PatternIds.Contains("model.harmless"));
    }

    /// <summary>The encoder reads English only.</summary>
    [Fact]
    public void Rules_of_other_languages_and_calls_for_help_are_never_doubted()
    {
        var rules = RiskSignals.Loaded;
        var examples = rules.Set.Rules.Where(rule => SignalRules.RouteOf(rule) == SafeguardingRoute.Red && !rule.Id.StartsWith($"{rule["category"]}.", StringComparison.Ordinal)).SelectMany(rule => rule.Examples).ToList();

        Assert.True(examples.Count > 40);
        Assert.All(examples, example => Assert.Equal(SafeguardingRoute.Red, RiskSignals.Read(example).Route));
    }

    [Theory]
    [InlineData("in minecraft i want to kill myself")]
    [InlineData("the song made me feel suicidal")]
    [InlineData("i want to talk about suicide")]
    public void Whoever_speaks_of_themselves_is_at_least_asked(string text)
    {
        Assert.NotEqual(SafeguardingRoute.None, RiskSignals.Read(text).Route);
    }

    [Theory]
    [InlineData("no quiero morir")]
    [InlineData("não quero morrer")]
    [InlineData("nie chcę umrzeć")]
    [InlineData("nu vreau să mor")]
    [InlineData("не хочу померти")]
    [InlineData("لا أريد أن أموت")]
    [InlineData("je ne veux pas mourir")]
    [InlineData("dwi ddim eisiau marw")]
    [InlineData("ami morte chai na")]
    public void A_plain_denial_in_another_language_is_not_red(string text)
    {
        Assert.NotEqual(SafeguardingRoute.Red, RiskSignals.Read(text).Route);
    }

    [Theory]
    [InlineData("no puedo más quiero morir")]
    [InlineData("już nie mogę chcę umrzeć")]
    [InlineData("não aguento mais quero morrer")]
    [InlineData("main marna chahti hun")]
    [InlineData("nie chce juz zyc")]
    public void A_not_that_belongs_to_something_else_hides_nothing(string text)
    {
        Assert.Equal(SafeguardingRoute.Red, RiskSignals.Read(text).Route);
    }

    [Theory]
    [InlineData("cy")]
    [InlineData("pl")]
    [InlineData("ro")]
    [InlineData("ur-hi-roman")]
    [InlineData("hi-ur-script")]
    [InlineData("pa-roman")]
    [InlineData("bn")]
    [InlineData("so")]
    [InlineData("ar")]
    [InlineData("uk")]
    [InlineData("pt")]
    [InlineData("es")]
    [InlineData("fr")]
    public void Wanting_to_die_and_being_hurt_are_read_in_every_listed_language(string language)
    {
        var rules = RiskSignals.Loaded.Set.Rules.Where(rule => rule.Id.StartsWith($"{language}.", StringComparison.Ordinal)).ToList();

        Assert.Superset(new HashSet<string> { "suicide", "abuse-physical" }, rules.Select(rule => rule["category"]).ToHashSet());
        Assert.All(rules.SelectMany(rule => rule.Examples), example => Assert.Equal(SafeguardingRoute.Red, RiskSignals.Read(example).Route));
    }

    [Fact]
    public void Three_doubts_of_weight_are_answered_as_red()
    {
        Assert.Equal(
            [SafeguardingRoute.Amber, SafeguardingRoute.Amber, SafeguardingRoute.Red],
            Routes("no one cares about me", "whats the point anymore", "im just a burden"));
    }

    [Fact]
    public void Low_mood_however_often_gets_one_warm_question_and_never_a_page_to_staff()
    {
        Assert.Equal(
            [SafeguardingRoute.Amber, SafeguardingRoute.None, SafeguardingRoute.None, SafeguardingRoute.None],
            Routes("i feel lonely", "im struggling", "im so depressed", "ive been feeling so low"));
    }

    [Fact]
    public void Low_mood_is_asked_about_again_after_a_while()
    {
        var texts = Enumerable.Repeat("ok", SignalMemory.MessagesBetweenWarmQuestions).Prepend("i feel lonely").Append("i feel lonely");

        Assert.Equal(SafeguardingRoute.Amber, Routes([.. texts])[^1]);
    }

    [Fact]
    public void Low_mood_never_hides_a_disclosure()
    {
        Assert.Equal([SafeguardingRoute.Amber, SafeguardingRoute.Red], Routes("i feel lonely", "im lonely and i want to die"));
    }

    private static List<SafeguardingRoute> Routes(params IReadOnlyList<string> texts)
    {
        var memory = new SignalMemory();
        var routes = new List<SafeguardingRoute>();
        foreach (var text in texts)
        {
            (var route, memory) = memory.Next(RiskSignals.Read(text));
            routes.Add(route);
        }

        return routes;
    }
}
