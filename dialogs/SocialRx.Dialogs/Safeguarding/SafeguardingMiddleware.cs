using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs.Root;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Signals;
using SocialRx.Storage;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>
/// Reads every message before any dialog does. Red, third-party and "I need help now" are answered here and go no further: the dialog under
/// way stays where it is and is offered again. Amber adds one warm question and lets the dialog have its answer.
/// </summary>
internal sealed class SafeguardingMiddleware(ConversationState state, Conversation conversation, SafetyWords words, SafeguardingOptions options, TimeProvider clock, NewId newId, ConcernBell bell) : IMiddleware
{
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

        if (turnContext.Activity.IsAmongOthers())
        {
            await HearAmongOthersAsync(turnContext, said, next, cancellationToken);
            return;
        }

        var safety = await _safety.GetAsync(turnContext, () => new SafetyTalk(), cancellationToken);
        if (safety.HasAsked && AnswerReader.Read(said, words) is { } answer)
            await AnswerAsync(turnContext, safety, answer, cancellationToken);
        else
            await HearAsync(turnContext, safety, said, next, cancellationToken);
        await _safety.SetAsync(turnContext, safety, cancellationToken);
    }

    private static bool IsSaid(Activity activity) => activity.Type is ActivityTypes.Message or ActivityTypes.Invoke or ActivityTypes.MessageUpdate;

    /// <summary>
    /// Where others read along nothing is asked and nothing of what was said comes back: whom to call, that a person will read it, and where to
    /// talk alone. Several people write here, so nothing is remembered from one message to the next.
    /// </summary>
    private async Task HearAmongOthersAsync(ITurnContext turn, string said, NextDelegate next, CancellationToken cancellationToken)
    {
        var reading = RiskSignals.Read(said);
        if (reading.Route is not (SafeguardingRoute.Red or SafeguardingRoute.ThirdParty))
        {
            await next(cancellationToken);
            return;
        }

        Raise(turn, reading.Route, reading, said);
        await turn.SendActivityAsync(words["shared.danger"], cancellationToken: cancellationToken);
        await turn.SendActivityAsync(words.With("red.honest", Lead, When), cancellationToken: cancellationToken);
    }

    private async Task HearAsync(ITurnContext turn, SafetyTalk safety, string said, NextDelegate next, CancellationToken cancellationToken)
    {
        var reading = RiskSignals.Read(said);
        (var route, safety.Memory) = safety.Memory.Next(reading);
        switch (route)
        {
            case SafeguardingRoute.Red:
                await RedAsync(turn, safety, reading, said, cancellationToken);
                break;
            case SafeguardingRoute.ThirdParty:
                await FriendAsync(turn, safety, reading, said, cancellationToken);
                break;
            case SafeguardingRoute.Amber:
                await AmberAsync(turn, safety, reading, cancellationToken);
                await next(cancellationToken);
                break;
            case SafeguardingRoute.None when safety.IsOpen:
                await AskOnceMoreAsync(turn, safety, cancellationToken);
                break;
            default:
                safety.HasAsked = false;
                await next(cancellationToken);
                break;
        }
    }

    /// <summary>Something that is no answer came straight after the question: it is asked once more, then the conversation goes on.</summary>
    private async Task AskOnceMoreAsync(ITurnContext turn, SafetyTalk safety, CancellationToken cancellationToken)
    {
        safety.IsOpen = false;
        await AskAsync(turn, words["safe.unclear"], "button.safe", "button.not-safe", "button.talk", "button.carry-on", cancellationToken);
    }

    private async Task RedAsync(ITurnContext turn, SafetyTalk safety, SignalReading reading, string said, CancellationToken cancellationToken)
    {
        Raise(turn, SafeguardingRoute.Red, reading, said);
        safety.HasAsked = safety.IsOpen = true;
        await turn.SendActivityAsync(words[reading.Categories is ["asked-for-help", ..] ? "help.first" : "red.first"], cancellationToken: cancellationToken);
        await turn.SendActivityAsync(
            $"{words.With("red.honest", Lead, When)} {words.With("red.lines", ("lines", Lines(await AgeAsync(turn, cancellationToken), reading.Categories)))}",
            cancellationToken: cancellationToken);
        await AskAsync(turn, words[turn.Activity.ChannelId == Channels.Msteams ? "red.safe-teams" : "red.safe"], "button.safe", "button.not-safe", "button.talk", "button.carry-on", cancellationToken);
    }

    private async Task FriendAsync(ITurnContext turn, SafetyTalk safety, SignalReading reading, string said, CancellationToken cancellationToken)
    {
        Raise(turn, SafeguardingRoute.ThirdParty, reading, said);
        safety.HasAsked = true;
        await turn.SendActivityAsync(words["friend.first"], cancellationToken: cancellationToken);
        await turn.SendActivityAsync(words.With("friend.more", ("lines", Lines(await AgeAsync(turn, cancellationToken), reading.Categories))), cancellationToken: cancellationToken);
        await AskAsync(turn, words.With("friend.honest", Lead, When), "button.carry-on", "button.talk", "button.help-now", null, cancellationToken);
    }

    // The dialog's own question follows and carries the buttons.
    private async Task AmberAsync(ITurnContext turn, SafetyTalk safety, SignalReading reading, CancellationToken cancellationToken)
    {
        var line = Offered(await AgeAsync(turn, cancellationToken), reading.Categories).FirstOrDefault();
        await turn.SendActivityAsync(
            safety.Ambers > 1 || line is null ? words["amber.again"] : words.With("amber.first", ("line", $"{line.Name}: {line.Contact}")),
            cancellationToken: cancellationToken);
    }

    private async Task AnswerAsync(ITurnContext turn, SafetyTalk safety, SafetyAnswer answer, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case SafetyAnswer.NotSafe:
                Raise(turn, SafeguardingRoute.Red, new(SafeguardingRoute.Red, ["asked-for-help"], [], ["answer.not-safe"]), Said.In(turn.Activity));
                await AskAsync(turn, words.With("safe.no", Lead, When), "button.talk", "button.safe", "button.carry-on", null, cancellationToken);
                break;
            case SafetyAnswer.Talk:
                await AskAsync(turn, words.With("safe.talk", ("lines", AllLines(await AgeAsync(turn, cancellationToken)))), "button.safe", "button.not-safe", "button.carry-on", null, cancellationToken);
                break;
            default:
                safety.HasAsked = safety.IsOpen = false;
                await turn.SendActivityAsync(words["safe.yes"], cancellationToken: cancellationToken);
                await conversation.ResumeAsync(turn, cancellationToken);
                break;
        }
    }

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

    private async Task AskAsync(ITurnContext turn, string question, string first, string second, string third, string? fourth, CancellationToken cancellationToken)
    {
        string?[] buttons = [first, second, third, fourth];
        await turn.SendActivityAsync(MessageFactory.SuggestedActions(buttons.OfType<string>().Select(key => words[key]), question), cancellationToken);
    }

    private async Task<AgeBand?> AgeAsync(ITurnContext turn, CancellationToken cancellationToken) =>
        AgeBand.Find((await _talk.GetAsync(turn, () => new Talk(), cancellationToken)).Story.AgeBand);

    private (string, string) Lead => ("lead", options.LeadRole);

    private (string, string) When => ("when", options.Hours().NextLook(clock.GetUtcNow()));

    private IEnumerable<Helpline> Offered(AgeBand? age, IReadOnlyCollection<string> categories) =>
        Helplines.For(age, categories, options.ShowUnverifiedLines).Where(line => line.Id is not ("emergency" or "nhs-crisis"));

    private string Lines(AgeBand? age, IReadOnlyCollection<string> categories) =>
        string.Join('\n', Offered(age, categories).Select(Sentence));

    private string AllLines(AgeBand? age) =>
        string.Join('\n', Helplines.For(age, [], options.ShowUnverifiedLines).Select(Sentence));

    private static string Sentence(Helpline line) => $"{line.Name}: {line.Contact} ({line.Note}).";
}
