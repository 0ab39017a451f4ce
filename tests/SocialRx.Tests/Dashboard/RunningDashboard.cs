using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialRx.Bot;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Keys;
using SocialRx.Bot.Staff;
using SocialRx.Dialogs;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Tests.Dashboard;

/// <summary>The staff pages on a loopback port over a real database, as in the service.</summary>
internal sealed partial class RunningDashboard : IAsyncDisposable
{
    public const string Programme = "fernbridge";

    private static readonly string[] Usual =
    [
        $"--Programme:Id={Programme}",
        "--Programme:Name=Fernbridge Young People's Link",
        "--Programme:AreaName=Fernbridge",
        "--Disclosure:RecountAfterSeconds=0",
        "--Staff:SignInStepsPerAddressPerMinute=100000",
        "--Staff:RequestsPerAddressPerMinute=100000",
        "--Staff:RequestsPerPersonPerMinute=100000",
    ];

    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly bool _keepsDatabase;

    private RunningDashboard(TestDatabase database, WebApplication app, bool keepsDatabase) =>
        (_database, _app, _keepsDatabase) = (database, app, keepsDatabase);

    public Database Database => _database.Database;

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static Task<RunningDashboard> StartAsync(string environment = "Development", params string[] settings) =>
        StartAsync(new Setup { Environment = environment, Settings = settings });

    public static async Task<RunningDashboard> StartAsync(Setup setup)
    {
        var database = setup.Over?._database ?? await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = setup.Environment,
            ContentRootPath = AppContext.BaseDirectory,
            Args = [.. Usual, .. setup.Settings],
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(setup.Clock);
        builder.Services.AddSingleton(TestDatabase.CountingIds(setup.Over is null ? "a" : "b"));
        builder.Services.AddSingleton(builder.Configuration.GetSection("Programme").Get<ProgrammeOptions>()!);
        builder.Services.AddSingleton(new ServiceKeys(new byte[32]));
        builder.Services.AddSingleton(_ => database.Database);
        builder.Services.AddSingleton(new ConsultationBook(new Consultations([Some.Consultation])));
        builder.Services.AddConsultationPreview();
        builder.Services.AddSuggestionPreview();
        builder.AddSection<ConsultationOptions>();
        builder.AddSecureHeaders();
        builder.AddDashboard();
        setup.Services(builder.Services);
        var app = builder.Build();
        app.UseSecureHeaders();
        app.MapDashboard();
        setup.Also(app);
        await app.StartAsync();
        return new RunningDashboard(database, app, keepsDatabase: setup.Over is not null);
    }

    public Task WriteAsync(string sql, object? parameters = null) => Database.WriteAsync(connection => { connection.Execute(sql, parameters); });

    public Task<T?> ScalarAsync<T>(string sql) => Database.ReadAsync(connection => connection.ExecuteScalar<T>(sql));

    /// <summary>A browser of a member of staff with this role, signed in as on the page; null for somebody without a role.</summary>
    public async Task<Browser> BrowserAsync(string? role = null)
    {
        var browser = new Browser(Address);
        if (role is not null)
            await browser.PostAsync("/dashboard/sign-in", from: "/dashboard/sign-in", new() { ["role"] = role });
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (!_keepsDatabase)
            await _database.DisposeAsync();
    }

    internal sealed record Setup
    {
        public string Environment { get; init; } = "Development";

        public IReadOnlyList<string> Settings { get; init; } = [];

        public TimeProvider Clock { get; init; } = TimeProvider.System;

        /// <summary>Starts over the data of another one, as the service does when it is started again.</summary>
        public RunningDashboard? Over { get; init; }

        public Action<IServiceCollection> Services { get; init; } = _ => { };

        public Action<WebApplication> Also { get; init; } = _ => { };
    }

    public sealed partial class Browser(Uri address) : IDisposable
    {
        private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = address };

        public HttpClient Client => _client;

        public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

        public Task<string> PageAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

        public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            return await _client.SendAsync(request);
        }

        /// <summary>Sends a form with the antiforgery token found on another page.</summary>
        public async Task<HttpResponseMessage> PostAsync(string path, string from, Dictionary<string, string> fields)
        {
            var token = Token().Match(await PageAsync(from)).Groups[1].Value;
            return await PostAsync(path, new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = token });
        }

        public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields)
        {
            using var form = new FormUrlEncodedContent(fields);
            return await _client.PostAsync(new Uri(path, UriKind.Relative), form);
        }

        /// <summary>Sends a file as a form of that page does.</summary>
        public async Task<HttpResponseMessage> UploadAsync(string path, string from, string field, string text)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(Token().Match(await PageAsync(from)).Groups[1].Value), "__RequestVerificationToken" },
                { new StringContent(text), field, "consultations.json" },
            };
            return await _client.PostAsync(new Uri(path, UriKind.Relative), form);
        }

        /// <summary>Follows where it is sent, also to other servers, until there is a page; takes and sends cookies as a browser does.</summary>
        public async Task<HttpResponseMessage> FollowAsync(string path)
        {
            var next = new Uri(address, path);
            while (true)
            {
                var answer = await _client.GetAsync(next);
                if (answer.Headers.Location is not { } location)
                    return answer;
                next = new Uri(next, location);
            }
        }

        public void Dispose() => _client.Dispose();

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
        private static partial Regex Token();
    }
}
