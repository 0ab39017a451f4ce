using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;

namespace SocialRx.Bot.Turn;

/// <summary>Activities as text, by the one reader and writer that every implementation of the Bot Framework has: that of requests and their answers.</summary>
internal static class ActivityJson
{
    public static string Write(Activity activity)
    {
        using var body = new MemoryStream(1024);
        var http = new DefaultHttpContext();
        http.Response.Body = body;
        // Nothing waits here: it is written to memory.
        HttpHelper.WriteResponseAsync(http.Response, new InvokeResponse { Status = StatusCodes.Status200OK, Body = activity }).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    /// <summary>Null when the text is not an activity.</summary>
    public static Activity? Read(ReadOnlyMemory<byte> utf8)
    {
        using var body = new MemoryStream(utf8.ToArray(), writable: false);
        var http = new DefaultHttpContext();
        http.Request.Body = body;
        return HttpHelper.ReadRequestAsync<Activity>(http.Request).GetAwaiter().GetResult();
    }

    /// <summary>What <see cref="Write"/> has written.</summary>
    public static Activity Read(string written) =>
        Read(Encoding.UTF8.GetBytes(written)) ?? throw new InvalidDataException("A stored activity cannot be read.");
}
