using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Connector;

public sealed class FailureTests
{
    private sealed class Answering(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }

    private static ConnectorClient Client(HttpStatusCode status, string body) => new(new Uri("https://channel.example"), MicrosoftAppCredentials.Empty, new HttpClient(new Answering(status, body)));

    [Fact]
    public async Task A_failed_call_tells_what_was_sent_and_what_was_answered()
    {
        using var client = Client(HttpStatusCode.BadRequest, """{"error":{"code":"BadArgument"}}""");
        var failure = await Assert.ThrowsAsync<ErrorResponseException>(() => client.Conversations.SendToConversationAsync("c1", new Activity(ActivityTypes.Message) { Text = "hello" }, TestContext.Current.CancellationToken));
        Assert.Equal((HttpMethod.Post, "https://channel.example/v3/conversations/c1/activities"), (failure.Request.Method, failure.Request.RequestUri.AbsoluteUri));
        Assert.Contains("hello", failure.Request.Content, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, "Bad Request", "BadArgument"), (failure.Response.StatusCode, failure.Response.ReasonPhrase, failure.Body.Error.Code));
        Assert.True(failure.Response.Headers.ContainsKey("content-type"));
    }

    [Fact]
    public async Task An_answer_names_its_request()
    {
        using var client = Client(HttpStatusCode.OK, """{"id":"1"}""");
        using var answer = await client.Conversations.SendToConversationWithHttpMessagesAsync(
            "c1", new Activity(ActivityTypes.Message), new Dictionary<string, List<string>> { ["x-trace"] = ["t"] }, TestContext.Current.CancellationToken);
        Assert.Equal(("1", "t"), (answer.Body.Id, answer.Request.Headers.GetValues("x-trace").Single()));
    }
}
