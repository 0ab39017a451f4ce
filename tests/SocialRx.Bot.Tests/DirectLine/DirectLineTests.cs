using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.DirectLine;

/// <summary>One service for the tests of this class; each test has conversations of its own.</summary>
public sealed class DirectLineService : IAsyncLifetime
{
    public const string Secret = "a-secret-that-only-servers-know";

    public RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync($"DirectLine:Secret={Secret}");

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}

public sealed class DirectLineTests(DirectLineService host) : IClassFixture<DirectLineService>
{
    private RunningService Service => host.Service;

    [Fact]
    public async Task A_person_sees_their_own_message_with_its_id_before_the_reply_that_points_at_it()
    {
        await using var chat = await WebChat.OpenAsync(Service);

        var id = await chat.SayAsync("hello", "page-1");
        await chat.WaitAsync(activity => WebChat.Text(activity, "replyToId") == id);

        var seen = chat.Seen.ToList();
        var echo = seen.FindIndex(activity => WebChat.Text(activity, "id") == id);
        var reply = seen.FindIndex(activity => WebChat.Text(activity, "replyToId") == id);
        Assert.True(echo >= 0 && echo < reply);
        Assert.Equal("page-1", seen[echo]["channelData"]!["clientActivityID"]!.ToString());
        Assert.Equal(chat.UserId, seen[echo]["from"]!["id"]!.ToString());
        Assert.Equal("bot", seen[reply]["from"]!["role"]!.ToString());
    }

    [Fact]
    public async Task Times_rise_from_one_activity_to_the_next()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        await SayAtOnceAsync(chat, 10);
        await chat.AskAsync("last");

        var times = (await chat.HistoryAsync()).Activities.Select(activity => DateTimeOffset.Parse(WebChat.Text(activity, "timestamp"), System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.True(times.Count >= 22);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public async Task The_page_cannot_say_who_it_is_or_where_replies_go()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        var forged = WebChat.Message("hello", "page-1");
        forged["id"] = "mine";
        forged["from"] = new JsonObject { ["id"] = "somebody-else", ["role"] = "bot" };
        forged["serviceUrl"] = "https://elsewhere.example";
        forged["callerId"] = "urn:botframework:azure";
        forged["deliveryMode"] = "expectReplies";
        forged["conversation"] = new JsonObject { ["id"] = "another" };
        forged["channelId"] = "msteams";
        forged["timestamp"] = "1999-01-01T00:00:00Z";
        forged["recipient"] = new JsonObject { ["id"] = "another" };

        (await chat.PostAsync(forged)).EnsureSuccessStatusCode();

        var echo = await chat.WaitAsync(activity => WebChat.Text(activity, "text") == "hello");
        Assert.NotEqual("mine", WebChat.Text(echo, "id"));
        Assert.Equal(chat.UserId, echo["from"]!["id"]!.ToString());
        Assert.Equal("user", echo["from"]!["role"]!.ToString());
        Assert.Equal(chat.ConversationId, echo["conversation"]!["id"]!.ToString());
        Assert.Equal("directline", WebChat.Text(echo, "channelId"));
        Assert.DoesNotContain("1999", WebChat.Text(echo, "timestamp"), StringComparison.Ordinal);
        Assert.Null(echo["serviceUrl"]);
        Assert.Null(echo["callerId"]);
        Assert.Null(echo["deliveryMode"]);
        await chat.WaitAsync(activity => WebChat.Text(activity, "replyToId") == WebChat.Text(echo, "id"));
    }

    [Theory]
    [InlineData("{\"type\":\"message\",")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"text\":\"no type\"}")]
    [InlineData("{\"type\":\"message\",\"text\":{\"not\":\"text\"}}")]
    public async Task What_is_not_an_activity_is_refused_and_the_conversation_goes_on(string body)
    {
        await using var chat = await WebChat.OpenAsync(Service);

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var refused = await chat.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{chat.ConversationId}/activities", content);

        await AssertError(refused, HttpStatusCode.BadRequest, "BadSyntax");
        Assert.NotEmpty(await chat.AskAsync("still there?"));
    }

