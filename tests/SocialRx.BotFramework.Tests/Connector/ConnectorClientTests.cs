using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace SocialRx.BotFramework.Tests.Connector;

public sealed class ConnectorClientTests : IDisposable
{
    private readonly Channel channel = new();
    private readonly HttpClient http;
    private readonly ConnectorClient client;

    public ConnectorClientTests()
    {
        http = new HttpClient(channel);
        client = new ConnectorClient(new Uri("https://channel.example/teams"), MicrosoftAppCredentials.Empty, http);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        client.Dispose();
        http.Dispose();
        channel.Dispose();
    }

    [Fact]
    public void What_was_asked_and_answered_is_kept_after_the_connection_is_gone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "https://channel.example/a");
        using var response = new HttpResponseMessage(HttpStatusCode.BadGateway) { ReasonPhrase = "gone", Content = new StringContent("c") };
        response.Headers.Add("X-Trace", "7");
        var failure = new ErrorResponseException("m") { Request = new HttpRequestMessageWrapper(request, "asked"), Response = new HttpResponseMessageWrapper(response, "answered") };
        Assert.Equal((HttpMethod.Put, "/a", "asked"), (failure.Request.Method, failure.Request.RequestUri.AbsolutePath, failure.Request.Content));
        Assert.Equal((HttpStatusCode.BadGateway, "gone", "answered"), (failure.Response.StatusCode, failure.Response.ReasonPhrase, failure.Response.Content));
        Assert.Equal(["7"], failure.Response.Headers["x-trace"]);
        Assert.Contains("Content-Type", failure.Response.Headers.Keys);
    }

    [Fact]
    public async Task Each_call_has_its_route()
    {
        var activity = new Activity("message") { Id = "a", ReplyToId = "r", Conversation = new ConversationAccount(id: "c") };
        var calls = client.Conversations;
        await calls.CreateConversationAsync(new ConversationParameters(), Cancel);
        await calls.CreateDirectConversationAsync(new ChannelAccount("b"), new ChannelAccount("u"), activity, Cancel);
        await calls.CreateDirectConversationAsync("b", "u", activity, Cancel);
        await calls.SendToConversationAsync(activity, Cancel);
        await calls.SendToConversationAsync("c", activity, Cancel);
        await calls.ReplyToActivityAsync(activity, Cancel);
        await calls.ReplyToActivityAsync("c", "r", activity, Cancel);
        await calls.UpdateActivityAsync(activity, Cancel);
        await calls.UpdateActivityAsync("c", "a", activity, Cancel);
        await calls.DeleteActivityAsync("c", "a", Cancel);
        await calls.SendConversationHistoryAsync("c", new Transcript(), Cancel);
        await calls.DeleteConversationMemberAsync("c", "m", Cancel);
        await calls.UploadAttachmentAsync("c", new AttachmentData(), Cancel);
        await ((Conversations)calls).GetConversationMemberAsync("u", "c", Cancel);
        await calls.GetConversationsAsync("more", Cancel);
        await calls.GetConversationPagedMembersAsync("c", 5, "more", Cancel);
        await client.Attachments.GetAttachmentInfoAsync("f", Cancel);
        channel.Body = "[]";
        await calls.GetConversationMembersAsync("c", Cancel);
        await calls.GetActivityMembersAsync("c", "a", Cancel);
        string[] expected =
        [
            "POST v3/conversations", "POST v3/conversations", "POST v3/conversations",
            "POST v3/conversations/c/activities", "POST v3/conversations/c/activities",
            "POST v3/conversations/c/activities/r", "POST v3/conversations/c/activities/r",
            "PUT v3/conversations/c/activities/a", "PUT v3/conversations/c/activities/a",
            "DELETE v3/conversations/c/activities/a", "POST v3/conversations/c/activities/history",
            "DELETE v3/conversations/c/members/m", "POST v3/conversations/c/attachments",
            "GET v3/conversations/c/members/u", "GET v3/conversations?continuationToken=more",
            "GET v3/conversations/c/pagedmembers?pageSize=5&continuationToken=more", "GET v3/attachments/f",
            "GET v3/conversations/c/members", "GET v3/conversations/c/activities/a/members",
        ];
        Assert.Equal(expected, channel.Calls.Select(call => call.Replace("https://channel.example/teams/", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_call_needs_is_asked_for_before_anything_is_sent()
    {
        var calls = client.Conversations;
        await Assert.ThrowsAsync<ValidationException>(() => calls.SendToConversationAsync(null, new Activity(), Cancel));
        await Assert.ThrowsAsync<ValidationException>(() => calls.SendToConversationAsync("c", null, Cancel));
        await Assert.ThrowsAsync<ValidationException>(() => calls.ReplyToActivityAsync("c", null, new Activity(), Cancel));
        await Assert.ThrowsAsync<ValidationException>(() => calls.ReplyToActivityAsync(new Activity { Conversation = new ConversationAccount(id: "c") }, Cancel));
        await Assert.ThrowsAsync<ValidationException>(() => calls.UpdateActivityAsync("c", null, new Activity(), Cancel));
        await Assert.ThrowsAsync<ValidationException>(() => calls.DeleteActivityAsync(null, "a", Cancel));
        await Assert.ThrowsAsync<ValidationException>(() => calls.CreateConversationAsync(null, Cancel));
        await Assert.ThrowsAsync<ValidationException>(() => calls.GetConversationMembersAsync(null, Cancel));
        await Assert.ThrowsAsync<ValidationException>(() => client.Attachments.GetAttachmentInfoAsync(null, Cancel));
        var said = await Assert.ThrowsAsync<ValidationException>(() => client.Attachments.GetAttachmentAsync("a", null, Cancel));
        Assert.Contains("cannot be null", said.Message, StringComparison.Ordinal);
        Assert.Empty(channel.Calls);
        Assert.Throws<ArgumentNullException>("client", () => new Conversations(null));
        Assert.Throws<ArgumentNullException>("client", () => new Attachments(null));
    }

    [Fact]
    public async Task A_channel_that_stays_busy_is_heard_in_the_end()
    {
        channel.Status = HttpStatusCode.TooManyRequests;
        channel.Body = """{"error":{"code":"Busy","message":"later"}}""";
        var failure = await Assert.ThrowsAsync<ErrorResponseException>(() => client.Conversations.SendToConversationAsync("c", new Activity(), Cancel));
        Assert.Equal(("Busy", HttpStatusCode.TooManyRequests), (failure.Body.Error.Code, failure.Response.StatusCode));
        Assert.True(channel.Calls.Count > 1);
    }

    [Fact]
    public async Task A_call_carries_the_headers_it_was_given()
    {
        using var answer = await client.Conversations.SendToConversationWithHttpMessagesAsync("c", new Activity(), new() { ["x-own"] = ["value"] }, Cancel);
        Assert.Equal(["value"], answer.Request.Headers.GetValues("x-own"));
        Assert.Equal(HttpStatusCode.OK, answer.Response.StatusCode);
        Assert.Equal("1", answer.Body.Id);
        Assert.Contains("Microsoft-BotFramework/3.1", answer.Request.Headers.UserAgent.ToString(), StringComparison.Ordinal);
        Assert.Contains("*/*", answer.Request.Headers.Accept.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attachment_has_an_address_and_a_content()
    {
        var attachments = new Attachments(client);
        Assert.Equal("https://channel.example/teams/v3/attachments/a%2Fb/views/original", attachments.GetAttachmentUri("a/b"));
        Assert.Same(client, attachments.Client);
        channel.Body = "bytes";
        using var reader = new StreamReader(await client.Attachments.GetAttachmentAsync("a", "original", Cancel));
        Assert.Equal("bytes", await reader.ReadToEndAsync(Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_client_of_the_callers_own_is_disposed_only_when_it_is_given_away(bool isGivenAway)
    {
        var own = new Watched();
        new ConnectorClient(new Uri("https://channel.example"), MicrosoftAppCredentials.Empty, own, disposeHttpClient: isGivenAway).Dispose();
        Assert.Equal(isGivenAway, own.IsDisposed);
    }

    [Fact]
    public void A_client_says_who_it_is()
    {
        ConnectorClient.AddDefaultRequestHeaders(http);
        ConnectorClient.AddDefaultRequestHeaders(http);
        Assert.Single(http.DefaultRequestHeaders.UserAgent, product => product.Product?.Name == "Microsoft-BotFramework");
        Assert.Contains("*/*", http.DefaultRequestHeaders.Accept.ToString(), StringComparison.Ordinal);
        Assert.Same(http, client.HttpClient);
        Assert.Same(MicrosoftAppCredentials.Empty, client.Credentials);
        Assert.Equal("https://channel.example/teams", client.BaseUri.AbsoluteUri);
        Assert.Equal("https://api.botframework.com/", new ConnectorClient(MicrosoftAppCredentials.Empty).BaseUri.AbsoluteUri);
    }

    private sealed class Watched : HttpClient
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class Channel : HttpMessageHandler
    {
        public ConcurrentQueue<string> Calls { get; } = new();

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public string Body { get; set; } = """{"id":"1"}""";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls.Enqueue($"{request.Method} {request.RequestUri!.AbsoluteUri}");
            var answer = new HttpResponseMessage(Status) { RequestMessage = request, Content = new StringContent(Body, Encoding.UTF8, "application/json") };
            answer.Headers.TryAddWithoutValidation("Retry-After", "0");
            return Task.FromResult(answer);
        }
    }
}
