using Microsoft.AspNetCore.Http;
using SocialRx.Dashboard.Access;
using SocialRx.Dashboard.Pages;

namespace SocialRx.Dashboard;

/// <summary>
/// What belongs to another programme or organisation is answered as what never was, so that nobody learns which ids there are; that it was asked for
/// is recorded.
/// </summary>
internal sealed class NotThere(Desk desk) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (answer is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status404NotFound })
            return answer;
        await desk.RefusedAsync(context.HttpContext.User, context.HttpContext.Request.Path, context.HttpContext.RequestAborted);
        return DashboardPages.Show<NothingHere>([], StatusCodes.Status404NotFound);
    }
}
