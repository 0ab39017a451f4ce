using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>Where a venue is, from its postcode.</summary>
/// <param name="Remark">What makes the position coarser than the postcode; null when nothing does.</param>
internal readonly record struct VenuePosition(GeoPoint? At, string? Remark);

/// <summary>
/// Places venues by the postcodes that were read in, or by the centre of their outcode where only that is known. A venue's postcode is public; a young person's never comes here.
/// </summary>
internal sealed class VenuePositions(Database database)
{
    private readonly Dictionary<string, PostcodeSector?> _sectors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Place?> _outcodes = new(StringComparer.Ordinal);

    public async Task<VenuePosition> FindAsync(string postcode, CancellationToken stop)
    {
        if (Postcode.Find(postcode) is { } whole)
            return await OfWholeAsync(whole, stop);

        return Outcode.Find(postcode) is { } outcode && await OfOutcodeAsync(outcode, stop) is { } place
            ? new VenuePosition(place.Centre, "is only the first half of a postcode; its centre stands in for the venue")
            : new VenuePosition(null, "is no postcode that is known here; the venue has no position");
    }

    private async Task<VenuePosition> OfWholeAsync(Postcode postcode, CancellationToken stop)
    {
        var sector = await SectorAsync(postcode.Sector, stop);
        if (sector is not null)
            return sector.Units.TryGetValue(postcode.Unit, out var at) ? new VenuePosition(at, null) : new VenuePosition(sector.Centre, "is not among the postcodes that were read in; the middle of those beside it stands in for the venue");

        return await OfOutcodeAsync(postcode.Outcode, stop) is { } place
            ? new VenuePosition(place.Centre, $"is known only as {postcode.Outcode}; its centre stands in for the venue. {Missing(postcode)}")
            : new VenuePosition(null, $"lies in {postcode.Outcode}, which is not known here; the venue has no position, so nobody finds it near them. {Missing(postcode)}");
    }

    // Whoever reads this sends spreadsheets; reading postcodes in is somebody else's work.
    private static string Missing(Postcode postcode) => $"Postcodes of {postcode.Outcode} are missing here: ask whoever runs this service to read them in";

    private async Task<PostcodeSector?> SectorAsync(string sector, CancellationToken stop)
    {
        if (!_sectors.TryGetValue(sector, out var known))
            _sectors[sector] = known = (await Geography.SectorsAsync(database, [sector], stop)).SingleOrDefault();
        return known;
    }

    private async Task<Place?> OfOutcodeAsync(string outcode, CancellationToken stop)
    {
        if (!_outcodes.TryGetValue(outcode, out var known))
            _outcodes[outcode] = known = await Places.OfOutcodeAsync(database, outcode, stop);
        return known;
    }
}
