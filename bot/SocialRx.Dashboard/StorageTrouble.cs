using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocialRx.Dashboard.Pages;
using SocialRx.Storage;

namespace SocialRx.Dashboard;

/// <summary>A page that the database cannot serve now: the operator learns why, the member of staff what became of what they did.</summary>
internal sealed partial class StorageTrouble(RequestDelegate next, ILogger<StorageTrouble> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException && !context.Response.HasStarted)
        {
            LogTrouble(log, context.Request.Method, context.GetEndpoint()?.DisplayName, trouble.Message);
            await DashboardPages.Show<DatabaseTrouble>(
                new() { [nameof(DatabaseTrouble.IsUnsure)] = trouble is UnconfirmedWriteException },
                StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
        }
    }

    [LoggerMessage(EventId = 1500, Level = LogLevel.Critical, Message = "{Method} of the dashboard could not be served ({Page}): {Trouble}")]
    private static partial void LogTrouble(ILogger log, string method, string? page, string trouble);
}
