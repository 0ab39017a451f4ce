using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.Logging;

namespace SocialRx.BotFramework.Tests.Endpoint;

/// <summary>A channel on loopback: posts activities to the bot's endpoint and is the connector that takes its replies.</summary>
public sealed class LoopbackChannel : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private LoopbackChannel(WebApplication app) => this.app = app;

    public required CloudAdapter Adapter { get; init; }

    public string ServiceUrl { get; private set; } = "";

    public ConcurrentQueue<(string Method, string Path, JsonNode? Body, string? Authorization)> Calls { get; } = new();

    /// <summary>What the connector answers next, instead of 200.</summary>
    public ConcurrentQueue<(int Status, string Body, string? RetryAfter)> Answers { get; } = new();

    public static async Task<LoopbackChannel> StartAsync(BotCallbackHandler bot, CloudAdapter? adapter = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var channel = new LoopbackChannel(app) { Adapter = adapter ?? new CloudAdapter() };
        app.Map("/api/messages", context => channel.Adapter.ProcessAsync(context.Request, context.Response, new CallbackBot(bot), context.RequestAborted));
        app.Map("/connector/{**path}", channel.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        channel.ServiceUrl = app.Urls.First() + "/connector";
        return channel;
    }

    public JsonObject Message(string text, string conversation = "c1", string? delivery = null) => new()
    {
        ["type"] = "message",
        ["id"] = "in-1",
        ["text"] = text,
        ["channelId"] = "webchat",
        ["serviceUrl"] = ServiceUrl,
        ["from"] = new JsonObject { ["id"] = "person" },
        ["recipient"] = new JsonObject { ["id"] = "bot" },
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["deliveryMode"] = delivery,
    };

    public Task<(int Status, string Body)> PostAsync(JsonNode activity, string? token = null, string? forwardedFor = null) => PostAsync(activity.ToJsonString(), token, forwardedFor);

    public async Task<(int Status, string Body)> PostAsync(string body, string? authorization = null, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Urls.First() + "/api/messages")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (forwardedFor is not null)
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(app.Urls.First() + "/api/messages")) { Content = content };
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        var text = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        Calls.Enqueue((context.Request.Method, raw["/connector".Length..], text.Length > 0 ? JsonNode.Parse(text) : null, context.Request.Headers.Authorization));
        var answer = Answers.TryDequeue(out var scripted) ? scripted : (Status: 200, Body: $$"""{"id":"out-{{Calls.Count}}"}""", RetryAfter: null);
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is not null)
            context.Response.Headers.RetryAfter = answer.RetryAfter;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private sealed class CallbackBot(BotCallbackHandler bot) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => bot(turnContext, cancellationToken);
    }
}
