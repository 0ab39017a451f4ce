using System.Net;
using System.Text;
using System.Text.Json;
using SocialRx.Bot.Directories;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>Feeds for tests, whole or from a server that is not there.</summary>
internal static class SomeFeed
{
    public const string Service =
        """
        {
          "id": "6f1d3f5e-0f52-4a3b-9d8a-0d2f6a1b7c11", "name": "Tuesday Kickabout", "description": "Free football.", "status": "active",
          "minimum_age": 11, "maximum_age": 16, "last_modified": "2026-10-01T10:00:00Z", "fees": "Free",
          "organization": { "id": "6f1d3f5e-0f52-4a3b-9d8a-0d2f6a1b7c12", "name": "Fernbridge Rovers", "description": "Football" },
          "attributes": [ { "taxonomy_term": { "id": "1", "name": "Sport", "description": "" } }, { "taxonomy_term": { "id": "2", "name": "New people welcome", "description": "" } } ],
          "schedules": [ { "freq": "WEEKLY", "interval": 1, "byday": "TU,TH", "opens_at": "17:00:00", "closes_at": "18:30" } ],
          "service_at_locations": [ { "location": { "location_type": "physical", "name": "Quarry Hill Rec", "latitude": 53.42, "longitude": -2.07, "accessibility": [ { "description": "Wheelchair ramp" } ] } } ]
        }
        """;

    public static IAsyncEnumerable<FeedPart<JsonElement>> Of(string document) => Of(new MemoryStream(Encoding.UTF8.GetBytes(document)));

    public static IAsyncEnumerable<FeedPart<JsonElement>> Of(Stream document, int largestRecordBytes = 1_048_576) => new OrukDocument(largestRecordBytes).ReadAsync(document, TestContext.Current.CancellationToken);

    /// <summary>The service with some fields changed; null takes one out.</summary>
    public static string With(params (string Field, string? Value)[] changes)
    {
        using var document = JsonDocument.Parse(Service);
        var fields = document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => (string?)property.Value.GetRawText());
        foreach (var (field, value) in changes)
            fields[field] = value;
        return "{" + string.Join(',', fields.Where(pair => pair.Value is not null).Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
    }

    public static string Changed(string id, string lastModified, string name = "A") => With(("id", $"\"{id}\""), ("last_modified", $"\"{lastModified}\""), ("name", $"\"{name}\""));

    /// <summary>What a list says of a service whose rest is elsewhere.</summary>
    public static string Head(string id, string lastModified) => $$"""{"id":"{{id}}","name":"Head of {{id}}","status":"active","last_modified":"{{lastModified}}"}""";

    public static string Page(params string[] services) => $"{{\"total_pages\":1,\"contents\":[{string.Join(',', services)}]}}";
}

/// <summary>Answers by what is asked for, and remembers it.</summary>
internal sealed class FeedServer(Func<string, HttpResponseMessage, string> answer) : HttpMessageHandler
{
    public static readonly Uri Address = new("http://127.0.0.1/services?per_page=50");

    /// <summary>Paths with their queries, in order.</summary>
    public List<string> Asked { get; } = [];

    public static int PageOf(string asked) => asked.Split("page=") is [_, .., var last] && asked.Contains("&page=", StringComparison.Ordinal) ? int.Parse(last, System.Globalization.CultureInfo.InvariantCulture) : 1;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Asked)
            Asked.Add(request.RequestUri!.PathAndQuery);
        var response = new HttpResponseMessage(HttpStatusCode.OK);
        var body = answer(request.RequestUri!.PathAndQuery, response);
        if (response.Content is ByteArrayContent or StreamContent)
            return Task.FromResult(response);
        response.Content = new StringContent(body);
        return Task.FromResult(response);
    }
}

/// <summary>Waiting up to a minute takes no time.</summary>
internal sealed class HastyTime(DateTimeOffset now) : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.FromMinutes(1) || dueTime < TimeSpan.Zero)
            return base.CreateTimer(callback, state, dueTime, period);
        Waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
