using System.Collections.Frozen;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Finds a named place in what somebody typed, whatever stands around it and however it is spelt.</summary>
public static class Gazetteer
{
    private const int MostCandidates = 5;

    private static readonly FrozenDictionary<string, string> Abbreviations = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["stn"] = "station", ["sta"] = "station", ["rd"] = "road", ["st"] = "street", ["pk"] = "park", ["ctr"] = "centre", ["center"] = "centre",
        ["uni"] = "university", ["nr"] = "near", ["hosp"] = "hospital", ["sch"] = "school", ["est"] = "estate", ["grn"] = "green",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The place whose whole name is in the text; of several the longest name, "Fernbridge Station" before "Fernbridge". Slips of the finger are forgiven.</summary>
    public static PlaceFinding Find(IEnumerable<Place> places, string? text)
    {
        var said = Words(text);
        var hits = places.Select(place => Look(place, said)).OfType<Hit>().ToList();
        if (hits.Count == 0)
            return new PlaceFinding.NotFound();

        var best = hits.Where(hit => hit.CompareTo(hits.Min()!) == 0).OrderBy(hit => hit.Place.Name, StringComparer.Ordinal).ThenBy(hit => hit.Place.Id, StringComparer.Ordinal).ToList();
        return best.Count == 1
            ? new PlaceFinding.Found(best[0].Place, best[0].Slips > 0)
            : new PlaceFinding.Several([.. best.Select(hit => hit.Place).Take(MostCandidates)]);
    }

    private static Hit? Look(Place place, List<string> said)
    {
        var name = Words(place.Name);
        Hit? best = null;
        for (var at = 0; at + name.Count <= said.Count && name.Count > 0; at++)
        {
            var hit = Compare(place, name, said, at);
            best = hit is not null && (best is null || hit.CompareTo(best) < 0) ? hit : best;
        }

        return best;
    }

    private static Hit? Compare(Place place, List<string> name, List<string> said, int at)
    {
        var slips = 0;
        for (var i = 0; i < name.Count; i++)
        {
            if (!Spelling.IsSlipOf(said[at + i], name[i]))
                return null;
            slips += said[at + i] == name[i] ? 0 : 1;
        }

        return new Hit(place, name.Count, slips);
    }

    private static List<string> Words(string? text) => [.. Spelling.Words(text, 60).Select(word => Abbreviations.GetValueOrDefault(word, word))];

    private sealed record Hit(Place Place, int Length, int Slips) : IComparable<Hit>
    {
        public int CompareTo(Hit? other) => other is null ? -1 : (-Length, Slips).CompareTo((-other.Length, other.Slips));
    }
}
