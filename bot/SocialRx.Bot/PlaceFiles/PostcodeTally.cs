using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.PlaceFiles;

/// <summary>Postcodes as they are read, twelve bytes each, until all are there: centres and shares can be told only then.</summary>
internal sealed class PostcodeTally
{
    private const int LongestSector = 6;
    private const double Grain = 1e6;

    private readonly Dictionary<string, List<Unit>> _sectors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> _lsoas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Unit>>.AlternateLookup<ReadOnlySpan<char>> _bySector;
    private readonly Dictionary<string, Dictionary<string, int>>.AlternateLookup<ReadOnlySpan<char>> _byOutcode;

    public PostcodeTally()
    {
        _bySector = _sectors.GetAlternateLookup<ReadOnlySpan<char>>();
        _byOutcode = _lsoas.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Live postcodes with a position.</summary>
    public int Postcodes { get; private set; }

    public int Outcodes => _lsoas.Count;

    /// <param name="postcode">In capitals, with any spaces: "FB2 1AA", "FB21AA", "FB2  1AA".</param>
    /// <param name="lsoa">Empty when the file does not say.</param>
    /// <returns>False for what is no postcode.</returns>
    public bool Add(ReadOnlySpan<char> postcode, double latitude, double longitude, ReadOnlySpan<char> lsoa)
    {
        Span<char> sector = stackalloc char[LongestSector];
        if (!TrySplit(postcode, sector, out var length, out var unit))
            return false;

        if (!_bySector.TryGetValue(sector[..length], out var units))
            _sectors.Add(sector[..length].ToString(), units = []);
        units.Add(unit with { North = (int)Math.Round(latitude * Grain), East = (int)Math.Round(longitude * Grain) });
        Count(sector[..(length - 2)], lsoa);
        Postcodes++;
        return true;
    }

    /// <summary>Made as they are asked for, so that a country's postcodes are never all there as records.</summary>
    public IEnumerable<OutcodeArea> Areas()
    {
        foreach (var (outcode, sectors) in _sectors.GroupBy(pair => pair.Key[..^2], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group)))
        {
            yield return new OutcodeArea(
                outcode,
                Mean(sectors.SelectMany(pair => pair.Value)),
                [.. sectors.Select(pair => Sector(pair.Key, outcode, pair.Value))],
                _lsoas[outcode]);
        }
    }

    private static PostcodeSector Sector(string sector, string outcode, List<Unit> units)
    {
        // A postcode that is there twice keeps its last position.
        var positions = new Dictionary<string, GeoPoint>(units.Count, StringComparer.Ordinal);
        foreach (var unit in units)
            positions[unit.Letters] = unit.Position;
        return new PostcodeSector(sector, outcode, Mean(units), positions);
    }

    private static GeoPoint Mean(IEnumerable<Unit> units)
    {
        var (north, east, count) = (0L, 0L, 0);
        foreach (var unit in units)
            (north, east, count) = (north + unit.North, east + unit.East, count + 1);
        return new GeoPoint(north / Grain / count, east / Grain / count);
    }

    private void Count(ReadOnlySpan<char> outcode, ReadOnlySpan<char> lsoa)
    {
        if (!_byOutcode.TryGetValue(outcode, out var counts))
            _lsoas.Add(outcode.ToString(), counts = new(StringComparer.Ordinal));
        if (lsoa.IsEmpty)
            return;

        var known = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        known[lsoa] = known.TryGetValue(lsoa, out var count) ? count + 1 : 1;
    }

    // "FB21AA" into "FB2 1" and "AA".
    private static bool TrySplit(ReadOnlySpan<char> postcode, Span<char> sector, out int length, out Unit unit)
    {
        Span<char> letters = stackalloc char[7];
        (length, unit) = (0, default);
        var count = 0;
        foreach (var c in postcode)
        {
            if (c == ' ')
                continue;
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) || count == letters.Length)
                return false;
            letters[count++] = c;
        }

        if (count < 5 || !char.IsAsciiLetterUpper(letters[0]) || !char.IsAsciiDigit(letters[count - 3]) || !char.IsAsciiLetterUpper(letters[count - 2]) || !char.IsAsciiLetterUpper(letters[count - 1]))
            return false;

        letters[..(count - 3)].CopyTo(sector);
        (sector[count - 3], sector[count - 2]) = (' ', letters[count - 3]);
        length = count - 1;
        unit = new Unit(letters[count - 2], letters[count - 1], 0, 0);
        return true;
    }

    private readonly record struct Unit(char First, char Second, int North, int East)
    {
        public string Letters => $"{First}{Second}";

        public GeoPoint Position => new(North / Grain, East / Grain);
    }
}
