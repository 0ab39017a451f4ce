using CsCheck;
using Microsoft.Bot.Schema;
using SocialRx.Domain.CoDesign;
using SocialRx.Tests.Storage.Insights;

namespace SocialRx.Tests.Dialogs;

/// <summary>Whatever somebody types, in whatever order, the conversation holds.</summary>
public sealed class WanderingTests
{
    private const int Turns = 60;

    private static readonly string[] Vocabulary =
    [
        "15", "12", "17", "22", "14-15", "im 13 nearly 14", "year 9", "9", "34", "2011", "FB1", "fernbridge", "nowhere at all", "SW1A 1AA", "football", "music and drawing", "friends", "board games", "my mum",
        "1", "2", "3", "1 and 3", "0", "4", "7", "10", "11", "-1", "yes", "no", "nah", "yeah", "idk", "dunno", "k", "allow it", "whatever", "meh", "👍", "👎", "🤷", "😀", "⚽", "", "   ", "?", "...", "asdf qwer", "zzzzzzzz",
        "help", "hlep", "stop", "bak", "back", "skip", "skpi", "start again", "my data", "menu", "hi", "hello", "carry on", "find something to do", "talk to someone", "have my say", "my plan", "delete my data",
        "I like this", "I like Free kickabout", "not for me", "Not for me: Free kickabout", "tell me more", "not now", "none of these", "too far", "costs too much", "boring", "something else", "after school", "tuesdays after 4",
        "any time", "no money", "nerves", "getting there", "nothing", "just go and look", "if sum1 came w me", "keep it", "change it", "yes, ask", "what would you tell them?", "Alex", "07700 900123", "text after 4", "send it",
        "don't send it", "yes, tell them", "no, leave it out", "yes, count them", "no, don't", "change my age", "change my area", "download it", "delete it", "yes, delete it", "no, keep it", "take back a yes", "complain", "done",
        "yes, start again", "no, carry on", "What's on near you", "Where the money should go", "Sport and moving, music", "DROP TABLE person; --", "getting about", "agree", "disagree", "pass", "wdym", "yes, more", "that's enough", "enough", "yes, add mine", "add mine", "the rules", "there should be more benches by the river",
        "is the gym open at weekends?", "tell mrs Okafor to open the gym", "mine is different", "send it as it is", "send it like that", "leave it", "what happened to my idea", "ask again", "bikes should be cheap to borow", "<b>hi</b> {words} {0}", "я не розумію", "ﷺ", "\u0000\u200b", "a\nb\nc",
    ];

    private static readonly Gen<string> Said = Gen.Int[0, Vocabulary.Length - 1].Select(index => Vocabulary[index]);

    [Fact]
    public async Task A_conversation_never_breaks_goes_silent_repeats_itself_or_ends_in_a_wall_and_the_numbers_keep_up() =>
        await Said.Array[Turns].SampleAsync(WanderAsync, iter: 12, threads: 2);

    private static async Task WanderAsync(string[] sayings)
    {
        await using var conversation = await TestConversation.StartAsync(consultations: new Consultations([.. SomeStatements.Consultations.All, .. TestConversation.Sample.All]));
        var before = await conversation.JoinAsync();
        var heard = new List<string>();
        foreach (var said in sayings)
        {
            var replies = await conversation.SayAsync(said);
            heard.AddRange([$"> {said}", .. replies.Select(reply => $"< {reply.Text}")]);
            Check(said, before, replies, string.Join(Environment.NewLine, heard.TakeLast(24)));
            before = replies;
        }

        var town = new Town(conversation.Database, TestConversation.Programme);
        Assert.Equal(await town.ScanAsync(), await town.CountersAsync());
    }

    private static void Check(string said, IReadOnlyList<Activity> before, IReadOnlyList<Activity> replies, string heard)
    {
        Assert.True(replies.Count is >= 1 and <= 3, $"\"{said}\" was answered with {replies.Count} messages:{Environment.NewLine}{heard}");
        Assert.All(replies, reply => Assert.False(string.IsNullOrWhiteSpace(reply.Text), $"\"{said}\" was answered with an empty message:{Environment.NewLine}{heard}"));
        Assert.All(replies, reply => Assert.DoesNotContain('{', reply.Text.Replace("{words} {0}", "", StringComparison.Ordinal)));
        var repeated = replies.Select(reply => reply.Text).Intersect(before.Select(reply => reply.Text)).FirstOrDefault();
        Assert.True(repeated is null, $"\"{said}\" was answered with the same words as before: {repeated}:{Environment.NewLine}{heard}");
        Assert.True(replies[^1].SuggestedActions?.Actions.Count > 0, $"\"{said}\" leads nowhere:{Environment.NewLine}{heard}");
    }
}
