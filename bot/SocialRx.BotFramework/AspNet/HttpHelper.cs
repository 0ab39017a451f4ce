using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>Reads what a request says and writes what an invoke is answered with.</summary>
public static class HttpHelper
{
    /// <summary>The whole body as <typeparamref name="T"/>; the default where it is no such JSON.</summary>
    public static async Task<T> ReadRequestAsync<T>(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(WithoutMark(body.GetBuffer().AsSpan(0, (int)body.Length)), ProtocolJson.TypeInfo<T>());
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>The status and body of the answer; 200 where there is none.</summary>
    public static async Task WriteResponseAsync(HttpResponse response, InvokeResponse invokeResponse)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.StatusCode = invokeResponse?.Status ?? (int)HttpStatusCode.OK;
        if (invokeResponse?.Body is { } body)
            await WriteJsonAsync(response, body, CancellationToken.None).ConfigureAwait(false);
    }

    internal static async Task WriteJsonAsync(HttpResponse response, object body, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json";
        if (response.Body is { } stream)
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, ProtocolJson.TypeInfo<object>()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Some senders put a byte order mark before their JSON.</summary>
    internal static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) => body.StartsWith("\uFEFF"u8) ? body[3..] : body;
}
