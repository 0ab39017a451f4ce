using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>The made-up town of Fernbridge, imported by the same code as any other source.</summary>
internal sealed partial class SampleDirectory(Database database, DirectoryOptions options, TimeProvider clock, NewId newId, ILogger<SampleDirectory> log) : IHostedService
{
    public const string SourceId = "fernbridge";

    /// <summary>The day the sample was written as of; its dates move with the day it is imported, so that it never goes stale.</summary>
    private static readonly DateOnly WrittenAsOf = new(2026, 11, 1);

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Directories", "Sample");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Sample && await Listings.CountAsync(database, cancellationToken) == 0)
            await ImportAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<ImportReport> ImportAsync(CancellationToken cancellationToken)
    {
        var places = await PlacesAsync(cancellationToken);
        await database.WriteAsync(connection => places.ForEach(place => Places.Write(connection, place)), cancellationToken);

        var file = Path.Combine(Folder, "services.json");
        var importer = new Importer(database, TermMap.Load(), clock, newId);
        var report = await importer.ImportAsync(SourceId, "sample:services.json", FeedFile.ReadAsync(file, options), cancellationToken, Moved());
        LogImported(report.Run.Imported, places.Count, report.Run.LeftOut);
        return report;
    }

    private Func<Listing, Listing> Moved()
    {
        var days = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).DayNumber - WrittenAsOf.DayNumber;
        return listing => listing with
        {
            LastModified = listing.LastModified.AddDays(days),
            Assured = listing.Assured?.AddDays(days),
            Sessions = [.. listing.Sessions.Select(session => session with { From = session.From?.AddDays(days), Until = session.Until?.AddDays(days) })],
        };
    }

    private static async Task<List<Place>> PlacesAsync(CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(Folder, "places.json"));
        var places = await JsonSerializer.DeserializeAsync(file, SamplePlaceJson.Default.ListSamplePlace, cancellationToken);
        return [.. places!.Select(place => new Place(place.Id, place.Name, place.Outcode, new GeoPoint(place.Latitude, place.Longitude)))];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The sample directory was imported: {Listings} listings, {Places} places, {LeftOut} records left out.")]
    private partial void LogImported(int listings, int places, int leftOut);

    internal sealed record SamplePlace(string Id, string Name, string Outcode, double Latitude, double Longitude);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(List<SamplePlace>))]
    internal sealed partial class SamplePlaceJson : JsonSerializerContext;
}
