using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocialRx.Dashboard.Pages;
using SocialRx.Storage;

namespace SocialRx.Dashboard;

/// <summary>A page that the database cannot serve now: the operator learns why, the member of staff what became of what they did.</summary>
internal sealed partial class StorageTrouble(ILogger<StorageTrouble> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
        {
            var request = context.HttpContext.Request;
            LogTrouble(log, request.Method, request.Path.Value, trouble.Message);
            return DashboardPages.Show<DatabaseTrouble>(
                new() { [nameof(DatabaseTrouble.IsUnsure)] = trouble is UnconfirmedWriteException },
                StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(EventId = 1500, Level = LogLevel.Critical, Message = "{Method} {Path} of the dashboard could not be served: {Trouble}")]
    private static partial void LogTrouble(ILogger log, string method, string? path, string trouble);
}
