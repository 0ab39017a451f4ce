using System.Globalization;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Dashboard.Pages;

/// <summary>Reads what was typed about a listing, and collects what is wrong with it.</summary>
internal sealed class ListingReading(Listing was, DirectoryText text)
{
    private const decimal MostYears = 120;
    private const decimal MostPounds = 10_000;

    /// <summary>What goes on past midnight has ended by then; later is a slip.</summary>
    private static readonly TimeOnly LatestEnd = new(6, 0);

    public List<string> Problems { get; } = [];

    public string Required(string typed, string before, int longest, string what)
    {
        var read = Text(typed, before, longest, what);
        if (string.IsNullOrEmpty(read))
            Problems.Add($"{what} is missing.");
        return read ?? before;
    }

    /// <summary>Null for nothing. What reads as before is as before.</summary>
    public string? Text(string typed, string? before, int longest, string what)
    {
        var plain = text.Plain(typed);
        if (plain == text.Plain(before))
            return before;
        if (plain.Length > longest)
            Problems.Add($"{what} is longer than {longest} characters ({plain.Length}).");
        if (text.WithoutCostlyNumbers(plain) is not null)
            Problems.Add($"{what} holds a phone number that is dear to call.");
        return plain.Length == 0 ? null : plain;
    }

    public string? Contact(string typed, string? before, Func<string?, string?> read, string wrong)
    {
        if (typed.Length == 0 || typed == before)
            return typed.Length == 0 ? null : before;
        if (read(typed) is { } contact)
            return contact;
        Problems.Add(wrong);
        return before;
    }

    public decimal? Age(string typed, string what)
    {
        if (typed.Length == 0)
            return null;
        if (Number(typed) is { } age and >= 0 and <= MostYears)
            return age;
        Problems.Add($"{what} is no number of years.");
        return null;
    }

    public Cost CostOf(string kind, string pounds, string note)
    {
        if (kind != "pounds")
            return kind == "free" ? new Cost.Free() : new Cost.Unknown();
        var before = was.Cost as Cost.Pounds;
        var words = Text(note, before?.Note, ListingForm.LongestLine, "The note about the cost");
        var amount = Number(pounds);
        if (amount is not null && amount == before?.Amount)
            return words == before.Note ? before : before with { Note = words };
        if (amount is > 0 and <= MostPounds)
            return new Cost.Pounds(amount.Value, words);
        Problems.Add("Say what it costs, in pounds for one session.");
        return was.Cost;
    }

    public GeoPoint? Position(string latitude, string longitude)
    {
        if (latitude.Length == 0 && longitude.Length == 0)
            return null;
        var (north, east) = (Degrees(latitude), Degrees(longitude));
        if (was.Location is { } before && before.Latitude == north && before.Longitude == east)
            return before;
        if (north is >= 49 and <= 61 && east is >= -9 and <= 2)
            return new GeoPoint(north.Value, east.Value);
        Problems.Add("The position is not in Great Britain. It is written like 53.72 and -1.86.");
        return was.Location;
    }

    public IReadOnlyList<Session> Sessions(IReadOnlyList<SessionForm> forms)
    {
        var sessions = forms.Index().Where(pair => pair.Item.Day.Length > 0).Select(pair => Read(pair.Item, pair.Index + 1)).OfType<Session>().ToList();
        return sessions.SequenceEqual(was.Sessions) ? was.Sessions : sessions;
    }

    private Session? Read(SessionForm form, int number)
    {
        var before = StandsFor(form);
        if (before is not null && SessionForm.Of(before, 0) == form with { StandsFor = "0" })
            return before;
        if (!Enum.TryParse<DayOfWeek>(form.Day, out var day) || !Enum.IsDefined(day) || Time(form.Opens) is not { } opens || Time(form.Closes) is not { } closes)
            return Wrong($"Time {number} needs a day, a start and an end.");
        var (from, until) = (ListingForm.Day(form.From), ListingForm.Day(form.Until));
        if ((from is null && form.From.Length > 0) || (until is null && form.Until.Length > 0) || from > until)
            return Wrong($"Time {number}: its first and last day do not fit.");
        if (closes == opens || (closes < opens && closes > LatestEnd))
            return Wrong($"Time {number} ends before it begins.");
        return (before ?? new Session(day, opens, closes)) with
        {
            Day = day,
            Opens = opens,
            Closes = closes,
            From = from,
            Until = until,
            TermTimeOnly = form.Year == "term",
            HolidaysOnly = form.Year == "holidays",
        };
    }

    private Session? StandsFor(SessionForm form) =>
        int.TryParse(form.StandsFor, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < was.Sessions.Count ? was.Sessions[place] : null;

    private Session? Wrong(string problem)
    {
        Problems.Add(problem);
        return null;
    }

    private static TimeOnly? Time(string typed) => TimeOnly.TryParseExact(typed, ["HH:mm", "HH:mm:ss", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static decimal? Number(string typed) => decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Degrees(string typed) => double.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
