using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;

namespace SocialRx.BotFramework.Tests;

/// <summary>Objects as they are on the wire, by the reader and writer that every implementation of the Bot Framework has.</summary>
internal static class Wire
{
    public static string Write(object value)
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext();
        http.Response.Body = body;
        HttpHelper.WriteResponseAsync(http.Response, new InvokeResponse { Status = 200, Body = value }).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(body.ToArray());
    }

    public static T Read<T>(string json)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var http = new DefaultHttpContext();
        http.Request.Body = body;
        return HttpHelper.ReadRequestAsync<T>(http.Request).GetAwaiter().GetResult();
    }
}
