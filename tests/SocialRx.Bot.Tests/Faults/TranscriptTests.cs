using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>The check itself: a good conversation passes, and whatever is done to it is noticed.</summary>
public sealed class TranscriptTests
{
    private static readonly Accepted[] Messages = [new("1", 1), new("2", 2), new("3", 2), new("4", 3)];

    /// <summary>As the web chat shows it: 2 and 3 were said at once, and their order is that of the log.</summary>
    private static readonly string[] Good = ["hello", "1", "1a", "1b", "2", "3", "2a", "3a", "4", "4a"];

    [Fact]
    public void A_good_conversation_has_no_problems()
    {
        Assert.Empty(OfWebChat(Good, Good, turns: 5));
        Assert.Empty(OfWebChat(["hello", "1", "1a", "1b", "3", "2", "3a", "2a", "4", "4a"], heard: null, turns: 5));
        Assert.Empty(OfChannel(["1a", "1b", "2a", "3a", "4a"], turns: 4));
        Assert.Empty(OfChannel(["1a", "1b", "3a", "2a", "4a"], turns: 4));
    }

    [Theory]
    [InlineData("hello 1 1a 1b 2 2a 3 3a", nameof(Harm.Lost), "lost: 4")]
    [InlineData("hello 1 1a 1b 2 3 3a 4 4a", nameof(Harm.Lost), "unanswered: 2")]
    [InlineData("hello 1 1a 1b 2 3 2a 3a 4 4a 1a", nameof(Harm.Doubled), "answered twice: 1")]
    [InlineData("hello 1 1a 1b 2 3 2a 3a 4 4a 1c", nameof(Harm.Doubled), "answered twice: 1")]
    [InlineData("hello 1 1a 1a2 1b 2 3 2a 3a 4 4a", nameof(Harm.Doubled), "answered twice in the same words: 1")]
    [InlineData("hello 1 1a 1b 2 2 3 2a 3a 4 4a", nameof(Harm.Doubled), "shown twice: 2")]
    [InlineData("hello 1 1a 1b 2 3 2a 3a 4 4a 5 5a", nameof(Harm.Doubled), "taken under an id that nobody was told: 5")]
    [InlineData("hello 1 1a 1b 2 3 3a 2a 4 4a", nameof(Harm.OutOfOrder), "answered out of order")]
    [InlineData("hello 2 2a 1 1a 1b 3 3a 4 4a", nameof(Harm.OutOfOrder), "stands before it: 1")]
    [InlineData("hello 1a 1 1b 2 3 2a 3a 4 4a", nameof(Harm.OutOfOrder), "stands before what it answers: 1a")]
    public void What_is_wrong_in_a_web_chat_is_noticed(string shown, string harm, string problem) =>
        Assert.Contains(OfWebChat(shown.Split(' '), heard: null, turns: 5), found => found.Harm.ToString() == harm && found.What.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Times_that_go_back_are_noticed()
    {
        var history = Activities(Good);
        history[4]!["timestamp"] = history[3]!["timestamp"]!.DeepClone();

        Assert.Equal([new(Harm.OutOfOrder, "not later than the one before: 2")], Transcript.OfWebChat(Messages, history, heard: null, turns: 5));
    }

    [Theory]
    [InlineData(4, nameof(Harm.Lost))]
    [InlineData(6, nameof(Harm.Doubled))]
    public void A_turn_that_left_no_words_is_noticed_by_its_number(int turns, string harm)
    {
        Assert.Equal(harm, Assert.Single(OfWebChat(Good, Good, turns)).Harm.ToString());
        Assert.Equal(harm, Assert.Single(OfChannel(["1a", "1b", "2a", "3a", "4a"], turns - 1)).Harm.ToString());
    }

    [Theory]
    [InlineData("hello 1 1a 1b 2 3 2a 3a 4", "Lost: not shown on the socket: 4a")]
    [InlineData("hello 1 1a 1b 2 3 2a 3a 4 4a 1a", "Doubled: shown twice on the socket: 1a")]
    [InlineData("hello 1 1a 1b 2 3 3a 2a 4 4a", "OutOfOrder: shown out of order on the socket")]
    public void What_is_wrong_on_a_socket_is_noticed(string heard, string problem) =>
        Assert.Equal([problem], OfWebChat(Good, heard.Split(' '), turns: 5).Select(found => found.ToString()));

    [Fact]
    public void What_passes_on_a_socket_and_is_not_kept_is_left_alone() =>
        Assert.Empty(OfWebChat(Good, [.. Good, "typing", "typing"], turns: 5));

    [Theory]
    [InlineData("1a 1b 2a 3a", nameof(Harm.Lost), "unanswered: 4")]
    [InlineData("1a 1b 2a 3a 4a 1c", nameof(Harm.Doubled), "answered twice: 1")]
    [InlineData("1a 1a2 1b 2a 3a 4a", nameof(Harm.Doubled), "answered twice in the same words: 1")]
    [InlineData("1a 1b 2a 3a 4a 5a", nameof(Harm.Doubled), "taken under an id that nobody was told: 5")]
    [InlineData("1a 1a 1b 2a 3a 4a", nameof(Harm.Doubled), "sent again although confirmed: 1a")]
    [InlineData("2a 1a 1b 3a 4a", nameof(Harm.OutOfOrder), "stands before it: 1")]
    public void What_is_wrong_in_a_channel_is_noticed(string shown, string harm, string problem) =>
        Assert.Contains(OfChannel(shown.Split(' '), turns: 4), found => found.Harm.ToString() == harm && found.What.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void A_channel_may_get_again_what_it_did_not_confirm()
    {
        Arrival[] arrived = [Unconfirmed("1a"), .. Arrived("1a", "1b"), Unconfirmed("2a"), .. Arrived("2a", "3a", "4a")];

        Assert.Empty(Transcript.OfChannel(Messages, arrived, mayRepeat: false, turns: 4));
    }

    [Fact]
    public void A_channel_has_not_what_it_refused()
    {
        Arrival[] arrived = [.. Arrived("1a", "1b", "2a", "3a"), Unconfirmed("4a") with { IsTaken = false }];

        Assert.Equal([new(Harm.Lost, "unanswered: 4")], Transcript.OfChannel(Messages, arrived, mayRepeat: false, turns: 4));
    }

    private static IReadOnlyList<Problem> OfWebChat(string[] shown, string[]? heard, int turns) =>
        Transcript.OfWebChat(Messages, Activities(shown), heard is null ? null : Activities(heard), turns);

    private static IReadOnlyList<Problem> OfChannel(string[] shown, int turns) =>
        Transcript.OfChannel(Messages, [.. Arrived(shown)], mayRepeat: false, turns);

    private static IEnumerable<Arrival> Arrived(params string[] ids) => ids.Select(id => new Arrival(Line.Of(Activity(id, 0)), IsTaken: true, IsConfirmed: true));

    private static Arrival Unconfirmed(string id) => Arrived(id).Single() with { IsConfirmed = false };

    private static JsonNode[] Activities(string[] ids) => [.. ids.Select(Activity)];

    /// <summary>"1" is a message; "1a" and "1b" are answers to it, and "1a2" says the same as "1a".</summary>
    private static JsonNode Activity(string id, int second) => new JsonObject
    {
        ["id"] = id,
        ["timestamp"] = DateTimeOffset.UnixEpoch.AddSeconds(second).ToString("o", CultureInfo.InvariantCulture),
        ["from"] = new JsonObject { ["role"] = id.All(char.IsDigit) ? "user" : "bot" },
        ["replyToId"] = char.IsDigit(id[0]) && id.Length > 1 ? id[..1] : null,
        ["text"] = id.Length > 1 ? id[..2] : id,
    };
}
