using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialRx.Bot.Staff;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Tests.Dashboard;

/// <summary>The staff pages on a loopback port over a real database, as in the service.</summary>
internal sealed partial class RunningDashboard : IAsyncDisposable
{
    public const string Programme = "fernbridge";
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private RunningDashboard(TestDatabase database, WebApplication app) => (_database, _app) = (database, app);

    public Database Database => _database.Database;

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<RunningDashboard> StartAsync(string environment = "Development", params string[] settings)
    {
        var database = await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--Disclosure:RecountAfterSeconds=0", .. settings],
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(TestDatabase.CountingIds("a"));
        builder.Services.AddSingleton(new ProgrammeOptions { Id = Programme, Name = "Fernbridge Young People's Link", AreaName = "Fernbridge" });
        builder.Services.AddSingleton(_ => database.Database);
        builder.Services.AddSingleton(new Consultations([Some.Consultation]));
        builder.AddDashboard();
        var app = builder.Build();
        app.MapDashboard();
        await app.StartAsync();
        return new RunningDashboard(database, app);
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
        await _database.DisposeAsync();
    }

    public sealed partial class Browser(Uri address) : IDisposable
    {
        private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = address };

        public HttpClient Client => _client;

        public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

        public Task<string> PageAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

        /// <summary>Sends a form with the antiforgery token found on another page.</summary>
        public async Task<HttpResponseMessage> PostAsync(string path, string from, Dictionary<string, string> fields)
        {
            var token = Token().Match(await (await GetAsync(from)).Content.ReadAsStringAsync()).Groups[1].Value;
            return await PostAsync(path, new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = token });
        }

        public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields)
        {
            using var form = new FormUrlEncodedContent(fields);
            return await _client.PostAsync(new Uri(path, UriKind.Relative), form);
        }

        public void Dispose() => _client.Dispose();

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
        private static partial Regex Token();
    }
}
