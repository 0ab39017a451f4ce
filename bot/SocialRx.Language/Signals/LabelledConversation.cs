using System.Text.Json;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Language.Signals;

/// <summary>One person's messages in order, and where each ought to lead at the least.</summary>
public sealed record LabelledConversation(IReadOnlyList<SafeguardingRoute> Expected, IReadOnlyList<string> Messages)
{
    public bool OughtToAlarm => Expected.Contains(SafeguardingRoute.Red);

    public bool IsHarmless => Expected.All(route => route == SafeguardingRoute.None);

    /// <summary>Lines of "route,route,..., tab, JSON array of messages".</summary>
    /// <exception cref="FormatException">Names the line that is none.</exception>
    public static IEnumerable<LabelledConversation> Read(IEnumerable<string> lines) => lines.Select((line, place) => Read(line, place + 1));

    /// <summary>The route at each message, what came before remembered.</summary>
    public IReadOnlyList<SafeguardingRoute> Routes()
    {
        var memory = new SignalMemory();
        var routes = new List<SafeguardingRoute>();
        foreach (var message in Messages)
        {
            (var route, memory) = memory.Next(RiskSignals.Read(message));
            routes.Add(route);
        }

        return routes;
    }

    private static LabelledConversation Read(string line, int place)
    {
        try
        {
            if (line.Split('\t') is [var routes, var messages]
                && JsonSerializer.Deserialize<string[]>(messages) is { Length: > 0 } said
                && routes.Split(',').Select(SafeguardingRoutes.Of).ToList() is var expected
                && expected.Count == said.Length
                && string.Join(',', expected.Select(route => route.Stored())) == routes)
                return new(expected, said);
        }
        catch (JsonException)
        {
            // Told below, as whatever else is wrong with it.
        }

        throw new FormatException($"Line {place} is not \"routes, tab, JSON array of as many messages\".");
    }
}
