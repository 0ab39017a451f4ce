using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialRx.Bot.Channels;
using SocialRx.Bot.ChatPage;
using SocialRx.Bot.Configuration;
using SocialRx.Dashboard;
using SocialRx.Dialogs.CoDesign.Panels;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.PanelPage;

/// <summary>The page of a member of a youth panel, for phones: reached by a link from their chat, without an account, without a script. Every form does what the chat does.</summary>
internal static class PanelPageRoutes
{
    public const string Path = "/panel";
    public const int LongestText = 500;

    // What came of a form, as the page that follows is told.
    public const string Done = "done";
    public const string Worry = "worry";
    public const string Gone = "gone";
    public const string Choose = "choose";
    public const string TooLong = "too-long";

    // Nothing runs, and nothing is fetched but our own style sheet.
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static WebApplicationBuilder AddPanelPage(this WebApplicationBuilder builder)
    {
        builder.AddSection<PanelPageOptions>();
        builder.Services.AddPanelPage();
        return builder;
    }

    public static void AddPanelPage(this IServiceCollection services)
    {
        services.AddSingleton<PanelVisits>().AddSingleton<PanelDesk>()
            .AddSingleton(provider => new AddressLimit<PanelPageOptions>(provider.GetRequiredService<PanelPageOptions>().RequestsPerAddressPerMinute));
        services.AddSingleton(provider => new PanelPageLooks(provider.GetRequiredService<IHostEnvironment>(), provider.GetRequiredService<WebChatOptions>()));
    }

