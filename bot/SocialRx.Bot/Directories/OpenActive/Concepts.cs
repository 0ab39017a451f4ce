using System.Text.Json.Nodes;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>Terms of OpenActive: a concept with its id and its scheme, or no more than a text.</summary>
internal static class Concepts
{
    public static IEnumerable<SaidTerm> Read(JsonNode? said) => (said is JsonArray list ? list.AsEnumerable() : [said]).Select(Term).OfType<SaidTerm>();

    private static SaidTerm? Term(JsonNode? said) => said is JsonObject concept
        ? SaidTerm.Of(
            (concept["prefLabel"] ?? concept["name"]).Said(),
            [concept["@id"].Said(), concept["id"].Said(), concept["url"].Said(), concept["identifier"].Said(), concept["notation"].Said()],
            [Opportunity.Reference(concept["inScheme"])])
        : said.Said() is { } text ? SaidTerm.Of(text) : null;
}
