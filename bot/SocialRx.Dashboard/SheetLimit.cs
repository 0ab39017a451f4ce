using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SocialRx.Dashboard.Pages;

namespace SocialRx.Dashboard;

/// <summary>Says of a page that a spreadsheet may be sent to it.</summary>
internal sealed class TakesSheet;

/// <summary>How large a form with a spreadsheet may be. One that is larger is not read, and its sender is told why.</summary>
internal sealed class SheetLimit(RequestDelegate next, DirectorySheets sheets)
{
    /// <summary>What a form has around its file: a mapping, which is said to be too large only where it is read.</summary>
    private const int Envelope = (64 + (2 * SheetPages.LargestMappingKilobytes)) * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<TakesSheet>() is null)
            return next(context);

        var most = (sheets.LargestMegabytes * 1024L * 1024) + Envelope;
        var isTooLarge = context.Request.ContentLength > most;
        // Whoever sends too much reads the answer only when the server listens on for a while, which it does for some seconds.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = isTooLarge ? null : most;
        if (isTooLarge)
        {
            context.Response.Redirect($"{DashboardPages.Path}{SourcePages.Path}?sheet={SheetPages.TooLarge}");
            return Task.CompletedTask;
        }

        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions { MultipartBodyLengthLimit = most }));
        return next(context);
    }
}