    /// <summary>Needs antiforgery in the pipeline.</summary>
    public static WebApplication MapPanelPage(this WebApplication app)
    {
        var looks = app.Services.GetRequiredService<PanelPageLooks>();
        app.MapMethods(looks.StyleAddress, [HttpMethods.Get, HttpMethods.Head], looks.SendStyleAsync);
        var pages = app.MapGroup(Path).AddEndpointFilter(GuardAsync);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/in/{code}", (string code) => DashboardPages.Show<PanelDoor>(new() { ["Code"] = code }));
        pages.MapPost("/in", EnterAsync);
        pages.MapPost("/weigh", WeighAsync);
        pages.MapPost("/vote", VoteAsync);
        pages.MapPost("/step", StepAsync);
        pages.MapPost("/out", LeaveAsync);
        return app;
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.CacheControl = "no-store";
        if (http.RequestServices.GetRequiredService<AddressLimit<PanelPageOptions>>().IsWithin(http))
            return await next(context);
        http.Response.Headers.RetryAfter = "60";
        return Notice(http.RequestServices.GetRequiredService<PanelPageText>().TooMany, StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> ShowAsync(string? said, HttpContext http, PanelVisits visits, PanelDesk desk, PanelPageText text) =>
        await visits.VisitorAsync(http, desk.Now) is { } who && await desk.ReadAsync(who, http.RequestAborted) is { } sheet
            ? DashboardPages.Show<PanelView>(new() { ["Sheet"] = sheet, ["Said"] = said })
            : Over(text);

    // A link that is only looked at, by a phone that shows what is behind it, stays unused.
    private static async Task<IResult> EnterAsync([FromForm] string? code, HttpContext http, PanelVisits visits, PanelDesk desk, PanelPageText text) =>
        await visits.EnterAsync(http, code, desk.NewVisit(), desk.Now) ? TypedResults.LocalRedirect($"~{Path}") : Notice(text.LinkOver, StatusCodes.Status410Gone);

    private static async Task<IResult> WeighAsync([FromForm] PanelWeighForm? sent, HttpContext http, PanelVisits visits, PanelDesk desk, PanelPageText text)
    {
        if (await visits.VisitorAsync(http, desk.Now) is not { } who)
            return Over(text);
        var form = sent ?? new PanelWeighForm();
        if (EvidenceWeights.Find(form.Weight) is not { } weight || !int.TryParse(form.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Back(Choose);
        if (await desk.TaskAsync(who, form.Item, http.RequestAborted) is not { Deed: PanelDeed.Vote, Item: var item })
            return Back(Gone);
        if (Words(form.Why) is not { } why)
            return Back(TooLong);
        return Back((await desk.WeighAsync(who, item.Id, number, weight, why, http.RequestAborted)).IsWorrying ? Worry : Done);
    }

    private static async Task<IResult> VoteAsync([FromForm] PanelVoteForm? sent, HttpContext http, PanelVisits visits, PanelDesk desk, PanelPageText text)
    {
        if (await visits.VisitorAsync(http, desk.Now) is not { } who)
            return Over(text);
        var form = sent ?? new PanelVoteForm();
        if (await desk.TaskAsync(who, form.Item, http.RequestAborted) is not { Deed: PanelDeed.Vote, Item: var item })
            return Back(Gone);
        if (form.Chosen is not { Count: > 0 } choices || !item.MayChoose(choices))
            return Back(Choose);
        if (Words(form.Why) is not { } why)
            return Back(TooLong);
        return why.Length > 0 && choices is [PanelVotes.Against] ? await VoteWithNoteAsync(who, item, why, form.May, desk, http.RequestAborted) : await VotedAsync(who, item, choices, "", desk, http.RequestAborted);
    }

    /// <summary>A note is shown as others would read it before anything is kept; the vote is sent with the answer to that.</summary>
    private static async Task<IResult> VoteWithNoteAsync(TurnIdentity who, PanelItem item, string why, string? may, PanelDesk desk, CancellationToken stop)
    {
        if (may is "yes" or "no")
            return await VotedAsync(who, item, [PanelVotes.Against], may == "yes" ? why : "", desk, stop);
        var said = await desk.ReadFirstAsync(who, why, stop);
        if (!said.IsWorrying)
            return DashboardPages.Show<PanelAskToRead>(new() { ["Item"] = item.Id, ["Redacted"] = said.Redacted });
        await desk.VoteAsync(who, item.Id, [PanelVotes.Against], "", stop);
        return Back(Worry);
    }

    private static async Task<IResult> VotedAsync(TurnIdentity who, PanelItem item, IReadOnlyList<string> choices, string why, PanelDesk desk, CancellationToken stop) =>
        Back((await desk.VoteAsync(who, item.Id, choices, why, stop)).IsWorrying ? Worry : Done);

    private static async Task<IResult> StepAsync([FromForm] PanelStepForm? sent, HttpContext http, PanelVisits visits, PanelDesk desk, PanelPageText text)
    {
        if (await visits.VisitorAsync(http, desk.Now) is not { } who)
            return Over(text);
        var form = sent ?? new PanelStepForm();
        if (Words(form.Why) is not { } why)
            return Back(TooLong);
        switch (await desk.TaskAsync(who, form.Item, http.RequestAborted), form.Deed)
        {
            case ({ Deed: PanelDeed.Review, Item: var item }, "fine" or "not-fine"):
                return Back((await desk.ReviewAsync(who, item.Id, form.Deed == "fine", form.Deed == "fine" ? "" : why, http.RequestAborted)).IsWorrying ? Worry : Done);
            case ({ Deed: PanelDeed.Show, Item: var item }, "show"):
                await desk.ShowAsync(who, item.Id, http.RequestAborted);
                return Back(Done);
            case ({ Deed: PanelDeed.Close, Item: var item }, "close"):
                await desk.CloseAsync(who, item.Id, http.RequestAborted);
                return Back(Done);
            default:
                return Back(Gone);
        }
    }

    // The form makes the antiforgery token compulsory.
    private static async Task<IResult> LeaveAsync([FromForm] string? leave, HttpContext http, PanelVisits visits)
    {
        await visits.LeaveAsync(http);
        return TypedResults.LocalRedirect("~/");
    }

    /// <summary>On one line of its own, without what a database cannot keep; null when it is too long.</summary>
    private static string? Words(string? typed)
    {
        var words = string.Join(' ', (typed ?? "").Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= LongestText ? words : null;
    }

    private static RedirectHttpResult Back(string said) => TypedResults.LocalRedirect($"~{Path}?said={said}");

    private static RazorComponentResult Over(PanelPageText text) => Notice(text.VisitOver, StatusCodes.Status403Forbidden);

    private static RazorComponentResult Notice(string words, int status) => DashboardPages.Show<PanelNotice>(new() { ["Words"] = words }, status);
}

/// <summary>How a piece of evidence should count, as a form sends it.</summary>
internal sealed record PanelWeighForm
{
    public string? Item { get; init; }
    public string? Number { get; init; }
    public string? Weight { get; init; }
    public string? Why { get; init; }
}

/// <summary>A vote, as a form sends it.</summary>
internal sealed record PanelVoteForm
{
    public string? Item { get; init; }
    public List<string>? Choice { get; init; }
    public string? Why { get; init; }

    /// <summary>Whether others may read why; null until it was asked.</summary>
    public string? May { get; init; }

    /// <summary>"I'd rather not say" beside anything else says nothing more.</summary>
    public IReadOnlyList<string>? Chosen => Choice?.Contains(PanelVotes.LeftOut) == true ? [PanelVotes.LeftOut] : Choice;
}

/// <summary>What a reviewer or a chair does, as a form sends it.</summary>
internal sealed record PanelStepForm
{
    public string? Item { get; init; }
    public string? Deed { get; init; }
    public string? Why { get; init; }
}

/// <summary>What every page of it shows alike.</summary>
public sealed class PanelPageLooks
{
    private readonly PageFile _style;

    internal PanelPageLooks(IHostEnvironment environment, WebChatOptions options)
    {
        _style = PageFile.Style(System.IO.Path.Combine(environment.ContentRootPath, "wwwroot", "panel.css"));
        (TabTitle, LeaveTo) = (options.TabTitle, options.LeaveTo.AbsoluteUri);
    }

    public string StyleAddress => _style.Address;

    /// <summary>Somebody may be looking over the shoulder.</summary>
    public string TabTitle { get; }
    public string LeaveTo { get; }

    internal Task SendStyleAsync(HttpContext http) => _style.SendAsync(http);
}
