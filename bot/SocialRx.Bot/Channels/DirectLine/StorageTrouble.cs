using SocialRx.Dialogs.Words;
using SocialRx.Storage;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>A web chat's request that the database cannot serve now: the operator learns why, the person honestly that it was not done.</summary>
internal static partial class StorageTrouble
{
    public static T AddStorageTrouble<T>(this T endpoints, ILogger log)
        where T : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
            {
                var http = context.HttpContext;
                var conversationId = http.GetRouteValue("id") as string;
                LogTrouble(log, http.Request.Method, conversationId, trouble.Message);
                return DirectLineError.NotSaved(TurnWords.NotSaved);
            }
        });

    [LoggerMessage(EventId = 1104, Level = LogLevel.Critical, Message = "A web chat's {Method} for conversation {ConversationId} was refused: {Trouble}")]
    private static partial void LogTrouble(ILogger log, string method, string? conversationId, string trouble);
}
