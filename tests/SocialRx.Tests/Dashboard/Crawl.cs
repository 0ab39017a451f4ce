using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialRx.Dashboard.Access;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Tests.Dashboard;

/// <summary>The whole service with planted words, and somebody who asks every address there is for everything, as everybody.</summary>
internal sealed class Crawl : IAsyncDisposable
{
    private static readonly string[] Grants = ["", .. StaffRole.All.Where(role => role != StaffRole.LinkWorker).Select(role => role.Id), Planted.North, Planted.South];

    // They end the session of whoever sends them, so they are sent last.
    private static readonly string[] LastOnes = ["POST /dashboard/role", "POST /dashboard/sign-out-everywhere", "POST /dashboard/sign-out"];

    private static readonly Dictionary<string, string> Fields = new() { ["reason"] = "Spoke with the young person", ["words"] = "looked at", ["role"] = "administrator", ["leave"] = "yes" };

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;
    private readonly List<string> _findings = [];
    private string _conversation = "";

    private Crawl(DirectoryInfo folder, WebApplication app) => (_folder, _app) = (folder, app);

    /// <summary>How many answers were looked at.</summary>
    public int Answers { get; private set; }

    /// <summary>Markers that somebody read who may: the crawl reached what it guards.</summary>
    public HashSet<string> Read { get; } = [];

