using System.Text.Json.Nodes;
using SocialRx.Domain.ActivityDirectory.Publishing;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.Publishing;

/// <summary>What the feed holds, as JSON: page by page, one by one, or all of it.</summary>
internal sealed class DirectoryFeed(Database database, DirectoryFeedOptions options, TimeProvider clock)
{
    /// <summary>Records read at once by whoever reads all of them.</summary>
    private const int AtATime = 200;

    private readonly OrukJson _json = new(options);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The request with its postcode's place and its term found; null with what is wrong when there is no such place.</summary>
    public async Task<(FeedRequest? Request, Dictionary<string, string[]> Errors)> ReadAsync(IQueryCollection sent, CancellationToken stop)
    {
        var (request, errors) = FeedRequest.Read(sent, options, Now);
        if (request is null)
            return (null, errors);
        if (request.TermId is { } term)
            request = request with { Query = request.Query with { Term = await TermAsync(term, stop) is { } known ? (known.Taxonomy.Id, known.Id) : (FeedRequest.Nothing, FeedRequest.Nothing) } };
        if (request.Outcode is not { } outcode)
            return (request, errors);

        return await Places.OfOutcodeAsync(database, outcode, stop) is { } place
            ? (request with { Query = request.Query with { Near = place.Centre } }, errors)
            : (null, new() { ["postcode"] = [$"postcode is in {outcode}, and this directory does not know where that is."] });
    }

    public async Task<FeedPage> ServicesAsync(FeedRequest request, CancellationToken stop)
    {
        var page = await PublishedListings.ServicesAsync(database, options.Allowed, request.Query, stop);
        return new FeedPage(page.Total, request.Query, [.. page.Items.Select(service => Service(request, service))]);
    }

    public IAsyncEnumerable<JsonObject> AllServicesAsync(FeedRequest request, CancellationToken stop) =>
        AllAsync(
            after => PublishedListings.ServicesAfterAsync(database, options.Allowed, request.Query with { Size = AtATime }, after, stop),
            service => service.Id,
            service => Service(request, service));

    public async Task<JsonObject?> ServiceAsync(string id, CancellationToken stop) =>
        await PublishedListings.ServiceAsync(database, options.Allowed, id, Now, stop) is { } service ? _json.Service(service) : null;

    public async Task<FeedPage> PlacesAsync(FeedRequest request, CancellationToken stop)
    {
        var page = await PublishedListings.PlacesAsync(database, options.Allowed, request.Query, stop);
        return new FeedPage(page.Total, request.Query, [.. page.Items.Select(place => _json.Place(place, request.IsFull))]);
    }

    public IAsyncEnumerable<JsonObject> AllPlacesAsync(FeedRequest request, CancellationToken stop) =>
        AllAsync(
            after => PublishedListings.PlacesAfterAsync(database, options.Allowed, request.Query with { Size = AtATime }, after, stop),
            place => place.Id,
            place => _json.Place(place, request.IsFull));

    public async Task<JsonObject?> PlaceAsync(string id, CancellationToken stop) =>
        await PublishedListings.PlaceAsync(database, options.Allowed, id, Now, stop) is { } place ? _json.Place(place, isFull: true) : null;

    public async Task<FeedPage> OrganizationsAsync(FeedRequest request, CancellationToken stop)
    {
        var page = await PublishedListings.OrganizationsAsync(database, options.Allowed, request.Query, stop);
        return new FeedPage(page.Total, request.Query, [.. page.Items.Select(organization => OrukJson.Organization(organization.OrganizationId, organization.Name))]);
    }

    public IAsyncEnumerable<JsonObject> AllOrganizationsAsync(FeedRequest request, CancellationToken stop) =>
        AllAsync(
            after => PublishedListings.OrganizationsAfterAsync(database, options.Allowed, request.Query with { Size = AtATime }, after, stop),
            organization => organization.OrganizationId,
            organization => OrukJson.Organization(organization.OrganizationId, organization.Name));

