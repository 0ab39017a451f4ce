using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.Publishing;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories.Publishing;

/// <summary>The feed on a loopback port over the made-up town of Fernbridge, and over listings that may or may not be published.</summary>
public sealed class RunningFeed : IAsyncLifetime
{
    private TestDatabase _test = null!;
    private WebApplication _app = null!;

    public static DateTimeOffset Now => Some.Now;

    public Database Database => _test.Database;

    public HttpClient Client { get; private set; } = null!;

    internal DirectoryFeed Feed => _app.Services.GetRequiredService<DirectoryFeed>();

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync();
        await new SampleDirectory(Database, new DirectoryOptions { Sample = true }, new FakeTimeProvider(Now), TestDatabase.CountingIds(), NullLogger<SampleDirectory>.Instance).ImportAsync(TestContext.Current.CancellationToken);
        await WriteAsync("open", Of("shown") with { Licence = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", Languages = ["en", "ur"], AreaServed = "Fernbridge", TravelHint = "Bus 12", SafetyChecks = ["dbs"], Settings = ["indoors", "drop-in"], SourcePage = "https://open.example/shown" },
            Of("hidden") with { Licence = "OGL-UK-3.0" },
            Of("stale") with { Licence = "OGL-UK-3.0", LastModified = Now.AddYears(-3) },
            Of("over") with { Licence = "OGL-UK-3.0", Sessions = [Some.At(DayOfWeek.Monday, 10, 11) with { Until = new DateOnly(2026, 10, 1) }] },
            Of("places") with { Licence = "CC-BY-4.0", Venue = "Hall", Sessions = [Some.At(DayOfWeek.Monday, 9, 10)] },
            Of("places~2") with { Licence = "CC-BY-4.0", Name = "Listing places", Organisation = "Organisation of places", Venue = "Library", Location = Some.KmNorth(30), Sessions = [Some.At(DayOfWeek.Sunday, 9, 10)] },
            Of("rules") with
            {
                Licence = "CC0-1.0",
                Sessions =
                [
                    Some.At(DayOfWeek.Saturday, 10, 12) with { Rule = "RRULE:FREQ=MONTHLY;BYDAY=1SA", From = new DateOnly(2026, 10, 3) },
                    Some.At(DayOfWeek.Monday, 18, 19) with { Rule = "RRULE:FREQ=WEEKLY;BYDAY=MO;INTERVAL=2", From = new DateOnly(2026, 10, 5), Until = new DateOnly(2027, 6, 28) },
                    Some.At(DayOfWeek.Wednesday, 13, 15) with { HolidaysOnly = true },
                    Some.At(DayOfWeek.Friday, 19, 21) with { From = new DateOnly(2026, 12, 18), Until = new DateOnly(2026, 12, 18) },
                ],
            });
        await WriteAsync("closed", Of("nothing said"), Of("all rights") with { Licence = "All rights reserved" });
        await Database.WriteAsync(connection => connection.Execute("update listing set hidden = 1 where listing_id = 'open.hidden'"));
        await ListingDigests.RefreshAsync(Database, new FakeTimeProvider(Now), TestContext.Current.CancellationToken);
        await StartAsync();
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? knownTag = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/openreferral/v3{path}", UriKind.Relative));
        if (knownTag is not null)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(knownTag));
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _test.DisposeAsync();
    }

    /// <summary>Also for a test that needs limits of its own.</summary>
    internal static WebApplication App(Database database, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = [.. settings] });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        builder.Services.AddSingleton(database);
        builder.AddSection<ProgrammeOptions>();
        builder.AddSecureHeaders();
        builder.AddDirectoryFeed();
        var app = builder.Build();
        app.UseSecureHeaders();
        app.MapDirectoryFeed();
        return app;
    }

    internal static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private async Task StartAsync()
    {
        _app = App(Database, "--DirectoryFeed:Published=true", "--DirectoryFeed:RequestsPerAddressPerMinute=100000");
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Client = new HttpClient { BaseAddress = AddressOf(_app) };
    }

    private static Listing Of(string id) => Some.Listing(id) with { Id = id };

    private Task<ImportCounts> WriteAsync(string source, params Listing[] listings) =>
        Database.WriteAsync(connection => Listings.Replace(connection, source, $"{source}.json", [.. listings.Select(listing => listing with { SourceId = source, Id = $"{source}.{listing.Id}" })], Now));
}
