using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>Who is being answered, as far as the answer depends on it.</summary>
/// <param name="IsOutsideAges">Too young or too old for the programme, so there is no link worker to ask.</param>
internal sealed record Listener(string? ChannelId, AgeBand? Age, bool IsOutsideAges)
{
    public bool IsInTeams => ChannelId == Channels.Msteams;
}

/// <summary>What is answered when somebody may not be safe: messages in the order they are read, buttons under the last one.</summary>
internal sealed class SafetyReplies(SafetyLanguages languages, SafeguardingOptions options, TimeProvider clock)
{
    /// <summary>The page leaves when it hears this; everything else passes it over.</summary>
    public const string LeaveEvent = "leave";

    public SafetySpeech In(string? language) => new(languages.English, languages.Find(language), options.LeadRole, Look);

    /// <summary>Said again it is answered in other words, but for 999 and 111.</summary>
    public IReadOnlyList<Activity> Red(SafetySpeech speech, Listener listener, int time, IReadOnlyList<string> categories)
    {
        var first = time == 1 && categories is ["asked-for-help", ..] ? "help.first" : Way("red.first", time);
        var honest = Way("red.honest", time);
        IReadOnlyList<string> more = honest != "red.honest" ? [] : Look.IsFarOff ? ["red.wait", "red.lines"] : ["red.lines"];
        var safe = Way("red.safe", time) is var way && listener.IsOutsideAges && way == "red.safe-3" ? "red.safe" : way;
        return
        [
            MessageFactory.Text(speech.Say(first)),
            MessageFactory.Text(speech.Say([honest, .. more], Offered(listener.Age, categories))),
            Asked(speech, speech.Say(safe == "red.safe" ? [safe, listener.IsInTeams ? "screen.teams" : "screen.page"] : [safe]), "button.safe", "button.not-safe", "button.talk", "button.carry-on"),
        ];
    }

    public IReadOnlyList<Activity> Friend(SafetySpeech speech, Listener listener, int time, IReadOnlyList<string> categories) =>
    [
        MessageFactory.Text(speech.Say(Way("friend.first", time))),
        MessageFactory.Text(speech.Say([Way("friend.steps", time), "red.lines"], Offered(listener.Age, categories))),
        Asked(speech, speech.Say(Way("red.honest", time)), "button.carry-on", "button.talk", "button.help-now"),
    ];

    /// <summary>One warm question; straight after it a warm word that asks nothing; then nothing, as the dialog has its say too.</summary>
    public string? Warm(SafetySpeech speech, Listener listener, IReadOnlyList<string> categories, Warmth before, bool isFirst) => (before, Offered(listener.Age, categories)) switch
    {
        (Warmth.Acknowledged, _) => null,
        (Warmth.None, { Count: > 0 } lines) when isFirst => speech.Say(["amber.first"], [lines[0]]),
        _ => speech.Say("amber.again"),
    };

    public static Activity OnceMore(SafetySpeech speech) => Asked(speech, speech.Say("safe.unclear"), "button.safe", "button.not-safe", "button.talk", "button.carry-on");

    public Activity NotSafe(SafetySpeech speech, int time) => Asked(speech, speech.Say(Way("safe.no", time)), "button.talk", "button.safe", "button.carry-on");

    /// <summary>People to call, and always a real adult as well.</summary>
    public IReadOnlyList<Activity> Talk(SafetySpeech speech, Listener listener) =>
    [
        MessageFactory.Text(speech.Say(["danger", "red.lines"], Offered(listener.Age, []))),
        listener.IsOutsideAges
            ? Asked(speech, speech.Say("safe.trusted"), "button.safe", "button.not-safe", "button.carry-on")
            : Asked(speech, speech.Say("safe.trusted", "safe.link-worker"), "button.link-worker", "button.safe", "button.not-safe", "button.carry-on"),
    ];

    public static Activity Misread(SafetySpeech speech) => Asked(speech, speech.Say("safe.misread"), "button.carry-on", "button.talk", "button.not-safe");

    /// <summary>Nothing in it tells what the chat was about: it may be read by whoever has come.</summary>
    public static IReadOnlyList<Activity> Leave(SafetySpeech speech, Listener listener) => listener.IsInTeams
        ? [MessageFactory.Text(speech.Say("leave.teams"))]
        : [new Activity(ActivityTypes.Event) { Name = LeaveEvent }, MessageFactory.Text(speech.Say("leave.bye"))];

    public static IReadOnlyList<Activity> AmongOthers(SafetySpeech speech) => [MessageFactory.Text(speech.Say("shared.danger")), MessageFactory.Text(speech.Say("red.honest"))];

    private static Activity Asked(SafetySpeech speech, string question, params IReadOnlyList<string> buttons) =>
        (Activity)MessageFactory.SuggestedActions(buttons.Select(speech.Button), question);

    private string Way(string key, int time) => languages.English.KeyFor(key, time);

    private Look Look => options.Hours().Next(clock.GetUtcNow());

    // 999 and 111 stand before them in words of their own.
    private IReadOnlyList<Helpline> Offered(AgeBand? age, IReadOnlyCollection<string> categories) =>
        [.. Helplines.For(age, categories, options.ShowUnverifiedLines).Where(line => line.Id is not ("emergency" or "nhs-crisis"))];
}
