using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Redaction;
using SocialRx.Language.Signals;

namespace SocialRx.Bot.Safeguarding;

/// <summary>Verbs that read lines from standard input and answer each with one line of JSON, so that the rules can be tried and measured.</summary>
internal static class LineVerbs
{
    public static Command Signals()
    {
        var conversation = new Option<bool>("--conversation") { Description = "Each line is a JSON array of one person's messages in order." };
        var verb = new Command("signals", "Reads messages, one a line, and says which route each takes.") { conversation };
        verb.SetAction((parsed, stop) => EachLineAsync(parsed.GetValue(conversation) ? Routes : Signal, stop));
        return verb;
    }

    public static Command Redact()
    {
        var verb = new Command("redact", "Reads texts, one a line, and takes out what could identify somebody.");
        verb.SetAction((_, stop) => EachLineAsync(Redacted, stop));
        return verb;
    }

    internal static JsonObject Signal(string line)
    {
        var reading = RiskSignals.Read(line);
        return new JsonObject
        {
            ["route"] = reading.Route.Stored(),
            ["categories"] = List(reading.Categories),
            ["evidence"] = List(reading.Evidence.Select(span => span.Of(line))),
            ["patterns"] = List(reading.PatternIds),
        };
    }

    internal static JsonObject Redacted(string line)
    {
        var redacted = Redactor.Redact(line);
        return new JsonObject
        {
            ["text"] = redacted.Text,
            ["spans"] = new JsonArray([.. redacted.Spans.Select(found => new JsonObject { ["start"] = found.Span.Start, ["length"] = found.Span.Length, ["kind"] = found.Kind })]),
        };
    }

    private static JsonObject Routes(string line)
    {
        var memory = new SignalMemory();
        var routes = new List<string>();
        foreach (var message in JsonNode.Parse(line)!.AsArray())
        {
            (var route, memory) = memory.Next(RiskSignals.Read(message?.GetValue<string>() ?? ""));
            routes.Add(route.Stored());
        }

        return new JsonObject { ["routes"] = List(routes) };
    }

    private static async Task<int> EachLineAsync(Func<string, JsonObject> read, CancellationToken stop)
    {
        while (await Console.In.ReadLineAsync(stop) is { } line)
            await Console.Out.WriteLineAsync(Answer(read, line));
        return 0;
    }

    // A line that is no JSON gets an answer too: one line in, one line out.
    private static string Answer(Func<string, JsonObject> read, string line)
    {
        try
        {
            return read(line).ToJsonString();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return new JsonObject { ["error"] = "not a JSON array of messages" }.ToJsonString();
        }
    }

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
