using System.Globalization;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Publishing;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.Publishing;

/// <summary>What somebody asks of the feed.</summary>
/// <param name="Outcode">The half of a postcode that is used; null when none was given.</param>
/// <param name="TermId">The UUID of a term; null when none was given.</param>
/// <param name="IsLines">One record a line, all of them, without pages.</param>
/// <param name="IsFull">Each record with everything that belongs to it.</param>
/// <param name="IsMinimal">Each record with hardly more than its id.</param>
internal sealed record FeedRequest(PublishedQuery Query, string? Outcode, string? TermId, bool IsLines, bool IsFull, bool IsMinimal)
{
    /// <summary>How far is near when nobody says.</summary>
    public const int UsualMetres = 5_000;

    /// <summary>A taxonomy and a term that nothing is filed under.</summary>
    public const string Nothing = "-";

    private const int MostMetres = 200_000;
    private const int LongestSearch = 100;
    private const int MostPages = 1_000_000;
    private const int UsualPerPage = 50;

    /// <summary>Every parameter that cannot be used, by name, with what would be right; what is not known is not looked at.</summary>
    public static (FeedRequest? Request, Dictionary<string, string[]> Errors) Read(IQueryCollection sent, DirectoryFeedOptions options, DateTimeOffset now)
    {
        var said = new Said(sent);
        var (from, to) = (said.Decimal("minimum_age", 0, 130), said.Decimal("maximum_age", 0, 130));
        if (from > to)
            said.Wrong("minimum_age", "is above maximum_age");
        var (opens, closes) = (said.Clock("start_time"), said.Clock("end_time"));
        if (opens > closes)
            said.Wrong("start_time", "is after end_time");
        var outcode = said.Outcode("postcode");
        var metres = said.Whole("proximity", 1, MostMetres);
        if (metres is not null && !sent.ContainsKey("postcode"))
            said.Wrong("proximity", "needs a postcode to measure from");

        var query = new PublishedQuery
        {
            Now = now,
            Words = said.Words("search", LongestSearch),
            Taxonomy = said.Uuid("taxonomy_id") is { } taxonomy ? PublishedTaxonomy.All.FirstOrDefault(known => known.PublishedId == taxonomy)?.Id ?? Nothing : null,
            OrganizationId = said.Uuid("organization_id"),
            MinimumAge = from,
            MaximumAge = to,
            From = opens,
            To = closes,
            Days = said.Days("day"),
            ModifiedAfter = said.Instant("modified_after"),
            Metres = metres ?? UsualMetres,
            Page = said.Whole("page", 1, MostPages) ?? 1,
            Size = said.Whole("per_page", 1, options.MostPerPage) ?? Math.Min(UsualPerPage, options.MostPerPage),
        };
        var request = new FeedRequest(query, outcode, said.Uuid("taxonomy_term_id"), said.OneOf("format", "json", "ndjson") == "ndjson", said.Flag("full"), said.Flag("minimal"));
        return (said.Errors.Count == 0 ? request : null, said.Errors.ToDictionary(error => error.Key, error => error.Value.ToArray()));
    }

    /// <summary>The parameters as they were sent, and what was wrong with them.</summary>
    private sealed class Said(IQueryCollection sent)
    {
        private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

        public Dictionary<string, List<string>> Errors { get; } = new(StringComparer.Ordinal);

        public void Wrong(string name, string why)
        {
            if (!Errors.TryGetValue(name, out var errors))
                Errors[name] = errors = [];
            errors.Add($"{name} {why}.");
        }

        public int? Whole(string name, int least, int most) =>
            Value(name, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : (int?)null, $"should be a whole number from {least} to {most}");

        public decimal? Decimal(string name, int least, int most) =>
            Value(name, text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : (decimal?)null, $"should be a number from {least} to {most}");

        public TimeOnly? Clock(string name) =>
            Value(name, text => TimeOnly.TryParseExact(text, (string[])["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (TimeOnly?)null, "should be a time such as 16:30");

        public DateTimeOffset? Instant(string name) =>
            Value(name, text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : (DateTimeOffset?)null, "should be a date or a time such as 2026-11-01T09:00:00Z");

        public string? Uuid(string name) =>
            Text(name, text => Guid.TryParseExact(text, "D", out var id) ? id.ToString("D") : null, "should be a UUID");

        public string? OneOf(string name, params string[] values) =>
            Text(name, text => Array.Find(values, value => value == text), $"should be {string.Join(" or ", values)}");

        public bool Flag(string name) => OneOf(name, "true", "false") == "true";

        public string? Outcode(string name) =>
            Text(name, text => text.Length <= 20 ? Domain.ActivityDirectory.Outcode.Find(text) : null, "should be a postcode or its first half");

        public IReadOnlyList<string> Words(string name, int longest) =>
            Text(name, text => text.Length <= longest ? text : null, $"should be at most {longest} characters") is { } text ? [.. ListingDigest.Sought(text)] : [];

        public IReadOnlyList<DayOfWeek> Days(string name)
        {
            var text = Text(name, text => text.Split(',').All(day => Day(day) is not null) ? text : null, $"should be one of {string.Join(", ", DayNames)}, or several with commas between them");
            return text is null ? [] : [.. text.Split(',').Select(day => Day(day)!.Value).Distinct()];
        }

        private static DayOfWeek? Day(string text)
        {
            var day = text.Trim();
            var at = Array.FindIndex(DayNames, name => name.Equals(day, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
                return (DayOfWeek)at;

            return day.All(char.IsAsciiLetter) && Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out var named) ? named : null;
        }

        private string? Text(string name, Func<string, string?> read, string right)
        {
            if (!sent.TryGetValue(name, out var values) || values is [""] or [null])
                return null;
            if (values is [{ } text] && read(text) is { } value)
                return value;

            Wrong(name, values.Count > 1 ? "is there more than once" : right);
            return null;
        }

        private T? Value<T>(string name, Func<string, T?> read, string right)
            where T : struct
        {
            T? value = null;
            Text(name, text => (value = read(text)) is null ? null : text, right);
            return value;
        }
    }
}
