using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SocialRx.Bot.Simulation;

namespace SocialRx.Bot.Tests.Leaks;

/// <summary>
/// A day of the service with words that occur nowhere else: a simulated crowd, somebody who tells everything there is to tell, staff who read it, requests that
/// are broken, a dialog that fails, a channel that cannot be reached and a database that is away.
/// </summary>
internal sealed partial class PlantedDay(Uri address, string databaseFile)
{
    private const int People = 25;
    private const int ShortestSaying = 12;
    private const int LongestChat = 40;

    private static readonly string[] Planted =
    [
        "Zzebediah", "zzcontact", "07700 900999", "07700900999", "zzsafe", "zzschool", "zzstreet", "zzplace", "zzmessage", "zzgoal", "zzstrength", "zzbarrier", "zzbroken",
        "zznote", "zzreason", "zzteams", "zzapology", "zzaway",
    ];

    /// <summary>What must not be found: everything that was planted, and everything the simulated crowd says and is called.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        .. Planted,
        .. Sayings.Matters.SelectMany(matter => matter.Lines).Concat(Sayings.Changes).Concat(Sayings.Worrying).Concat(Sayings.Strengths).Where(saying => saying.Length >= ShortestSaying),
        .. Enumerable.Range(0, People).Select(number => string.Create(CultureInfo.InvariantCulture, $"Sim {number}")),
        .. Enumerable.Range(0, People).Select(number => string.Create(CultureInfo.InvariantCulture, $"07700 900{number:000}")),
    ];

    /// <summary>Whichever of the words stand in a text.</summary>
    public static IEnumerable<string> In(string text) =>
        Words.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase) || text.Contains(Uri.EscapeDataString(word), StringComparison.OrdinalIgnoreCase));

    public async Task LiveAsync()
    {
        using var http = new HttpClient { BaseAddress = address };
        await SimulateAsync();
        await TellEverythingAsync(http);
        await DiscloseAsync(http);
        await StaffReadsAsync();
        await SendBrokenAsync(http);
        await SayFromAnUnreachableChannelAsync(http);
        await LetADialogFailAsync(http);
        await LoseTheDatabaseAsync(http);
    }

    private async Task SimulateAsync()
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var result = await new Simulator(address, People, seed: 5, atOnce: 6, said).RunAsync(TestContext.Current.CancellationToken);
        Assert.True(result == 0, said.ToString());
    }

    // As far as the request to a link worker, and on into a consultation, with words of its own for each question.
    private static async Task TellEverythingAsync(HttpClient http)
    {
        await using var chat = new ChatClient(http, TestContext.Current.CancellationToken);
        var turn = await chat.OpenAsync();
        turn = await chat.SayAsync("hi, my name is Zzebediah of zzschool in zzplace");
        var seen = new StringBuilder();
        for (var step = 0; step < LongestChat; step++)
        {
            turn = await chat.SayAsync(Reply(turn));
            seen.AppendLine(turn.Text);
        }

        Assert.True(seen.ToString().Contains("Name: Zzebediah", StringComparison.Ordinal) && seen.ToString().Contains("Sent.", StringComparison.Ordinal), seen.ToString());
    }

    private static string Reply(BotTurn turn) => turn.Text switch
    {
        _ when Button(turn, "Send it") is { } send => send,
        var asked when HowOld().IsMatch(asked) => "17",
        var asked when Where().IsMatch(asked) => "FB2",
        var asked when CallYou().IsMatch(asked) => "Zzebediah",
        var asked when ReachYou().IsMatch(asked) => "07700 900999 or zzcontact@leak.example",
        var asked when SafeToReach().IsMatch(asked) => "zzsafe after 4, not at zzschool",
        var asked when WhatMatters().IsMatch(asked) => "zzmessage football near zzstreet",
        var asked when InTheWay().IsMatch(asked) => "no money zzbarrier",
        var asked when GoodAt().IsMatch(asked) => "zzstrength",
        var asked when FirstStep().IsMatch(asked) => "zzgoal",
        _ when Button(turn, "I like") is { } like => like,
        _ when Button(turn, "Yes") is { } yes => yes,
        _ when Button(turn, "Any time") is { } anyTime => anyTime,
        _ when Button(turn, "Have my say") is { } say => say,
        _ when turn.Buttons.FirstOrDefault(button => !WayOut().IsMatch(button)) is { } any => any,
        _ => "zzmessage",
    };

    private static string? Button(BotTurn turn, string start) => turn.Buttons.FirstOrDefault(button => button.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static async Task DiscloseAsync(HttpClient http)
    {
        await using var chat = await WebChat.OpenAsync(http);
        await chat.AskAsync("zzmessage my name is Zzebediah from zzschool and i want to kill myself tonight");
        await chat.AskAsync("zzmessage i have pills, i live in zzplace");
    }

    private async Task StaffReadsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={databaseFile};Mode=ReadOnly;Pooling=False");
        var concern = await OneAsync(connection, "select id from concern order by raised_at desc limit 1");
        using var lead = await StaffAsync("safeguarding-lead");
        Assert.Contains("zzmessage", await lead.SendAsync($"/dashboard/concerns/{concern}/evidence", new() { ["reason"] = "zzreason" }), StringComparison.Ordinal);
        await lead.SendAsync($"/dashboard/concerns/{concern}/acknowledge", new() { ["reason"] = "" });
        await lead.SendAsync($"/dashboard/concerns/{concern}/note", new() { ["words"] = "zznote: rang Zzebediah" });
        await lead.SendAsync($"/dashboard/concerns/{concern}/note", new() { ["words"] = new string('z', 3000) + "zznote" });
        using var worker = await StaffAsync("link-worker");
        var requests = await Task.WhenAll(Request().Matches(await worker.PageAsync("/dashboard/referrals")).Select(match => worker.PageAsync(match.Groups[1].Value)));
        Assert.Contains(requests, page => page.Contains("Zzebediah", StringComparison.Ordinal));
        using var facilitator = await StaffAsync("facilitator");
        await facilitator.PageAsync("/dashboard/quotes");
    }

    private static async Task SendBrokenAsync(HttpClient http)
    {
        await using var chat = await WebChat.OpenAsync(http);
        string[] bodies =
        [
            """{"type":"message","text":"zzbroken""", """{"type":"message","text":{"zzbroken":1}}""", """["zzbroken"]""", "zzbroken", """{"type":"zzbroken","text":"zzbroken"}""",
            """{"type":"message","text":"zzbroken","channelData":"zzbroken","entities":"zzbroken","attachments":[{"content":"zzbroken"}]}""",
            $$"""{"type":"message","text":"zzbroken {{new string('x', 300_000)}}"}""",
            """{"type":"message","text":"zzbroken","locale":"zzbroken","from":{"id":"zzbroken","name":"Zzebediah"},"timestamp":"zzbroken"}""",
            "{\"type\":\"message\",\"text\":\"zzbroken \\ud800\"}",
            $"{string.Concat(Enumerable.Repeat("[", 300))}\"zzbroken\"{string.Concat(Enumerable.Repeat("]", 300))}",
        ];
        foreach (var body in bodies)
        {
            foreach (var path in new[] { $"/v3/directline/conversations/{chat.ConversationId}/activities", "/v3/directline/conversations", "/api/token", "/v3/directline/tokens/generate", "/api/messages" })
                using (await chat.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"))) { }
        }
    }

    // Nobody answers at that port: replies cannot be sent and are tried again.
    private static async Task SayFromAnUnreachableChannelAsync(HttpClient http)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = "a1",
            ["channelId"] = "emulator",
            ["serviceUrl"] = "http://127.0.0.1:9/",
            ["from"] = new JsonObject { ["id"] = "u1", ["name"] = "Zzebediah" },
            ["recipient"] = new JsonObject { ["id"] = "bot", ["name"] = "bot" },
            ["conversation"] = new JsonObject { ["id"] = "c1" },
            ["text"] = "zzteams hello from zzplace",
        };
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), content);
    }

    private async Task LetADialogFailAsync(HttpClient http)
    {
        await ChangeAsync("update listing set fingerprint = 'broken ' || listing_id, body = '{ \"name\": zzbroken'; update search_listing set fingerprint = 'broken ' || listing_id");
        await using var chat = await WebChat.OpenAsync(http);
        foreach (var line in new[] { "17", "FB2", "zzapology football", "nothing really", "skip", "any time" })
            await chat.AskAsync(line);
    }

    private async Task LoseTheDatabaseAsync(HttpClient http)
    {
        await using var chat = await WebChat.OpenAsync(http);
        using var lead = await StaffAsync("safeguarding-lead");
        await ChangeAsync("alter table inbox rename to inbox_away; alter table concern rename to concern_away");
        using var refused = await chat.PostAsync(WebChat.Message("zzaway Zzebediah"));
        Assert.False(refused.IsSuccessStatusCode);
        await lead.SendAsync("/dashboard/concerns/c/note", new() { ["words"] = "zzaway zznote" });
        await ChangeAsync("alter table inbox_away rename to inbox; alter table concern_away rename to concern");
        await chat.AskAsync("zzaway again");
    }

    private async Task<Member> StaffAsync(string role)
    {
        var member = new Member(address);
        await member.SendAsync("/dashboard/sign-in", new() { ["role"] = role });
        return member;
    }

    private async Task ChangeAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={databaseFile};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> OneAsync(SqliteConnection connection, string sql)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var found = (string?)await command.ExecuteScalarAsync();
        await connection.CloseAsync();
        return found ?? throw new InvalidOperationException($"Nothing came of: {sql}");
    }

    [GeneratedRegex("href=\"(/dashboard/referrals/[^\"]+)\"")]
    private static partial Regex Request();

    [GeneratedRegex("how old", RegexOptions.IgnoreCase)]
    private static partial Regex HowOld();

    [GeneratedRegex("where are you|which town", RegexOptions.IgnoreCase)]
    private static partial Regex Where();

    [GeneratedRegex("what matters to you at the moment", RegexOptions.IgnoreCase)]
    private static partial Regex WhatMatters();

    [GeneratedRegex("get in the way", RegexOptions.IgnoreCase)]
    private static partial Regex InTheWay();

    [GeneratedRegex("good at", RegexOptions.IgnoreCase)]
    private static partial Regex GoodAt();

    [GeneratedRegex("first step\\?", RegexOptions.IgnoreCase)]
    private static partial Regex FirstStep();

    [GeneratedRegex("skip|start again|stop|delete|help", RegexOptions.IgnoreCase)]
    private static partial Regex WayOut();

    [GeneratedRegex("call you", RegexOptions.IgnoreCase)]
    private static partial Regex CallYou();

    [GeneratedRegex("reach you|number or email", RegexOptions.IgnoreCase)]
    private static partial Regex ReachYou();

    [GeneratedRegex("safe to get in touch", RegexOptions.IgnoreCase)]
    private static partial Regex SafeToReach();

    /// <summary>A member of staff with a browser.</summary>
    private sealed partial class Member(Uri address) : IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = address };

        public Task<string> PageAsync(string path) => _http.GetStringAsync(new Uri(path, UriKind.Relative));

        public async Task<string> SendAsync(string path, Dictionary<string, string> fields)
        {
            var page = await _http.GetAsync(new Uri("/dashboard/sign-in", UriKind.Relative));
            var token = Token().Match(await page.Content.ReadAsStringAsync());
            if (path != "/dashboard/sign-in")
                token = Token().Match(await PageAsync("/dashboard"));
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = token.Groups[1].Value });
            using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), form);
            return answer.StatusCode == HttpStatusCode.NotFound ? "" : await answer.Content.ReadAsStringAsync();
        }

        public void Dispose() => _http.Dispose();

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
        private static partial Regex Token();
    }
}
