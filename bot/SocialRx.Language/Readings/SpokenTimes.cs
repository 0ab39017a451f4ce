using System.Collections.Frozen;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Language.Readings;

/// <summary>
/// When somebody is free, day by day: "weekends but not sunday mornings", "tues after 4 and sat mornings". Days and hours that stand together belong together; what
/// stands behind a no is taken away.
/// </summary>
internal static class SpokenTimes
{
    private static readonly FrozenSet<string> No = FrozenSet.Create(StringComparer.Ordinal, "not", "no", "except", "cant", "cannot", "never", "apart", "busy", "dont", "bar", "without", "excluding");
    private static readonly FrozenSet<string> Yes = FrozenSet.Create(StringComparer.Ordinal, "but", "can", "free", "only", "is", "are", "fine", "ok", "good", "yes", "yeah", "rest", "then");
    private static readonly FrozenSet<string> Joins = FrozenSet.Create(StringComparer.Ordinal, "and", "or", "n", "plus", "then", "also", "but", "+", "/");

    /// <summary>Spans of days of the week, Monday first; empty when nothing about days or hours was said.</summary>
    public static IReadOnlyList<FreeTime> Read(IReadOnlyList<string> tokens, DayOfWeek today)
    {
        var clauses = Clauses(tokens, Parts(tokens, today));
        if (clauses.Count == 0)
            return [];

        var can = clauses.Where(clause => !clause.IsAgainst).SelectMany(clause => clause.Spans(tokens)).ToList();
        var left = can.Count > 0 || clauses.Exists(clause => !clause.IsAgainst) ? can : [.. SpokenDays.All.Select(FreeTime.AllDay)];
        foreach (var cannot in clauses.Where(clause => clause.IsAgainst).SelectMany(clause => clause.Spans(tokens)))
            left = [.. left.SelectMany(span => span.Without(cannot))];
        return [.. left.Distinct().OrderBy(span => ((int)span.Day + 6) % 7).ThenBy(span => span.From)];
    }

    private static List<Part> Parts(IReadOnlyList<string> tokens, DayOfWeek today)
    {
        var parts = new List<Part>();
        var (against, joined) = (false, false);
        for (var i = 0; i < tokens.Count; i++)
        {
            against = No.Contains(tokens[i]) || (against && !Yes.Contains(tokens[i]));
            joined |= Joins.Contains(tokens[i]);
            var (days, dayLength) = SpokenDays.At(tokens, i, today);
            var (hours, hourLength) = SpokenHours.At(tokens, i, isWeekend: false);
            var turned = hours is not null && SpokenHours.TurnsNo(tokens, i);
            if (days.Count > 0)
                parts.Add(new Part(days, null, against, joined));
            if (hours is not null)
                parts.Add(new Part([], i, against && !turned, joined));
            (against, joined) = (against && !turned, joined && days.Count == 0 && hours is null);
            i += Math.Max(dayLength, hourLength) - 1;
        }

        return parts;
    }

    private static List<Clause> Clauses(IReadOnlyList<string> tokens, List<Part> parts)
    {
        var clauses = new List<Clause>();
        foreach (var part in parts)
        {
            if (clauses.Count == 0 || !clauses[^1].Takes(part))
                clauses.Add(Next(clauses, part));
            clauses[^1].Add(part);
        }

        clauses.RemoveAll(clause => clause.IsEmpty);
        return clauses;
    }

    // "after 4 on mondays and sat mornings": a day that was joined on belongs to the hours behind it.
    private static Clause Next(List<Clause> clauses, Part part)
    {
        var next = new Clause(part.IsAgainst);
        if (clauses.Count > 0 && part.HourAt is not null && clauses[^1].GiveUpLastDay(part) is { } day)
            next.Add(day);
        return next;
    }

    /// <param name="HourAt">Where hours stand in the text; null for days.</param>
    /// <param name="IsJoined">An "and" or the like stands before it.</param>
    private sealed record Part(IReadOnlyList<DayOfWeek> Days, int? HourAt, bool IsAgainst, bool IsJoined);

    private sealed class Clause(bool isAgainst)
    {
        private readonly List<Part> _parts = [];

        public bool IsAgainst => isAgainst;

        public bool IsEmpty => _parts.Count == 0;

        private bool HasDays => _parts.Exists(part => part.HourAt is null);

        private bool HasHours => _parts.Exists(part => part.HourAt is not null);

        public void Add(Part part) => _parts.Add(part);

        /// <summary>Days and hours in either order are whole; what begins again begins another.</summary>
        public bool Takes(Part part)
        {
            if (part.IsAgainst != isAgainst)
                return false;
            if (part.HourAt is null)
                return !(HasDays && HasHours) || (_parts[^1].HourAt is null && !BeginsWithDays);
            return !(HasDays && HasHours) || BeginsWithDays;
        }

        public Part? GiveUpLastDay(Part hours)
        {
            if (BeginsWithDays || hours.IsAgainst != isAgainst || _parts[^1] is not { HourAt: null, IsJoined: true } last || _parts.Count(part => part.HourAt is null) < 2)
                return null;

            _parts.Remove(last);
            return last;
        }

        public IEnumerable<FreeTime> Spans(IReadOnlyList<string> tokens)
        {
            var named = _parts.SelectMany(part => part.Days).ToHashSet();
            var hours = Hours(tokens, named.Count > 0 && named.All(SpokenDays.Weekend.Contains));
            var days = named.Count > 0 ? [.. named] : hours.Exists(one => one.OnSchoolDays) ? SpokenDays.SchoolDays : SpokenDays.All;
            return days.SelectMany(day => hours.Select(one => new FreeTime(day, one.NotBefore ?? TimeOnly.MinValue, one.NotAfter ?? TimeOnly.MaxValue)));
        }

        private bool BeginsWithDays => _parts[0].HourAt is null;

        // "after 4 until 6" is one span, "mornings or evenings" are two.
        private List<SpokenHours> Hours(IReadOnlyList<string> tokens, bool isWeekend)
        {
            var hours = new List<SpokenHours>();
            foreach (var said in _parts.Where(part => part.HourAt is not null).Select(part => SpokenHours.At(tokens, part.HourAt!.Value, isWeekend).Hours).OfType<SpokenHours>().Select(Sound))
            {
                if (hours.Count > 0 && hours[^1].And(said) is { } both)
                    hours[^1] = both;
                else
                    hours.Add(said);
            }

            return hours.Count > 0 ? hours : [new SpokenHours(null, null, false)];
        }

        private static SpokenHours Sound(SpokenHours hours) => hours.NotBefore >= hours.NotAfter ? hours with { NotAfter = null } : hours;
    }
}