    private Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="also">Routes that somebody has added.</param>
    public static async Task<Crawl> StartAsync(Action<WebApplication> also)
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-crawl-");
        string[] settings =
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", $"--Storage:File={Path.Combine(folder.FullName, "crawl.db")}", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.AspNetCore=None",
            "--Staff:SignInStepsPerAddressPerMinute=1000000", "--Staff:RequestsPerAddressPerMinute=1000000", "--Staff:RequestsPerPersonPerMinute=1000000",
            "--DirectLine:TokensPerAddressPerMinute=1000000", "--DirectLine:MessagesPerPersonPerMinute=1000000",
            "--Programme:Organisations:0:Id=north", "--Programme:Organisations:0:Name=North", "--Programme:Organisations:1:Id=south", "--Programme:Organisations:1:Name=South",
        ];
        var app = await SocialRx.Bot.Host.BuildAsync(settings, TimeProvider.System, CancellationToken.None);
        also(app);
        await app.StartAsync();
        var crawl = new Crawl(folder, app);
        await Planted.PlantAsync(app.Services.GetRequiredService<Database>());
        await crawl.ChatAsync();
        return crawl;
    }

    /// <summary>Everything that is not as declared: routes nobody wrote down, doors that are open, words that somebody read who may not.</summary>
    /// <param name="also">Routes declared beside those of the service; then only what is none of the service's is asked.</param>
    public async Task<IReadOnlyList<string>> FindingsAsync(IReadOnlyDictionary<string, StaffRole[]>? also = null)
    {
        var declared = DeclaredRoutes.Staff.Concat(also ?? new Dictionary<string, StaffRole[]>()).ToDictionary();
        var routes = Routes(_app).ToList();
        _findings.AddRange(routes
            .Where(route => !declared.ContainsKey(route) && !IsOwn(route))
            .Select(route => $"{route} is not declared"));
        // What changes things comes after everybody has looked.
        foreach (var group in routes.Where(route => also is null || !(DeclaredRoutes.Staff.ContainsKey(route) || IsOwn(route))).GroupBy(Turn).OrderBy(group => group.Key))
        {
            foreach (var grant in Grants)
                await AsAsync(grant, [.. group], declared);
        }

        return _findings;
    }

    private static bool IsOwn(string route) => DeclaredRoutes.SignIn.Contains(route) || DeclaredRoutes.Others.Contains(route) || DeclaredRoutes.IsFile(route);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Each with its method, "*" where it takes any.</summary>
    public static IEnumerable<string> Routes(WebApplication app) =>
        app.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .Distinct();

    private static int Turn(string route) => route == "POST /dashboard/sign-in" ? 3 : LastOnes.Contains(route) ? 2 : route.StartsWith("POST", StringComparison.Ordinal) ? 1 : 0;

    // A young person's message, in every table through which it goes.
    private async Task ChatAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        await using var chat = await WebChat.OpenAsync(http);
        await chat.SayAsync("zzmessage i am zzmessage");
        _conversation = chat.ConversationId;
    }

    private async Task AsAsync(string grant, string[] routes, Dictionary<string, StaffRole[]> declared)
    {
        using var browser = new RunningDashboard.Browser(Address);
        if (grant.Length > 0)
            await SignInAsync(browser, grant);
        foreach (var route in routes)
        {
            if (LastOnes.Contains(route) && grant.Length > 0)
                await SignInAsync(browser, grant);
            await AskAsync(browser, grant, route, declared.GetValueOrDefault(route));
        }
    }

    private async Task SignInAsync(RunningDashboard.Browser browser, string grant)
    {
        using var entered = await browser.PostAsync("/dashboard/sign-in", "/dashboard/sign-in", new() { ["role"] = grant });
        if (entered.StatusCode != HttpStatusCode.Redirect)
            _findings.Add($"{grant} could not sign in: {entered.StatusCode}");
    }

    private async Task AskAsync(RunningDashboard.Browser browser, string grant, string route, StaffRole[]? roles)
    {
        var never = await AnswersAsync(browser, grant, route, Planted.NeverWas);
        Judge(grant, route, Planted.NeverWas, roles, never);
        if (!route.Contains("{id}", StringComparison.Ordinal))
            return;
        foreach (var id in Planted.Ids.Append(_conversation).Except([Planted.NeverWas]))
        {
            var answers = await AnswersAsync(browser, grant, route, id);
            Judge(grant, route, id, roles, answers);
            // What is not theirs must be told apart from what never was in no way.
            if (IsForeign(grant, id) && !answers.Select(Shape).SequenceEqual(never.Select(Shape)))
                _findings.Add($"{grant}: {route} tells {id} from what never was");
        }
    }

    private async Task<IReadOnlyList<Answer>> AnswersAsync(RunningDashboard.Browser browser, string grant, string route, string id)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("{id}", id, StringComparison.Ordinal).Replace("{*path:nonfile}", "nowhere/at/all", StringComparison.Ordinal));
        var answers = new List<Answer>();
        if (method is "GET" or "HEAD" or "*")
            answers.Add(await LookAsync(await browser.SendAsync(method == "HEAD" ? HttpMethod.Head : HttpMethod.Get, path), "GET"));
        if (method is not ("POST" or "*"))
            return answers;
        answers.Add(await LookAsync(await browser.PostAsync(path, Fields), "POST without a token"));
        if (path.StartsWith("/dashboard", StringComparison.Ordinal))
            answers.Add(await LookAsync(await browser.PostAsync(path, grant.Length > 0 && !path.StartsWith("/dashboard/sign-in", StringComparison.Ordinal) ? "/dashboard" : "/dashboard/sign-in", Fields), "POST"));
        return answers;
    }

    private async Task<Answer> LookAsync(HttpResponseMessage answer, string how)
    {
        using (answer)
        {
            Answers++;
            return new(how, answer.StatusCode, answer.Headers.Location?.OriginalString ?? "", $"{answer.Headers}{await answer.Content.ReadAsStringAsync()}");
        }
    }

    private void Judge(string grant, string route, string id, StaffRole[]? roles, IReadOnlyList<Answer> answers)
    {
        foreach (var answer in answers)
        {
            foreach (var (marker, readers) in Planted.Markers.Where(marker => answer.Text.Contains(marker.Key, StringComparison.Ordinal)))
            {
                Read.Add(marker);
                if (!readers.Contains(grant))
                    _findings.Add($"\"{grant}\" read {marker} at {route} ({id}, {answer.How})");
            }

            if (roles is not null && Wrong(grant, roles, answer) is { } wrong)
                _findings.Add($"\"{grant}\": {route} ({id}, {answer.How}) {wrong}");
        }
    }

    private static string? Wrong(string grant, StaffRole[] roles, Answer answer)
    {
        var isRefused = answer.Status == HttpStatusCode.Forbidden || answer.Location.Contains("/dashboard/sign-in?", StringComparison.Ordinal);
        if (!roles.Any(role => role.Id == grant.Split('@')[0]))
            return isRefused ? null : $"should be refused and gave {answer.Status}";
        if (answer.How == "POST without a token")
            return answer.Status == HttpStatusCode.BadRequest ? null : $"should want a token and gave {answer.Status}";
        return isRefused || (int)answer.Status >= 500 ? $"should be answered and gave {answer.Status}" : null;
    }

    private static bool IsForeign(string grant, string id) =>
        id.EndsWith("-elsewhere", StringComparison.Ordinal) || (id == "r-south" && grant != Planted.South) || (id == "r-north" && grant != Planted.North);

    private static string Shape(Answer answer) => $"{answer.Status} {answer.Location.Split('?')[0]} {Page(answer.Text)}";

    private static string Page(string text) => text.IndexOf("<main", StringComparison.Ordinal) is >= 0 and var main ? text[main..] : "";

    private sealed record Answer(string How, HttpStatusCode Status, string Location, string Text);
}
