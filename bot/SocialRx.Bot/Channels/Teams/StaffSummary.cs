using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Staff;
using SocialRx.Dialogs.Root;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.Storage.Staff;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SocialRx.Bot.Channels.Teams;

/// <summary>
/// "summary" from a member of staff, one to one in Teams, is answered with the published numbers, and that they were read is recorded with the
/// turn. From anybody else it is a message like any other. It stands behind safeguarding and before the dialogs, which never see a number.
/// </summary>
internal sealed class StaffSummary(TeamsStaff staff, Publication publication, ProgrammeOptions programme, StaffOptions options, NewId newId, TimeProvider clock) : IMiddleware
{
    private const string CardAction = "adaptiveCard/action";

    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) => turnContext.Activity switch
    {
        { Type: ActivityTypes.Message } message when IsAsked(message) && staff.Find(turnContext) is { } member => ShowAsync(turnContext, member, cancellationToken),
        { Type: ActivityTypes.Invoke, Name: CardAction } invoke when CardValue.Read(invoke.Value).Text("action", "verb") == SummaryCard.Refresh => RefreshAsync(turnContext, cancellationToken),
        _ => next(cancellationToken),
    };

    private static bool IsAsked(Activity message) =>
        !message.IsAmongOthers() && string.Equals(message.Text?.Trim(), SummaryCard.Asked, StringComparison.OrdinalIgnoreCase);

    private async Task ShowAsync(ITurnContext turn, TeamsMember member, CancellationToken cancellationToken)
    {
        var message = MessageFactory.Attachment(new Attachment(AdaptiveCard.ContentType, content: await CardAsync(turn, member, cancellationToken)));
        message.Summary = $"What young people in {programme.AreaName} are telling us";
        await turn.SendActivityAsync(message, cancellationToken);
    }

    /// <summary>The card may have been passed on, and a role may have ended since it was made.</summary>
    private async Task RefreshAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var answer = staff.Find(turn) is { } member
            ? new AdaptiveCardInvokeResponse { StatusCode = (int)HttpStatusCode.OK, Type = AdaptiveCard.ContentType, Value = await CardAsync(turn, member, cancellationToken) }
            : new AdaptiveCardInvokeResponse { StatusCode = (int)HttpStatusCode.Forbidden, Type = "application/vnd.microsoft.error", Value = new Error("Forbidden", "This summary is for members of staff.") };
        var response = new InvokeResponse { Status = (int)HttpStatusCode.OK, Body = answer };
        await turn.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = response }, cancellationToken);
    }

    private async Task<Dictionary<string, object?>> CardAsync(ITurnContext turn, TeamsMember member, CancellationToken cancellationToken)
    {
        var numbers = await publication.CurrentAsync(cancellationToken);
        var (id, now) = (newId(), clock.GetUtcNow());
        turn.TurnState.Get<TurnWrites>().Add(connection => Audit.Record(connection, programme.Id, id, member.Actor, member.Role, "read", "summary in Teams", null, now));
        return SummaryCard.Of(numbers, programme, options.DashboardAddress);
    }
}