    [Theory]
    [InlineData("somethingNobodyKnows")]
    [InlineData("conversationUpdate")]
    [InlineData("invoke")]
    [InlineData("typing")]
    public async Task Types_that_are_not_for_the_bot_are_taken_and_not_shown(string type)
    {
        await using var chat = await WebChat.OpenAsync(Service);

        var taken = await chat.PostAsync(new JsonObject { ["type"] = type, ["name"] = "x" });
        await chat.AskAsync("hello");

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.DoesNotContain((await chat.HistoryAsync()).Activities, activity => WebChat.Text(activity, "type") == type);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("👍")]
    [InlineData("👩‍👩‍👧‍👦🏳️‍🌈")]
    public async Task A_message_without_words_is_answered(string text)
    {
        await using var chat = await WebChat.OpenAsync(Service);

        var id = await chat.SayAsync(text);

        await chat.WaitAsync(activity => WebChat.Text(activity, "replyToId") == id);
        Assert.Equal(text, WebChat.Text(await chat.WaitAsync(activity => WebChat.Text(activity, "id") == id), "text"));
    }

    [Fact]
    public async Task A_megabyte_of_text_is_refused_with_the_limit()
    {
        await using var chat = await WebChat.OpenAsync(Service);

        var refused = await chat.PostAsync(WebChat.Message(new string('a', 1_000_000)));

        await AssertError(refused, HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig");
        Assert.NotEmpty(await chat.AskAsync("hello"));
    }

    [Fact]
    public async Task A_very_long_message_is_taken_and_kindly_answered()
    {
        await using var chat = await WebChat.OpenAsync(Service);

        var reply = await chat.AskAsync(string.Concat(Enumerable.Repeat("word ", 2000)));

        Assert.Equal(Dialogs.Words.TurnWords.TooLong, reply);
    }

    [Fact]
    public async Task Halves_of_characters_and_NULs_are_cleaned()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        using var body = new StringContent("""{"type":"message","text":"a\u0000b\ud83dc\ude00d\ud83d\ude00e\\u0000"}""", Encoding.UTF8, "application/json");

        (await chat.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{chat.ConversationId}/activities", body)).EnsureSuccessStatusCode();

        await chat.WaitAsync(activity => WebChat.Text(activity, "text") == "ab\ufffdc\ufffdd😀e\\u0000");
    }

    [Fact]
    public async Task The_same_message_sent_again_is_taken_once()
    {
        await using var chat = await WebChat.OpenAsync(Service);

        var first = await chat.SayAsync("hello", "page-1");
        await chat.WaitAsync(activity => WebChat.Text(activity, "replyToId") == first);
        var second = await chat.SayAsync("hello", "page-1");
        await chat.AskAsync("next");

        Assert.Equal(first, second);
        Assert.Single((await chat.HistoryAsync()).Activities, activity => WebChat.Text(activity, "id") == first);
        Assert.Single(Answers(chat, first));
    }

    [Fact]
    public async Task The_same_message_sent_many_times_at_once_is_taken_once()
    {
        await using var chat = await WebChat.OpenAsync(Service);

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => chat.SayAsync("hello", "page-1")));
        await chat.AskAsync("next");

