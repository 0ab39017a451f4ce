using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Endpoint;

public sealed class HttpHelperTests
{
    [Theory]
    [InlineData("""{"type":"message","text":"hello"}""", "hello")]
    [InlineData("this is no json", null)]
    [InlineData("", null)]
    public async Task A_request_is_read_as_what_it_holds_or_as_nothing(string body, string? text)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        Assert.Equal(text, (await HttpHelper.ReadRequestAsync<Activity>(request))?.Text);
        await Assert.ThrowsAsync<ArgumentNullException>(() => HttpHelper.ReadRequestAsync<Activity>(null));
    }

    [Fact]
    public async Task An_answer_has_its_status_and_its_body_as_json()
    {
        var (response, body) = Response();
        await HttpHelper.WriteResponseAsync(response, new InvokeResponse { Status = 201, Body = new[] { "one", "two" } });
        Assert.Equal((201, "application/json", """["one","two"]"""), (response.StatusCode, response.ContentType, Encoding.UTF8.GetString(body.ToArray())));
    }

    [Fact]
    public async Task No_answer_is_200_and_no_body_is_none()
    {
        var (response, body) = Response();
        response.StatusCode = 418;
        await HttpHelper.WriteResponseAsync(response, null);
        Assert.Equal((200, null, 0), (response.StatusCode, response.ContentType, body.Length));
        await HttpHelper.WriteResponseAsync(response, new InvokeResponse { Status = 501 });
        Assert.Equal((501, null, 0), (response.StatusCode, response.ContentType, body.Length));
        await Assert.ThrowsAsync<ArgumentNullException>(() => HttpHelper.WriteResponseAsync(null, null));
    }

    private static (HttpResponse Response, MemoryStream Body) Response()
    {
        var body = new MemoryStream();
        var response = new DefaultHttpContext().Response;
        response.Body = body;
        return (response, body);
    }
}
