using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs.Root;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Readings;
using SocialRx.Language.Signals;
using SocialRx.Storage;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>
/// Reads every message before any dialog does. Red, third-party and "I need help now" are answered here and go no further: the dialog under
/// way stays where it is and is offered again. Amber adds one warm question and lets the dialog have its answer. Who wants the screen cleared
/// is helped at once.
/// </summary>
internal sealed class SafeguardingMiddleware(ConversationState state, Conversation conversation, SafetyReplies replies, TimeProvider clock, NewId newId, ConcernBell bell) : IMiddleware
{
    private const int MessagesBetweenUnread = 8;

    private readonly IStatePropertyAccessor<SafetyTalk> _safety = state.CreateProperty<SafetyTalk>("safety");
    private readonly IStatePropertyAccessor<Talk> _talk = state.CreateProperty<Talk>("talk");

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var said = IsSaid(turnContext.Activity) ? Said.In(turnContext.Activity) : "";
        if (said.Length == 0)
        {
            await next(cancellationToken);
            return;
        }

        var reading = RiskSignals.Read(said);
        if (turnContext.Activity.IsAmongOthers())
        {
            await HearAmongOthersAsync(turnContext, said, reading, next, cancellationToken);
            return;
        }

        var safety = await _safety.GetAsync(turnContext, () => new SafetyTalk(), cancellationToken);
        var wrote = IsAnswer(said, replies.In(safety.Language)) ? null : SafetyLanguages.Of(said, reading);
        safety.Language = wrote is null ? safety.Language : wrote == LanguageReader.English ? null : wrote;
        var heard = new Heard(said, reading, wrote, replies.In(safety.Language), await ListenerAsync(turnContext, cancellationToken));
        await AnswerAsync(turnContext, safety, heard, next, cancellationToken);
        await _safety.SetAsync(turnContext, safety, cancellationToken);
    }

    /// <summary>A button has English on it too, and an answer is short: neither tells that somebody has changed their language.</summary>
    private static bool IsAnswer(string said, SafetySpeech speech) =>
        AnswerReader.Read(said, speech) is not null || speech.IsButton("button.help-now", said) || speech.IsButton("button.leave", said);

    private static bool IsSaid(Activity activity) => activity.Type is ActivityTypes.Message or ActivityTypes.Invoke or ActivityTypes.MessageUpdate;

    /// <summary>
    /// Where others read along nothing is asked and nothing of what was said comes back: whom to call, that a person will read it, and where to
    /// talk alone. Several people write here, so nothing is remembered from one message to the next.
    /// </summary>
    private async Task HearAmongOthersAsync(ITurnContext turn, string said, SignalReading reading, NextDelegate next, CancellationToken cancellationToken)
    {
        if (reading.Route is not (SafeguardingRoute.Red or SafeguardingRoute.ThirdParty))
        {
            await next(cancellationToken);
            return;
        }

        Raise(turn, reading.Route, reading, said);
        await SendAsync(turn, SafetyReplies.AmongOthers(replies.In(SafetyLanguages.Of(said, reading))), cancellationToken);
    }

    private Task AnswerAsync(ITurnContext turn, SafetyTalk safety, Heard heard, NextDelegate next, CancellationToken cancellationToken)
    {
        var (before, hadOffered) = (safety.Warmth, safety.HasOffered);
        (safety.Warmth, safety.HasOffered, safety.UnreadFor) = (Warmth.None, false, Math.Max(0, safety.UnreadFor - 1));
        if (WayOut(safety, heard) is { } wayOut)
            return LeaveAsync(turn, safety, heard, wayOut, cancellationToken);
        return Answer(safety, heard, before, hadOffered) is { } answer
            ? AnswerAsync(turn, safety, heard, answer, cancellationToken)
            : HearAsync(turn, safety, heard, before, next, cancellationToken);
    }

    /// <summary>What is red is answered as red, whoever is coming; "leave" is done whatever else.</summary>
    private static QuietExit? WayOut(SafetyTalk safety, Heard heard) => QuietExitReader.Read(heard.Said) switch
    {
        QuietExit.Leave => QuietExit.Leave,
        QuietExit.SomebodyComes when heard.Reading.Route != SafeguardingRoute.Red || safety.IsUnderWay => QuietExit.SomebodyComes,
        _ => heard.Speech.IsButton("button.leave", heard.Said) ? QuietExit.Leave : null,
    };

    private static SafetyAnswer? Answer(SafetyTalk safety, Heard heard, Warmth before, bool hadOffered)
    {
        var answer = AnswerReader.Read(heard.Said, heard.Speech);
        return answer switch
        {
            SafetyAnswer.Misread when safety.HasAsked || safety.Reds > 0 || before != Warmth.None => answer,
            SafetyAnswer.Talk or SafetyAnswer.LinkWorker when safety.HasAsked || hadOffered => answer,
            SafetyAnswer.Safe or SafetyAnswer.NotSafe when safety.IsAboutFriend && YesNoReader.ReadWhole(heard.Said) is not null => null,
            _ => safety.HasAsked ? answer : null,
        };
    }

    private async Task HearAsync(ITurnContext turn, SafetyTalk safety, Heard heard, Warmth before, NextDelegate next, CancellationToken cancellationToken)
    {
        var reading = heard.Speech.IsButton("button.help-now", heard.Said) ? AskedForHelp("button.help-now") : heard.Reading;
        (var route, safety.Memory) = safety.Memory.Next(reading);
        switch (route)
        {
            case SafeguardingRoute.Red:
                Raise(turn, SafeguardingRoute.Red, reading, heard.Said);
                (safety.HasAsked, safety.IsOpen, safety.IsAboutFriend) = (true, true, false);
                await SendAsync(turn, replies.Red(heard.Speech, heard.Listener, safety.Reds, reading.Categories), cancellationToken);
                break;
            case SafeguardingRoute.ThirdParty:
                Raise(turn, SafeguardingRoute.ThirdParty, reading, heard.Said);
                (safety.HasAsked, safety.IsOpen, safety.IsAboutFriend) = (true, false, true);
                await SendAsync(turn, replies.Friend(heard.Speech, heard.Listener, ++safety.Friends, reading.Categories), cancellationToken);
                break;
            case SafeguardingRoute.Amber or SafeguardingRoute.None when safety.IsOpen:
                await AskOnceMoreAsync(turn, safety, heard, cancellationToken);
                break;
            case SafeguardingRoute.Amber:
                await WarmAsync(turn, safety, heard, before, cancellationToken);
                await next(cancellationToken);
                break;
            default:
                safety.HasAsked = false;
                SayWhatCannotBeRead(turn, safety, heard);
                await next(cancellationToken);
                break;
        }
    }

    /// <summary>Something that is no answer came straight after the question: it is asked once more, then the conversation goes on.</summary>
    private static Task AskOnceMoreAsync(ITurnContext turn, SafetyTalk safety, Heard heard, CancellationToken cancellationToken)
    {
        safety.IsOpen = false;
        return SendAsync(turn, [SafetyReplies.OnceMore(heard.Speech)], cancellationToken);
    }

    // The dialog's own question follows and carries the buttons.
    private async Task WarmAsync(ITurnContext turn, SafetyTalk safety, Heard heard, Warmth before, CancellationToken cancellationToken)
    {
        var words = replies.Warm(heard.Speech, heard.Listener, heard.Reading.Categories, before, isFirst: safety.Ambers <= 1);
        safety.Warmth = words is null ? Warmth.None : before == Warmth.None ? Warmth.Asked : Warmth.Acknowledged;
        if (words is null)
            return;
        Offer(turn, safety, heard, null);
        await turn.SendActivityAsync(words, cancellationToken: cancellationToken);
    }

    /// <summary>Written in a language we read only a little of, so what worries them may have been missed: a person is offered, once in a while.</summary>
    private static void SayWhatCannotBeRead(ITurnContext turn, SafetyTalk safety, Heard heard)
    {
        if (heard.Wrote is null or LanguageReader.English || safety.UnreadFor > 0)
            return;
        safety.UnreadFor = MessagesBetweenUnread;
        Offer(turn, safety, heard, heard.Speech.Say("unread"));
    }

    private static void Offer(ITurnContext turn, SafetyTalk safety, Heard heard, string? words)
    {
        safety.HasOffered = true;
        turn.TurnState.Set(new Aside(words, [heard.Speech.Button("button.talk"), heard.Speech.Button("button.help-now")]));
    }

    /// <summary>Done when they say so or a talk about their safety is on the screen; else offered, as it would take the chat from them.</summary>
    private async Task LeaveAsync(ITurnContext turn, SafetyTalk safety, Heard heard, QuietExit wayOut, CancellationToken cancellationToken)
    {
        if (wayOut == QuietExit.SomebodyComes && !safety.IsUnderWay && !heard.Listener.IsInTeams)
        {
            turn.TurnState.Set(new Aside(heard.Speech.Say("leave.offer"), [heard.Speech.Button("button.leave")]));
            await conversation.ResumeAsync(turn, cancellationToken);
            return;
        }

        // Whoever reads the concern should know that somebody came.
        if (heard.Reading.Route == SafeguardingRoute.Red || (wayOut == QuietExit.SomebodyComes && safety.Reds > 0))
            Raise(turn, SafeguardingRoute.Red, heard.Reading with { PatternIds = [.. heard.Reading.PatternIds, "somebody-comes"] }, heard.Said);
        safety.IsOpen = false;
        await SendAsync(turn, SafetyReplies.Leave(heard.Speech, heard.Listener), cancellationToken);
        if (heard.Listener.IsInTeams)
            await conversation.ResumeAsync(turn, cancellationToken);
    }

    private async Task AnswerAsync(ITurnContext turn, SafetyTalk safety, Heard heard, SafetyAnswer answer, CancellationToken cancellationToken)
    {
        safety.IsOpen = false;
        safety.HasAsked = answer is SafetyAnswer.NotSafe or SafetyAnswer.Talk || (answer == SafetyAnswer.Misread && safety.Reds + safety.Friends > 0);
        switch (answer)
        {
            case SafetyAnswer.NotSafe:
                Raise(turn, SafeguardingRoute.Red, AskedForHelp("answer.not-safe"), heard.Said);
                await SendAsync(turn, [replies.NotSafe(heard.Speech, ++safety.NotSafes)], cancellationToken);
                break;
            case SafetyAnswer.Talk:
                await SendAsync(turn, replies.Talk(heard.Speech, heard.Listener), cancellationToken);
                break;
            case SafetyAnswer.LinkWorker:
                await conversation.AskForAdultAsync(turn, cancellationToken);
                break;
            case SafetyAnswer.Misread when safety.HasAsked:
                await SendAsync(turn, [SafetyReplies.Misread(heard.Speech)], cancellationToken);
                break;
            default:
                turn.TurnState.Set(new Aside(heard.Speech.Say(answer == SafetyAnswer.Misread ? "amber.misread" : "safe.yes"), []));
                await conversation.ResumeAsync(turn, cancellationToken);
                break;
        }
    }

    private static SignalReading AskedForHelp(string pattern) => new(SafeguardingRoute.Red, ["asked-for-help"], [], [pattern]);

    private void Raise(ITurnContext turn, SafeguardingRoute route, SignalReading reading, string said)
    {
        var now = clock.GetUtcNow();
        var who = turn.TurnState.Get<TurnIdentity>();

        // A database keeps no NUL; everything else is kept as it was written.
        var concern = new NewConcern(newId(), route, reading.Categories, reading.PatternIds, said.Replace("\0", "", StringComparison.Ordinal));
        var writes = turn.TurnState.Get<TurnWrites>();
        writes.Add(connection => Concerns.RaiseOrJoin(connection, who, concern, now));
        writes.Afterwards(bell.Ring);
    }

    private async Task<Listener> ListenerAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var story = (await _talk.GetAsync(turn, () => new Talk(), cancellationToken)).Story;
        return new(turn.Activity.ChannelId, AgeBand.Find(story.AgeBand), story.IsOutsideAges);
    }

    private static async Task SendAsync(ITurnContext turn, IReadOnlyList<Activity> answers, CancellationToken cancellationToken) =>
        await turn.SendActivitiesAsync([.. answers], cancellationToken);

    /// <param name="Wrote">The language of this message, null when it cannot be told.</param>
    private sealed record Heard(string Said, SignalReading Reading, string? Wrote, SafetySpeech Speech, Listener Listener);
}