        var id = Assert.Single(ids.Distinct());
        Assert.Single((await chat.HistoryAsync()).Activities, activity => WebChat.Text(activity, "id") == id);
        Assert.Single(Answers(chat, id));
    }

    [Fact]
    public async Task Messages_sent_at_once_are_answered_one_after_another_in_the_order_shown()
    {
        await using var chat = await WebChat.OpenAsync(Service);

        await SayAtOnceAsync(chat, 26);
        await chat.AskAsync("last");

        var history = (await chat.HistoryAsync()).Activities;
        var said = history.Where(activity => activity["from"]!["role"]!.ToString() == "user").Select(activity => WebChat.Text(activity, "id")).ToList();
        var answered = history.Select(activity => WebChat.Text(activity, "replyToId")).Where(id => id.Length > 0).Distinct().ToList();
        Assert.Equal(27, said.Count);
        Assert.Equal(said, answered);
    }

    /// <summary>No numbers: some would be ages that the service is not for, and of those nothing is kept.</summary>
    private static async Task SayAtOnceAsync(WebChat chat, int messages) =>
        await Task.WhenAll(Enumerable.Range('a', messages).Select(letter => chat.SayAsync($"message {(char)letter}")));

    [Fact]
    public async Task Another_conversations_token_opens_nothing()
    {
        await using var mine = await WebChat.OpenAsync(Service);
        await using var theirs = await WebChat.OpenAsync(Service);

        await AssertError(await mine.PostAsync(WebChat.Message("hello"), theirs.ConversationId), HttpStatusCode.Forbidden, "BadArgument");
        await AssertError(await mine.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{theirs.ConversationId}/activities"), HttpStatusCode.Forbidden, "BadArgument");
        await AssertError(await mine.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{theirs.ConversationId}"), HttpStatusCode.Forbidden, "BadArgument");
        await AssertError(await mine.SendAsync(HttpMethod.Get, new Uri(mine.StreamUrl).PathAndQuery.Replace(mine.ConversationId, theirs.ConversationId, StringComparison.Ordinal)), HttpStatusCode.Forbidden, "BadArgument");
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJjb252IjoieCJ9.")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJjb252IjoieCJ9.AAAA")]
    public async Task What_is_no_token_is_unauthorised(string token)
    {
        await using var chat = await WebChat.OpenAsync(Service);

        chat.Token = token;

        await AssertError(await chat.PostAsync(WebChat.Message("hello")), HttpStatusCode.Unauthorized, "BadArgument");
    }

    [Fact]
    public async Task A_token_with_one_letter_changed_is_unauthorised()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        var at = chat.Token.IndexOf('.', StringComparison.Ordinal) + 10;

        chat.Token = string.Concat(chat.Token.AsSpan(0, at), chat.Token[at] == 'A' ? "B" : "A", chat.Token.AsSpan(at + 1));

        await AssertError(await chat.PostAsync(WebChat.Message("hello")), HttpStatusCode.Unauthorized, "BadArgument");
    }

    [Fact]
    public async Task A_token_of_a_socket_is_good_for_nothing_else()
    {
        await using var chat = await WebChat.OpenAsync(Service);

        chat.Token = chat.StreamUrl[(chat.StreamUrl.IndexOf("t=", StringComparison.Ordinal) + 2)..];

        await AssertError(await chat.PostAsync(WebChat.Message("hello")), HttpStatusCode.Unauthorized, "BadArgument");
    }

    [Fact]
    public async Task Files_are_refused_with_a_sentence()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        using var picture = new ByteArrayContent([1, 2, 3]);

        var refused = await chat.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{chat.ConversationId}/upload?userId=x", picture);

        await AssertError(refused, HttpStatusCode.UnsupportedMediaType, "NotSupported");
    }

    [Fact]
    public async Task A_conversation_nobody_started_is_not_found()
    {
        await using var chat = await WebChat.OpenAsync(Service, socket: false);
        var token = JsonNode.Parse(await (await Service.Client.PostAsync(new Uri("/api/token", UriKind.Relative), null)).Content.ReadAsStringAsync())!;
        chat.Token = WebChat.Text(token, "token");
        var id = WebChat.Text(token, "conversationId");

        await AssertError(await chat.PostAsync(WebChat.Message("hello"), id), HttpStatusCode.NotFound, "ConversationNotFound");
        await AssertError(await chat.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{id}/activities"), HttpStatusCode.NotFound, "ConversationNotFound");
        await AssertError(await chat.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{id}"), HttpStatusCode.NotFound, "ConversationNotFound");
    }

    [Fact]
    public async Task A_watermark_is_the_index_of_the_next_activity()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        await chat.AskAsync("one");
        await chat.AskAsync("two");

        var all = await chat.HistoryAsync();
        var middle = await chat.HistoryAsync("2");
        var none = await chat.HistoryAsync(all.Watermark);
        await chat.AskAsync("three");
        var later = await chat.HistoryAsync(none.Watermark);

        Assert.Equal(all.Activities.Skip(2).Select(activity => WebChat.Text(activity, "id")), middle.Activities.Select(activity => WebChat.Text(activity, "id")));
        Assert.Empty(none.Activities);
        Assert.Equal(all.Watermark, none.Watermark);
        Assert.Equal("three", WebChat.Text(later.Activities[0], "text"));
    }

    [Fact]
    public async Task A_socket_that_comes_back_misses_nothing_and_repeats_nothing()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        for (var round = 0; round < 5; round++)
        {
            await chat.AskAsync($"connected {round}");
            await chat.DisconnectAsync();
            await chat.SayAsync($"away {round}");
            await chat.ReconnectAsync();
        }

        await chat.AskAsync("last");

        Assert.Equal(
            (await chat.HistoryAsync()).Activities.Select(activity => WebChat.Text(activity, "id")),
            chat.Seen.Select(activity => WebChat.Text(activity, "id")));
    }

    [Fact]
    public async Task A_refreshed_page_gets_its_history_back_and_no_second_greeting()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        await chat.AskAsync("before");
        var before = (await chat.HistoryAsync()).Activities.Count;
        var seen = chat.Seen.Count;

        var again = await chat.StartAsync();
        await chat.ReconnectAsync("0");
        await chat.AskAsync("after");

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(
            (await chat.HistoryAsync()).Activities.Take(before).Select(activity => WebChat.Text(activity, "id")),
            chat.Seen.Skip(seen).Take(before).Select(activity => WebChat.Text(activity, "id")));
        Assert.Equal("after", WebChat.Text((await chat.HistoryAsync(before.ToString(System.Globalization.CultureInfo.InvariantCulture))).Activities[0], "text"));
    }

    [Fact]
    public async Task A_page_that_reconnects_without_a_watermark_gets_only_what_is_new()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        await chat.AskAsync("before");
        await chat.DisconnectAsync();
        var seen = chat.Seen.Count;

        await chat.ReconnectAsync("");
        await chat.AskAsync("after");

        Assert.Equal("after", WebChat.Text(chat.Seen[seen], "text"));
    }

    [Fact]
    public async Task Only_a_server_with_the_secret_gets_tokens_for_people_it_names()
    {
        await using var chat = await WebChat.OpenAsync(Service);
        var refused = await chat.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", new JsonObject());

        chat.Token = DirectLineService.Secret;
        var given = await chat.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", JsonNode.Parse("""{"user":{"id":"their-own-id"}}"""));

        await AssertError(refused, HttpStatusCode.Forbidden, "BadArgument");
        var answer = JsonNode.Parse(await given.Content.ReadAsStringAsync())!;
        Assert.Equal(1800, answer["expires_in"]!.GetValue<int>());
        Assert.NotEmpty(WebChat.Text(answer, "conversationId"));
    }

    [Fact]
    public async Task Another_sites_page_gets_no_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/token");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        await AssertError(await Service.Client.SendAsync(request), HttpStatusCode.Forbidden, "BadArgument");
    }

    [Fact]
    public async Task A_page_may_ask_for_the_token_of_its_conversation_again()
    {
        await using var chat = await WebChat.OpenAsync(Service);

        var again = await chat.SendAsync(HttpMethod.Post, "/api/token", new JsonObject { ["token"] = chat.Token });

        Assert.Equal(chat.ConversationId, WebChat.Text(JsonNode.Parse(await again.Content.ReadAsStringAsync()), "conversationId"));
    }

    [Fact]
    public async Task What_people_say_is_not_in_the_log()
    {
        await using var chat = await WebChat.OpenAsync(Service);

        await chat.AskAsync("xylophone lessons in Fernbridge");

        Assert.DoesNotContain("xylophone", Service.Log, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task AssertError(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        var error = JsonNode.Parse(body)!["error"]!;
        Assert.Equal(code, WebChat.Text(error, "code"));
        Assert.NotEmpty(WebChat.Text(error, "message"));
    }

    /// <summary>How often the bot's turn for a message ran: its replies stand together, so each block of them is one turn.</summary>
    private static List<JsonNode> Answers(WebChat chat, string id)
    {
        var seen = chat.Seen;
        return [.. seen.Where((activity, at) => WebChat.Text(activity, "replyToId") == id && (at == 0 || WebChat.Text(seen[at - 1], "replyToId") != id))];
    }
}
