using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialRx.Bot.Channels;
using SocialRx.Bot.Configuration;

namespace SocialRx.Bot.Directories.Publishing;

/// <summary>The directory for everybody: Open Referral UK v3, without a key, from any page. There is no such address unless it is published.</summary>
internal static class FeedRoutes
{
    /// <summary>How the version and the profile are named by the standard.</summary>
    public const string Version = "HSDS-UK-3.0";

    public const string Profile = "https://docs.openreferraluk.org/en/latest/";

    private const string Json = "application/json; charset=utf-8";
    private const string Lines = "application/x-ndjson; charset=utf-8";
    private const string DayOfPreflight = "86400";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static WebApplicationBuilder AddDirectoryFeed(this WebApplicationBuilder builder)
    {
        builder.AddSection<DirectoryFeedOptions>();
        builder.Services.AddSingleton<DirectoryFeed>().AddSingleton<FeedDocument>()
            .AddSingleton(services => new AddressLimit<DirectoryFeedOptions>(services.GetRequiredService<DirectoryFeedOptions>().RequestsPerAddressPerMinute));
        return builder;
    }

    public static WebApplication MapDirectoryFeed(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<DirectoryFeedOptions>();
        if (!options.Published)
            return app;

        var feed = app.MapGroup(options.Path).AddEndpointFilter(GuardAsync);
        feed.MapMethods("/", Reading, (HttpContext http, FeedDocument document) => WriteAsync(http, document.About(http.Request)));
        feed.MapMethods("/openapi.json", Reading, (HttpContext http, FeedDocument document) => WriteAsync(http, document.Description(http.Request)));
        List(feed, "/services", (source, request, stop) => source.ServicesAsync(request, stop), (source, request, stop) => source.AllServicesAsync(request, stop));
        One(feed, "/services/{id}", (source, id, stop) => source.ServiceAsync(id, stop));
        List(feed, "/service_at_locations", (source, request, stop) => source.PlacesAsync(request, stop), (source, request, stop) => source.AllPlacesAsync(request, stop));
        One(feed, "/service_at_locations/{id}", (source, id, stop) => source.PlaceAsync(id, stop));
        List(feed, "/organizations", (source, request, stop) => source.OrganizationsAsync(request, stop), (source, request, stop) => source.AllOrganizationsAsync(request, stop));
        One(feed, "/organizations/{id}", (source, id, stop) => source.OrganizationAsync(id, stop));
        List(feed, "/taxonomies", (_, request, _) => Task.FromResult(DirectoryFeed.Taxonomies(request)));
        One(feed, "/taxonomies/{id}", (_, id, _) => Task.FromResult(DirectoryFeed.Taxonomy(id)));
        List(feed, "/taxonomy_terms", (source, request, stop) => source.TermsAsync(request, stop));
        One(feed, "/taxonomy_terms/{id}", (source, id, stop) => source.OneTermAsync(id, stop));
        feed.MapMethods("/{**anything}", [HttpMethods.Options], Preflight);
        return app;
    }

    private static void List(
        RouteGroupBuilder feed, string path, Func<DirectoryFeed, FeedRequest, CancellationToken, Task<FeedPage>> page, Func<DirectoryFeed, FeedRequest, CancellationToken, IAsyncEnumerable<JsonObject>>? all = null) =>
        feed.MapMethods(path, Reading, async (HttpContext http, DirectoryFeed source) =>
        {
            var (request, errors) = await source.ReadAsync(http.Request.Query, http.RequestAborted);
            if (request is null)
                return TypedResults.ValidationProblem(errors, title: "Some parameters cannot be used.");
            if (!request.IsLines)
                return await WriteAsync(http, (await page(source, request, http.RequestAborted)).ToJson());

            return await WriteLinesAsync(http, all?.Invoke(source, request, http.RequestAborted) ?? Held(await page(source, request with { Query = request.Query with { Page = 1, Size = int.MaxValue } }, http.RequestAborted)));
        });

    private static void One(RouteGroupBuilder feed, string path, Func<DirectoryFeed, string, CancellationToken, Task<JsonObject?>> find) =>
        feed.MapMethods(path, Reading, async (string id, HttpContext http, DirectoryFeed source) =>
            Guid.TryParseExact(id, "D", out var known) && await find(source, known.ToString("D"), http.RequestAborted) is { } found
                ? await WriteAsync(http, found)
                : TypedResults.Problem("There is nothing published under this id.", statusCode: StatusCodes.Status404NotFound));

    // Every page on the web may read what is here; none may send anything.
    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.AccessControlExposeHeaders = "ETag";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (http.RequestServices.GetRequiredService<AddressLimit<DirectoryFeedOptions>>().IsWithin(http))
            return await next(context);

        http.Response.Headers.RetryAfter = "60";
        return TypedResults.Problem("Too many requests from one address. Please ask again in a minute, or read all at once with format=ndjson.", statusCode: StatusCodes.Status429TooManyRequests);
    }

    private static NoContent Preflight(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowMethods = "GET, HEAD";
        http.Response.Headers.AccessControlAllowHeaders = "If-None-Match";
        http.Response.Headers.AccessControlMaxAge = DayOfPreflight;
        return TypedResults.NoContent();
    }

    // The tag is of the content, so that whoever has it already need not fetch it again, whichever process answers.
    private static async Task<IResult> WriteAsync(HttpContext http, JsonObject content)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(content, OrukJson.Written);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes), 0, 16)}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = CacheFor(http);
        if (http.Request.Headers.IfNoneMatch.SelectMany(sent => (sent ?? "").Split(',')).Any(sent => sent.Trim() is var known && (known == "*" || known == tag || known == $"W/{tag}")))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        http.Response.ContentType = Json;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        return TypedResults.Empty;
    }

    private static async Task<IResult> WriteLinesAsync(HttpContext http, IAsyncEnumerable<JsonObject> records)
    {
        http.Response.Headers.CacheControl = CacheFor(http);
        http.Response.ContentType = Lines;
        if (HttpMethods.IsHead(http.Request.Method))
            return TypedResults.Empty;
        await foreach (var record in records.WithCancellation(http.RequestAborted))
        {
            await http.Response.WriteAsync(record.ToJsonString(OrukJson.Written), Encoding.UTF8, http.RequestAborted);
            await http.Response.WriteAsync("\n", http.RequestAborted);
        }

        return TypedResults.Empty;
    }

    private static async IAsyncEnumerable<JsonObject> Held(FeedPage page)
    {
        await Task.CompletedTask;
        foreach (var record in page.Contents)
            yield return record;
    }

    private static string CacheFor(HttpContext http) => $"public, max-age={http.RequestServices.GetRequiredService<DirectoryFeedOptions>().CacheSeconds}";
}
