using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>The routes of a connector. A controller that derives from this says under which address they are.</summary>
[ChannelServiceFailures]
public abstract class ChannelServiceController : ControllerBase
{
    private readonly ChannelServiceHandlerBase handler;

    protected ChannelServiceController(ChannelServiceHandlerBase handler) => this.handler = handler;

    private string Authorization => HttpContext.Request.Headers.Authorization;

    [HttpPost("v3/conversations/{conversationId}/activities")]
    public virtual async Task<IActionResult> SendToConversationAsync(string conversationId, [FromBody] Activity activity) =>
        Json(await handler.HandleSendToConversationAsync(Authorization, conversationId, activity).ConfigureAwait(false));

    [HttpPost("v3/conversations/{conversationId}/activities/{activityId}")]
    public virtual async Task<IActionResult> ReplyToActivityAsync(string conversationId, string activityId, [FromBody] Activity activity) =>
        Json(await handler.HandleReplyToActivityAsync(Authorization, conversationId, activityId, activity).ConfigureAwait(false));

    [HttpPut("v3/conversations/{conversationId}/activities/{activityId}")]
    public virtual async Task<IActionResult> UpdateActivityAsync(string conversationId, string activityId, [FromBody] Activity activity) =>
        Json(await handler.HandleUpdateActivityAsync(Authorization, conversationId, activityId, activity).ConfigureAwait(false));

    [HttpDelete("v3/conversations/{conversationId}/activities/{activityId}")]
    public virtual Task DeleteActivityAsync(string conversationId, string activityId) => handler.HandleDeleteActivityAsync(Authorization, conversationId, activityId);

    [HttpGet("v3/conversations/{conversationId}/activities/{activityId}/members")]
    public virtual async Task<IActionResult> GetActivityMembersAsync(string conversationId, string activityId) =>
        Json(await handler.HandleGetActivityMembersAsync(Authorization, conversationId, activityId).ConfigureAwait(false));

    [HttpPost("v3/conversations")]
    public virtual async Task<IActionResult> CreateConversationAsync([FromBody] ConversationParameters parameters) =>
        Json(await handler.HandleCreateConversationAsync(Authorization, parameters).ConfigureAwait(false));

    [HttpGet("v3/conversations")]
    public virtual async Task<IActionResult> GetConversationsAsync(string conversationId = null, string continuationToken = null) =>
        Json(await handler.HandleGetConversationsAsync(Authorization, conversationId, continuationToken).ConfigureAwait(false));

    [HttpGet("v3/conversations/{conversationId}/members")]
    public virtual async Task<IActionResult> GetConversationMembersAsync(string conversationId) =>
        Json(await handler.HandleGetConversationMembersAsync(Authorization, conversationId).ConfigureAwait(false));

    [HttpGet("v3/conversations/{conversationId}/members/{userId}")]
    public virtual async Task<IActionResult> GetConversationMemberAsync(string userId, string conversationId) =>
        Json(await handler.HandleGetConversationMemberAsync(Authorization, userId, conversationId).ConfigureAwait(false));

    [HttpGet("v3/conversations/{conversationId}/pagedmembers")]
    public virtual async Task<IActionResult> GetConversationPagedMembersAsync(string conversationId, int pageSize = -1, string continuationToken = null) =>
        Json(await handler.HandleGetConversationPagedMembersAsync(Authorization, conversationId, pageSize, continuationToken).ConfigureAwait(false));

    [HttpDelete("v3/conversations/{conversationId}/members/{memberId}")]
    public virtual Task DeleteConversationMemberAsync(string conversationId, string memberId) => handler.HandleDeleteConversationMemberAsync(Authorization, conversationId, memberId);

    [HttpPost("v3/conversations/{conversationId}/activities/history")]
    public virtual async Task<IActionResult> SendConversationHistoryAsync(string conversationId, [FromBody] Transcript history) =>
        Json(await handler.HandleSendConversationHistoryAsync(Authorization, conversationId, history).ConfigureAwait(false));

    [HttpPost("v3/conversations/{conversationId}/attachments")]
    public virtual async Task<IActionResult> UploadAttachmentAsync(string conversationId, [FromBody] AttachmentData attachmentUpload) =>
        Json(await handler.HandleUploadAttachmentAsync(Authorization, conversationId, attachmentUpload).ConfigureAwait(false));

    // Whatever the application's controllers write JSON with, this is the protocol's.
    private static ContentResult Json<T>(T answer) => new() { Content = ProtocolJson.Serialize(answer), ContentType = "application/json", StatusCode = (int)HttpStatusCode.OK };

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class ChannelServiceFailuresAttribute : Attribute, IExceptionFilter
    {
        public void OnException(ExceptionContext context) => context.Result = new StatusCodeResult((int)(context.Exception switch
        {
            NotImplementedException => HttpStatusCode.NotImplemented,
            UnauthorizedAccessException => HttpStatusCode.Unauthorized,
            KeyNotFoundException => HttpStatusCode.NotFound,
            _ => HttpStatusCode.InternalServerError,
        }));
    }
}
