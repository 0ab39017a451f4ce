using System.Text.Json.Nodes;
using SocialRx.Domain.People;

namespace SocialRx.Bot.Directories.Publishing;

/// <summary>What the feed says about itself: its version and profile, and how to ask it (OpenAPI 3.0).</summary>
internal sealed class FeedDocument(DirectoryFeedOptions options, ProgrammeOptions programme)
{
    private static readonly Lazy<string> Template = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Directories", "Publishing", "openapi.json")));

    public JsonObject About(HttpRequest request) => new()
    {
        ["version"] = FeedRoutes.Version,
        ["profile"] = FeedRoutes.Profile,
        ["openapi_url"] = $"{Address(request)}/openapi.json",
        ["title"] = Title,
    };

    public JsonObject Description(HttpRequest request)
    {
        var document = JsonNode.Parse(Template.Value)!.AsObject();
        document["info"]!["title"] = Title;
        document["servers"] = new JsonArray(new JsonObject { ["url"] = Address(request) });
        document["components"]!["parameters"]!["per_page"]!["schema"]!["maximum"] = options.MostPerPage;
        return document;
    }

    private string Title => options.Title.Length > 0 ? options.Title : $"{programme.Name}: things to do";

    private string Address(HttpRequest request) =>
        $"{(options.Address.Length > 0 ? options.Address : $"{request.Scheme}://{request.Host}{request.PathBase}")}{options.Path}";
}