    /// <summary>An organisation with the first page of its services.</summary>
    public async Task<JsonObject?> OrganizationAsync(string id, CancellationToken stop)
    {
        if (await PublishedListings.OrganizationAsync(database, options.Allowed, id, Now, stop) is not { } organization)
            return null;

        var services = await PublishedListings.ServicesAsync(database, options.Allowed, new PublishedQuery { Now = Now, OrganizationId = id, Size = options.MostPerPage }, stop);
        var json = OrukJson.Organization(organization.OrganizationId, organization.Name);
        json["services"] = new JsonArray([.. services.Items.Select(OrukJson.Minimal)]);
        return json;
    }

    public static FeedPage Taxonomies(FeedRequest request) =>
        FeedPage.Of(PublishedTaxonomy.All, request.Query, taxonomy => $"{taxonomy.Name} {taxonomy.Description}", OrukJson.Taxonomy);

    public static JsonObject? Taxonomy(string id) =>
        PublishedTaxonomy.All.FirstOrDefault(taxonomy => taxonomy.PublishedId == id) is { } found ? OrukJson.Taxonomy(found) : null;

    public async Task<FeedPage> TermsAsync(FeedRequest request, CancellationToken stop)
    {
        var terms = await TermsAsync(stop);
        return FeedPage.Of(terms.Where(term => request.Query.Taxonomy is null || term.Taxonomy.Id == request.Query.Taxonomy), request.Query, term => $"{term.Name} {term.Description}", OrukJson.Term);
    }

    public async Task<JsonObject?> OneTermAsync(string id, CancellationToken stop) => await TermAsync(id, stop) is { } term ? OrukJson.Term(term) : null;

    private JsonObject Service(FeedRequest request, PublishedService service)
    {
        if (request.IsMinimal)
            return OrukJson.Minimal(service);
        return request.IsFull ? _json.Service(service) : _json.Summary(service);
    }

    private async Task<PublishedTerm?> TermAsync(string id, CancellationToken stop) =>
        PublishedTerm.All.FirstOrDefault(term => term.PublishedId == id) ?? (await TermsAsync(stop)).FirstOrDefault(term => term.PublishedId == id);

    /// <summary>Those with words of their own, and those that only some listing has.</summary>
    private async Task<IReadOnlyList<PublishedTerm>> TermsAsync(CancellationToken stop)
    {
        var used = await PublishedListings.TermsAsync(database, stop);
        return [.. used.Select(pair => PublishedTaxonomy.Find(pair.Taxonomy) is { } taxonomy ? PublishedTerm.Of(taxonomy, pair.Term) : null)
            .OfType<PublishedTerm>()
            .Concat(PublishedTerm.All)
            .DistinctBy(term => term.PublishedId)
            .OrderBy(term => term.PublishedId, StringComparer.Ordinal)];
    }

    private static async IAsyncEnumerable<JsonObject> AllAsync<T>(Func<string, Task<IReadOnlyList<T>>> next, Func<T, string> id, Func<T, JsonObject> json)
    {
        var after = "";
        while (await next(after) is { Count: > 0 } some)
        {
            foreach (var item in some)
                yield return json(item);
            after = id(some[^1]);
        }
    }
}

/// <summary>One page, as the standard wraps it.</summary>
internal sealed record FeedPage(long Total, PublishedQuery Query, IReadOnlyList<JsonObject> Contents)
{
    /// <summary>A page of a list that is short enough to be held.</summary>
    public static FeedPage Of<T>(IEnumerable<T> all, PublishedQuery query, Func<T, string> words, Func<T, JsonObject> json)
    {
        var found = all.Where(item => query.Words.All(word => ListingDigest.IsIn(words(item), word))).ToList();
        return new FeedPage(found.Count, query, [.. found.Skip((int)Math.Min(int.MaxValue, (query.Page - 1L) * query.Size)).Take(query.Size).Select(json)]);
    }

    public JsonObject ToJson()
    {
        var pages = (Total + Query.Size - 1) / Query.Size;
        return new JsonObject
        {
            ["total_items"] = Total,
            ["total_pages"] = pages,
            ["page_number"] = Query.Page,
            ["size"] = Contents.Count,
            ["first_page"] = Query.Page == 1,
            ["last_page"] = Query.Page >= pages,
            ["empty"] = Contents.Count == 0,
            ["contents"] = new JsonArray([.. Contents]),
        };
    }
}
