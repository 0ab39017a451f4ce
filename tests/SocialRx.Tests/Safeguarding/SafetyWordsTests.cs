using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Dialogs.Safeguarding;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Readability;

namespace SocialRx.Tests.Safeguarding;

/// <summary>What a frightened child may read, in every language: whole, with 999 and 111 first, promising nothing that cannot be kept.</summary>
public sealed partial class SafetyWordsTests
{
    private const double OldestForOneLine = 13;
    private const double OldestForAll = 11;

    // A Saturday evening, so that the longest wait is among what is said.
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 28, 19, 0, 0, TimeSpan.Zero));
    private static readonly SafeguardingOptions Options = new();
    private static readonly SafetyReplies Replies = new(new SafetyLanguages(Options), Options, Clock);
    private static readonly SafetyWords English = SafetyWords.Load();

    // Of "secret" in each language: it may only be said that it need not be one.
    private static readonly string[] Secrecy =
        ["secret", "cyfrinach", "tajemnic", "segredo", "confiden", "taemnic", "таємниц", "sır ", "سرًا", "راز", "raaz", "राज़", "ਭੇਤ", "গোপন", "秘密", "between us", "won't tell", "nobody will know", "only you and me", "private"];

    public static TheoryData<string> Languages => [.. SafetyWords.Languages];

    public static TheoryData<string> Others => [.. SafetyWords.Languages.Where(language => language != SafetyWords.English)];

    [Fact]
    public void There_are_words_in_the_languages_young_people_here_speak() =>
        Assert.Superset(
            new HashSet<string> { "cy", "pl", "ro", "ur", "ur-Latn", "hi", "pa", "bn", "so", "ar", "uk", "pt", "es", "fr", "tr", "zh-Hant" },
            SafetyWords.Languages.ToHashSet());

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_says_every_line_and_leaves_the_same_gaps(string language)
    {
        var words = SafetyWords.Load(language);

        Assert.Equal(English.All.Keys, words.All.Keys);
        foreach (var (key, line) in words.All)
        {
            Assert.False(string.IsNullOrWhiteSpace(line), key);
            if (key != "lead")
                Assert.True(Gaps(English[key]).SetEquals(Gaps(line)), $"{language} {key}: {line}");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_is_versioned_and_says_who_has_approved_and_who_has_reviewed_it(string language)
    {
        var written = SafetyWords.Load(language).Written;

        Assert.Matches(@"^20\d\d-\d\d-\d\d$", written.Version);
        Assert.False(string.IsNullOrWhiteSpace(written.ApprovedBy));
        if (language != SafetyWords.English)
            Assert.False(string.IsNullOrWhiteSpace(written.NativeSpeakerReview));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Whatever_is_answered_999_comes_first_and_then_111_and_option_2(string language)
    {
        foreach (var answer in Answers(language))
        {
            var numbers = Number().Matches(answer[0].Text).Select(number => number.Value).Take(3).ToList();

            Assert.True(numbers is ["999", "111", "2"], $"{language}: {answer[0].Text}");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_gap_is_left_and_nothing_is_said_that_has_no_end(string language)
    {
        foreach (var message in Answers(language).SelectMany(answer => answer))
        {
            Assert.DoesNotContain('{', message.Text);
            Assert.DoesNotContain("  ", message.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void A_translation_is_always_followed_by_the_same_in_English(string language)
    {
        var english = Answers(null).SelectMany(answer => answer).Select(message => message.Text.Split("\n\n")[^1]).ToList();
        var theirs = Answers(language).SelectMany(answer => answer).Select(message => message.Text.Split("\n\n")).ToList();

        Assert.Equal(english.Count, theirs.Count);
        for (var i = 0; i < english.Count; i++)
        {
            Assert.Equal(2, theirs[i].Length);
            Assert.StartsWith(theirs[i][1], english[i], StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Secrecy_is_never_promised(string language)
    {
        foreach (var (key, line) in SafetyWords.Load(language).All.Where(line => line.Key is not "friend.steps"))
            Assert.DoesNotContain(Secrecy, word => line.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_tapped_is_read_as_the_button_it_is_whole_or_either_half(string language)
    {
        var speech = Replies.In(language);
        var words = SafetyWords.Load(language);
        foreach (var (key, answer) in new[] { ("safe", SafetyAnswer.Safe), ("not-safe", SafetyAnswer.NotSafe), ("talk", SafetyAnswer.Talk), ("carry-on", SafetyAnswer.CarryOn), ("link-worker", SafetyAnswer.LinkWorker) })
        {
            Assert.Equal(answer, AnswerReader.Read(speech.Button($"button.{key}"), speech));
            Assert.Equal(answer, AnswerReader.Read(words[$"button.{key}"], speech));
            Assert.Equal(answer, AnswerReader.Read(English[$"button.{key}"], speech));
        }
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_typed_in_their_language_is_read_as_the_answer_it_is(string language)
    {
        var speech = Replies.In(language);
        foreach (var (name, ways) in SafetyWords.Load(language).Written.Answers!)
        {
            Assert.True(ways.Count >= 1, name);
            foreach (var way in ways)
                Assert.Equal(name, AnswerReader.Read(way, speech).ToString(), ignoreCase: true);
        }
    }

    [Theory]
    [InlineData("pl", "Tak.", "Safe")]
    [InlineData("pl", "nie jestem bezpieczna", "NotSafe")]
    [InlineData("ur-Latn", "nahi", "NotSafe")]
    [InlineData("ur", "نہیں", "NotSafe")]
    [InlineData("hi", "हाँ", "Safe")]
    [InlineData("hi", "नहीं", "NotSafe")]
    [InlineData("bn", "না", "NotSafe")]
    [InlineData("ar", "لا", "NotSafe")]
    [InlineData("so", "haa", "Safe")]
    [InlineData("cy", "nac ydw", "NotSafe")]
    [InlineData("es", "si", "Safe")]
    [InlineData("pt", "nao", "NotSafe")]
    public void Yes_and_no_are_read_in_their_language(string language, string said, string answer) =>
        Assert.Equal(answer, AnswerReader.Read(said, Replies.In(language)).ToString());

    [Fact]
    public void The_same_disclosure_three_times_never_gets_the_same_sentence_three_times_but_for_whom_to_call()
    {
        foreach (var language in SafetyWords.Languages)
        {
            var danger = Sentences(SafetyWords.Load(language)["danger"]).Concat(Sentences(English["danger"])).ToHashSet();
            var said = Enumerable.Range(1, 3).Select(time => Red(language, time).SelectMany(message => Sentences(message.Text)).Except(danger).ToHashSet()).ToList();

            Assert.Empty(said[0].Intersect(said[1]));
            Assert.Empty(said[1].Intersect(said[2]));
            Assert.Empty(said[0].Intersect(said[1]).Intersect(said[2]));
        }
    }

    [Fact]
    public void All_lines_together_read_at_age_nine_to_eleven() =>
        Assert.InRange(ReadingAge.Of(string.Join(' ', Spoken().Select(line => Filled(line.Value)))), 5, OldestForAll);

    [Fact]
    public void No_line_is_hard_to_read_or_shouts()
    {
        foreach (var (key, line) in Spoken())
        {
            var plain = Filled(line);
            var words = ReadingAge.Words(plain).Count();
            Assert.True(words < 8 || ReadingAge.Of(plain) <= OldestForOneLine, $"{key} reads at age {ReadingAge.Of(plain):0.0}: {plain}");
            Assert.True((double)words / ReadingAge.Sentences(plain) <= 15, $"{key} has {words} words in {ReadingAge.Sentences(plain)} sentences: {plain}");
            Assert.DoesNotContain('!', line);
        }
    }

    [Theory]
    [InlineData("11-13", "suicide", "Childline: call 0800 1111 (free, any time, about anything, if you're under 19)|Papyrus HOPELINE247: call 0800 068 4141|Samaritans: call 116 123", "Shout|Runaway")]
    [InlineData("18-25", "suicide", "if you're under 19|Papyrus HOPELINE247: call 0800 068 4141|Samaritans: call 116 123", "Shout|Runaway")]
    [InlineData("11-13", "home", "Childline: call 0800 1111|Samaritans: call 116 123", "HOPELINE247|Shout")]
    public void The_lines_fit_the_age_and_what_was_said(string age, string category, string shown, string notShown)
    {
        var text = string.Join('\n', Replies.Red(Replies.In(null), new("test", AgeBand.Find(age), false), 1, [category]).Select(message => message.Text));

        Assert.All(shown.Split('|'), line => Assert.Contains(line, text, StringComparison.Ordinal));
        Assert.All(notShown.Split('|'), line => Assert.DoesNotContain(line, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Shout_is_offered_only_where_unverified_lines_are_to_be_shown()
    {
        var options = new SafeguardingOptions { ShowUnverifiedLines = true };
        var replies = new SafetyReplies(new SafetyLanguages(options), options, Clock);

        Assert.Contains("text SHOUT to 85258", string.Join('\n', replies.Red(replies.In(null), new("test", AgeBand.From18To25, false), 1, []).Select(message => message.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_Saturday_evening_nobody_is_told_to_wait_until_Monday()
    {
        var honest = Red(null, 1)[1].Text;

        Assert.Contains("on Monday, after 9 am. That's some time away. If you need someone sooner, don't wait for us.", honest, StringComparison.Ordinal);
    }

    [Fact]
    public void In_Teams_nothing_is_said_of_the_page()
    {
        var listener = new Listener("msteams", AgeBand.From11To13, false);
        var speech = Replies.In("pl");
        var said = Enumerable.Range(1, 3).SelectMany(time => Replies.Red(speech, listener, time, [])).Concat(SafetyReplies.Leave(speech, listener)).Concat(Replies.Talk(speech, listener)).ToList();

        Assert.DoesNotContain(said, message => message.Text.Contains("Leave this page", StringComparison.Ordinal));
        Assert.DoesNotContain(said, message => message.Type == ActivityTypes.Event);
    }

    /// <summary>Everything that is answered to somebody in danger, each answer a list of messages.</summary>
    private static IEnumerable<IReadOnlyList<Activity>> Answers(string? language)
    {
        var speech = Replies.In(language);
        foreach (var listener in new[] { new Listener("test", AgeBand.From11To13, false), new Listener("test", null, true), new Listener("msteams", AgeBand.From18To25, false) })
        {
            for (var time = 1; time <= 4; time++)
            {
                yield return Replies.Red(speech, listener, time, ["suicide"]);
                yield return Replies.Red(speech, listener, time, ["asked-for-help"]);
                yield return Replies.Friend(speech, listener, time, []);
                yield return [Replies.NotSafe(speech, time)];
            }

            yield return Replies.Talk(speech, listener);
        }

        yield return SafetyReplies.AmongOthers(speech);
    }

    private static IReadOnlyList<Activity> Red(string? language, int time) => Replies.Red(Replies.In(language), new("test", AgeBand.From11To13, false), time, ["suicide"]);

    private static IEnumerable<string> Sentences(string text) =>
        SentenceEnd().Split(text).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0 && !sentence.Any(char.IsAsciiDigit));

    private static IEnumerable<KeyValuePair<string, string>> Spoken() => English.All.Where(line => !line.Key.StartsWith("button.", StringComparison.Ordinal) && !line.Key.StartsWith("when.", StringComparison.Ordinal) && line.Key != "lead");

    private static string Filled(string line) => line
        .Replace("{danger}", English["danger"], StringComparison.Ordinal)
        .Replace("{friend}", English["friend.danger"], StringComparison.Ordinal)
        .Replace("{lead}", "the safeguarding lead", StringComparison.Ordinal)
        .Replace("{when}", "on Monday, after 9 am", StringComparison.Ordinal)
        .Replace("{lines}", "Childline: call 0800 1111", StringComparison.Ordinal)
        .Replace("{line}", "Childline: call 0800 1111", StringComparison.Ordinal);

    private static HashSet<string> Gaps(string line) => [.. Gap().Matches(line).Select(gap => gap.Value)];

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"[.?!:\n。？؟।۔]+")]
    private static partial Regex SentenceEnd();
}
