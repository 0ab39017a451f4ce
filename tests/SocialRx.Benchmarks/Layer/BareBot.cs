using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.Benchmarks.Layer;

/// <summary>
/// The baseline, in a process of its own: Kestrel reads the activity with generated code and answers with the same bytes on the wire as the bots
/// of <see cref="LayerBots"/>, to the connector or in the response. No adapter, no turn, no dialog: a switch and a number for each conversation.
/// </summary>
internal static class BareBot
{
    public static async Task<int> RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        using var connector = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        var steps = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        app.MapPost("/echo", context => AnswerAsync(context, connector, activity => $"Echo: {activity.Text}"));
        app.MapPost("/dialog", context => AnswerAsync(context, connector, activity => Step(steps, activity)));
        app.MapStats();
        await app.RunAsync();
        return 0;
    }

    private static string Step(ConcurrentDictionary<string, int> steps, BareActivity activity)
    {
        var step = steps.AddOrUpdate(activity.Conversation!.Id!, 0, (_, last) => last + 1);
        return step < LayerBots.Questions.Count ? LayerBots.Questions[step] : LayerBots.Done;
    }

    private static async Task AnswerAsync(HttpContext context, HttpClient connector, Func<BareActivity, string> bot)
    {
        var activity = (await JsonSerializer.DeserializeAsync(context.Request.Body, BareJson.Default.BareActivity, context.RequestAborted))!;
        var reply = Reply(activity, bot(activity));
        if (activity.DeliveryMode == "expectReplies")
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await JsonSerializer.SerializeAsync(context.Response.Body, new BareReplies([reply]), BareJson.Default.BareReplies);
            return;
        }

        var address = $"{activity.ServiceUrl!.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(activity.Conversation!.Id!)}/activities/{Uri.EscapeDataString(activity.Id!)}";
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(reply, BareJson.Default.BareActivity))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        };
        using var answer = await connector.PostAsync(new Uri(address), content);
        await JsonSerializer.DeserializeAsync(await answer.Content.ReadAsStreamAsync(), BareJson.Default.BareId);
        context.Response.StatusCode = answer.IsSuccessStatusCode ? StatusCodes.Status200OK : StatusCodes.Status502BadGateway;
    }

    private static BareActivity Reply(BareActivity activity, string text) => new()
    {
        Type = "message",
        ServiceUrl = activity.ServiceUrl,
        ChannelId = activity.ChannelId,
        From = activity.Recipient,
        Conversation = activity.Conversation,
        Recipient = activity.From,
        Text = text,
        InputHint = "acceptingInput",
        Locale = activity.Locale,
        ReplyToId = activity.Id,
    };
}

internal sealed record BareId(string? Id);

internal sealed record BareReplies(List<BareActivity> Activities);

internal sealed record BareAccount
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Role { get; init; }
}

internal sealed record BareActivity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public DateTimeOffset? LocalTimestamp { get; init; }

    public string? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }

    public BareAccount? From { get; init; }

    public BareAccount? Conversation { get; init; }

    public BareAccount? Recipient { get; init; }

    public string? TextFormat { get; init; }

    public string? Locale { get; init; }

    public string? Text { get; init; }

    public string? InputHint { get; init; }

    public List<JsonElement>? Attachments { get; init; }

    public List<JsonElement>? Entities { get; init; }

    public JsonElement? ChannelData { get; init; }

    public string? ReplyToId { get; init; }

    public string? DeliveryMode { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BareActivity))]
[JsonSerializable(typeof(BareReplies))]
[JsonSerializable(typeof(BareId))]
internal sealed partial class BareJson : JsonSerializerContext;
