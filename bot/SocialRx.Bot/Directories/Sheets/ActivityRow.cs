using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>What is the same for all rows of a file.</summary>
/// <param name="LastModified">When the file was last changed; what a row says of itself goes first.</param>
internal sealed record SheetFrame(string SourceId, SheetHeader Header, SheetMapping Mapping, TermMap Terms, string? Licence, DateTimeOffset LastModified, DateTimeOffset Now)
{
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
}

/// <summary>One row read into a listing; what cannot be read is said, and the rest is kept.</summary>
internal sealed class ActivityRow
{
    private const int LongestVenue = 100;
    private const int LongestLine = 240;

    private readonly SheetFrame _frame;
    private readonly SheetRow _row;
    private readonly RecordProblems _problems;
    private readonly List<string> _unmapped = [];

    /// <summary>Said in words at the end of the description, because nothing else could be made of it.</summary>
    private readonly List<string> _inWords = [];

    private ActivityRow(SheetFrame frame, SheetRow row)
    {
        _frame = frame;
        _row = row;
        _problems = new(RecordId);
    }

    private string RecordId => string.Create(CultureInfo.InvariantCulture, $"row {_row.Number}");

    /// <summary>True for a row without anything in it.</summary>
    public static bool IsEmpty(SheetRow row) => row.Cells.All(string.IsNullOrWhiteSpace);

    /// <param name="position">Where its postcode lies; default when it has none.</param>
    public static ReadRecord Read(SheetFrame frame, SheetRow row, VenuePosition position) => new ActivityRow(frame, row).Read(position);

    /// <summary>The postcode of the venue, also when it stands at the end of the address only.</summary>
    public static string? PostcodeOf(SheetFrame frame, SheetRow row)
    {
        var said = frame.Header.Value(SheetColumn.PostcodeOfVenue, row);
        if (said.Length > 0)
            return said;

        return (Postcode.Find(frame.Header.Value(SheetColumn.Address, row)) ?? Postcode.Find(frame.Header.Value(SheetColumn.Venue, row)))?.ToString();
    }

    private ReadRecord Read(VenuePosition position)
    {
        if (WhyLeftOut() is var (column, why) && column is not null)
        {
            Add(column, ImportProblem.LeftOut, why);
            return new ReadRecord(RecordId, [], _problems.All, [], _frame.LastModified);
        }

        var listing = Listing(position);
        return new ReadRecord(RecordId, [listing with { Summary = Summary(), Id = $"{_frame.SourceId}.{IdPart(listing)}" }], _problems.All, _unmapped, listing.LastModified);
    }

    private (SheetColumn? Column, string Why) WhyLeftOut()
    {
        if (Text(SheetColumn.Name, Plain.LongestName).Length == 0)
            return (SheetColumn.Name, "is missing");
        if (Value(SheetColumn.Name).StartsWith('=') || Value(SheetColumn.Name).StartsWith('@'))
            return (SheetColumn.Name, "is a formula");

        return Value(SheetColumn.Status).ToLowerInvariant() is var status && status is "closed" or "inactive" or "no" or "ended" or "cancelled" or "defunct" or "temporarily closed" or "suspended" or "n" or "false"
            ? (SheetColumn.Status, $"is \"{status}\"")
            : (null, "");
    }

    private Listing Listing(VenuePosition position)
    {
        var terms = Terms();
        var ages = Ages();
        var isOnline = YesOrNo(SheetColumn.Online) ?? Has(terms, "online");
        var name = Text(SheetColumn.Name, Plain.LongestName);
        return new Listing
        {
            Id = "",
            SourceId = _frame.SourceId,
            Name = name,
            Organisation = Organisation(name),
            Themes = Themes(terms, name),
            MinimumAge = ages.From,
            MaximumAge = ages.To,
            Cost = Cost(),
            Sessions = Sessions(),
            IsOnline = isOnline,
            Location = isOnline ? null : Location(position),
            Venue = isOnline ? null : Optional(SheetColumn.Venue, LongestVenue) ?? Optional(SheetColumn.Address, LongestVenue),
            Access = [.. Parts(SheetColumn.Access).SelectMany(Access).Concat(terms.SelectMany(_frame.Terms.Access)).Distinct()],
            OnlyFor = OnlyFor(terms),
            WelcomesNewcomers = YesOrNo(SheetColumn.Newcomers) ?? Has(terms, "newcomers"),
            OneToOne = YesOrNo(SheetColumn.OneToOne) ?? Has(terms, "one-to-one"),
            CanJoinDirectly = !(YesOrNo(SheetColumn.Referral) ?? Has(terms, "referral-needed")),
            HowToJoin = Optional(SheetColumn.HowToJoin, LongestLine),
            Phone = Mended(SheetColumn.Phone, Phone, "is no number somebody can call without great cost"),
            Email = Mended(SheetColumn.Email, Plain.Email, "is no e-mail address"),
            Web = Mended(SheetColumn.Web, Web, "is no web address"),
            LastModified = LastModified(),
            Assured = Day(SheetColumn.LastChecked) is { } day && day <= _frame.Today ? day : null,
            Languages = [.. Parts(SheetColumn.SpokenLanguages).Select(Language).OfType<string>().Distinct()],
            Settings = [.. Settings().Distinct()],
            SafetyChecks = [.. SafetyChecks().Distinct()],
            AreaServed = Optional(SheetColumn.AreaServed, LongestVenue),
            TravelHint = Optional(SheetColumn.GettingThere, LongestLine),
            PlacesLeft = PlacesLeft(),
            Licence = _frame.Licence,
        };
    }

    private string Value(SheetColumn column) => _frame.Header.Value(column, _row);

    private string Text(SheetColumn column, int most) => Plain.Clip(Plain.Text(Value(column)), most);

    private string? Optional(SheetColumn column, int most)
    {
        var text = Plain.Text(Value(column));
        if (Plain.WithoutCostlyNumbers(text) is { } without)
        {
            Add(column, ImportProblem.Mended, "held a number that is dear to call; the sentence was taken out");
            text = without;
        }

        return text.Length == 0 ? null : Plain.Clip(text, most);
    }

    private IEnumerable<string> Parts(SheetColumn column) =>
        Plain.Text(Value(column).Replace('\n', ';')).Split([';', ',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => Plain.Clip(part, 80)).Take(30);

    // A row keeps its id when it moves, and another one gets another; the words of times and cost may change without that.
    private string IdPart(Listing listing)
    {
        var said = Plain.Text(Value(SheetColumn.Id));
        if (said.Length is > 0 and <= 64 && said.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return said;

        var key = said.Length > 0 ? said : string.Join('\n', listing.Name, listing.Organisation, listing.Venue, Value(SheetColumn.PostcodeOfVenue), Value(SheetColumn.Ages)).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)), 0, 10);
    }

    private string Organisation(string name)
    {
        var said = Text(SheetColumn.Organisation, Plain.LongestName);
        if (said.Length > 0)
            return said;

        Add(SheetColumn.Organisation, ImportProblem.Mended, "is not named; the activity's own name stands in for it");
        return name;
    }

    private string Summary()
    {
        var inWords = string.Join(' ', _inWords);
        var text = Optional(SheetColumn.Description, Plain.LongestSummary - Math.Min(inWords.Length + 1, Plain.LongestSummary / 2)) ?? "";
        if (text.Length == 0)
            Add(SheetColumn.Description, ImportProblem.Noted, "is missing");
        return Plain.Clip($"{text} {inWords}".Trim(), Plain.LongestSummary);
    }

    private List<string> Terms()
    {
        var terms = Parts(SheetColumn.Categories).SelectMany(term => _frame.Terms.Knows(term) ? [term] : term.Split(['/', '&'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        _unmapped.AddRange(terms.Where(term => !_frame.Terms.Knows(term)));
        return terms;
    }

    // Without a category a football club would only be found by somebody who types "football".
    private IReadOnlyList<string> Themes(List<string> terms, string name)
    {
        var themes = terms.SelectMany(_frame.Terms.Themes).Distinct().ToList();
        if (themes.Count > 0)
            return themes;

        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var inName = Enumerable.Range(1, 3).Reverse()
            .SelectMany(length => Enumerable.Range(0, Math.Max(0, words.Length - length + 1)).Select(at => string.Join(' ', words[at..(at + length)])))
            .FirstOrDefault(term => _frame.Terms.Themes(term).Count > 0);
        Add(SheetColumn.Categories, ImportProblem.Noted, inName is null ? "say nothing that is mapped to a theme; it is found by its words only" : $"say nothing that is mapped to a theme; \"{inName}\" in its name stands in for them");
        return inName is null ? [] : _frame.Terms.Themes(inName);
    }

    private bool Has(List<string> terms, string feature) => terms.Exists(term => _frame.Terms.Features(term).Contains(feature));

    private AgesRead Ages()
    {
        var (from, to) = (Number(SheetColumn.MinimumAge), Number(SheetColumn.MaximumAge));
        if (from is not null || to is not null)
            return from > to ? AgesSaid.Read($"{to}-{from}") : new AgesRead(from, to);

        var said = Value(SheetColumn.Ages);
        var read = AgesSaid.Read(said);
        if (read.Remark is not null)
            Add(SheetColumn.Ages, read.IsMended ? ImportProblem.Mended : ImportProblem.Noted, $"\"{Shown(said)}\" {read.Remark}");
        if (!read.IsKnown || (read.Remark is not null && !read.IsMended))
            InWords("Ages", said);
        return read;
    }

    private decimal? Number(SheetColumn column)
    {
        var said = Value(column);
        if (said.Length == 0)
            return null;
        if (decimal.TryParse(said, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 130)
            return number;

        Add(column, ImportProblem.Noted, $"\"{Shown(said)}\" is no age; it was taken out");
        return null;
    }

    private Cost Cost()
    {
        var said = Value(SheetColumn.Cost);
        var cost = CostSaid.Read(said);
        if (cost is Domain.ActivityDirectory.Cost.Unknown && said.Length > 0)
        {
            Add(SheetColumn.Cost, ImportProblem.Noted, $"\"{Shown(said)}\" is neither free nor a price; it is shown as it is written");
            InWords("Cost", said);
        }

        return cost;
    }

    private IReadOnlyList<Session> Sessions()
    {
        var said = Value(SheetColumn.When) is { Length: > 0 } words ? words : FromColumns();
        var read = TimesSaid.Read(said, _frame.Today, Day(SheetColumn.FirstDay), Day(SheetColumn.LastDay), YesOrNo(SheetColumn.TermTimeOnly) ?? false, _frame.Mapping.DateFormats);
        foreach (var remark in read.Remarks)
            Add(SheetColumn.When, ImportProblem.Noted, $"\"{Shown(said)}\" {remark}");
        if (!read.IsWhole)
            InWords("Times", said);
        return read.Sessions;
    }

    // Day, start and end in columns of their own say the same as "Tuesday 16:00-17:30".
    private string FromColumns()
    {
        var (starts, ends) = (Clock(SheetColumn.StartTime), Clock(SheetColumn.EndTime));
        var on = Value(SheetColumn.Date) is { Length: > 0 } date ? (SaidDate.Read(date, _frame.Mapping.DateFormats)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? date) : Value(SheetColumn.Day);
        return starts.Length + ends.Length > 0 ? $"{on} {starts}{(ends.Length > 0 ? "-" : "")}{ends}".Trim() : on;
    }

    private string Clock(SheetColumn column)
    {
        var said = Value(column);
        return _frame.Mapping.TimeFormats.Count > 0 && TimeOnly.TryParseExact(said, [.. _frame.Mapping.TimeFormats], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString("HH:mm", CultureInfo.InvariantCulture) : said;
    }

    private GeoPoint? Location(VenuePosition position)
    {
        if (Degrees(SheetColumn.Latitude) is { } latitude && Degrees(SheetColumn.Longitude) is { } longitude)
        {
            if (Positions.IsBritish(latitude, longitude))
                return new GeoPoint(latitude, longitude);
            Add(SheetColumn.Latitude, ImportProblem.Noted, "and longitude are not in the United Kingdom; the postcode stands in for them");
        }

        if (position.Remark is not null)
            Add(SheetColumn.PostcodeOfVenue, ImportProblem.Noted, position.Remark);
        else if (position.At is null)
            Add(SheetColumn.PostcodeOfVenue, ImportProblem.Noted, "is missing: nobody says where it is");
        return position.At;
    }

    private double? Degrees(SheetColumn column) => double.TryParse(Value(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;

    private IEnumerable<string> Access(string said)
    {
        var known = _frame.Terms.Access(said).ToList();
        if (known.Count == 0 && said.ToLowerInvariant() is not ("no" or "none" or "n/a" or "-"))
            Add(SheetColumn.Access, ImportProblem.Noted, $"\"{Shown(said)}\" is nothing that can be searched for");
        return known;
    }

    // A group nobody here knows must not read as open to everyone: its words are kept where people see them.
    private IReadOnlyList<string> OnlyFor(List<string> terms)
    {
        var groups = new List<string>();
        foreach (var said in Parts(SheetColumn.OnlyFor).Where(said => said.ToLowerInvariant() is not ("everyone" or "everybody" or "all" or "anyone" or "no" or "none" or "n/a" or "-" or "open to all")))
        {
            var known = _frame.Terms.OnlyFor(said) is { Count: > 0 } exact ? exact : _frame.Terms.OnlyFor($"{said} only");
            groups.AddRange(known);
            if (known.Count > 0)
                continue;
            Add(SheetColumn.OnlyFor, ImportProblem.Noted, $"\"{Shown(said)}\" is no group that is known here; it is shown as it is written");
            InWords("Only for", said);
        }

        return [.. groups.Concat(terms.SelectMany(_frame.Terms.OnlyFor)).Distinct()];
    }

    // Spreadsheets take the leading zero of a number away.
    private static string? Phone(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        return Plain.Phone(digits.Length == 10 && digits.All(char.IsAsciiDigit) && digits[0] is '1' or '2' or '3' or '7' ? $"0{digits}" : text);
    }

    private static string? Web(string text) => Plain.Web(text.Contains("://", StringComparison.Ordinal) || !text.Contains('.', StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal) ? text : $"https://{text}");

    private string? Mended(SheetColumn column, Func<string, string?> read, string why)
    {
        var said = Value(column);
        var value = said.Length == 0 ? null : read(said);
        if (said.Length > 0 && value is null)
            Add(column, ImportProblem.Mended, $"{why}; it was taken out");
        return value;
    }

    private DateTimeOffset LastModified() =>
        Day(SheetColumn.LastChanged) is { } day && day <= _frame.Today ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : _frame.LastModified;

    private DateOnly? Day(SheetColumn column)
    {
        var said = Value(column);
        var day = said.Length == 0 ? null : SaidDate.Read(said, _frame.Mapping.DateFormats);
        if (said.Length > 0 && day is null)
            Add(column, ImportProblem.Noted, $"\"{Shown(said)}\" is no date that can be read");
        return day;
    }

    private bool? YesOrNo(SheetColumn column)
    {
        var said = Value(column).ToLowerInvariant();
        switch (said)
        {
            case "":
                return null;
            case "yes" or "y" or "true" or "1" or "x" or "✓" or "✔" or "t":
                return true;
            case "no" or "n" or "false" or "0" or "f" or "-" or "n/a":
                return false;
            default:
                Add(column, ImportProblem.Noted, $"\"{Shown(said)}\" is neither yes nor no");
                return null;
        }
    }

    private string? Language(string said)
    {
        if (LanguageTags.Find(said) is { } tag)
            return tag;

        Add(SheetColumn.SpokenLanguages, ImportProblem.Noted, $"\"{Shown(said)}\" is no language that is known here");
        return null;
    }

    private IEnumerable<string> Settings()
    {
        var said = Value(SheetColumn.Setting).ToLowerInvariant().Replace('-', ' ');
        foreach (var (word, id) in ((string, string)[])[("indoor", "indoors"), ("inside", "indoors"), ("outdoor", "outdoors"), ("outside", "outdoors"), ("group", "group"), ("drop in", "drop-in")])
        {
            if (said.Contains(word, StringComparison.Ordinal))
                yield return id;
        }
    }

    private IEnumerable<string> SafetyChecks()
    {
        var said = Value(SheetColumn.SafetyChecks).ToLowerInvariant();
        if (said.StartsWith("no", StringComparison.Ordinal))
            yield break;
        foreach (var (word, id) in ((string, string)[])[("dbs", "dbs"), ("safeguarding", "safeguarding-policy"), ("first aid", "first-aid")])
        {
            if (said.Contains(word, StringComparison.Ordinal))
                yield return id;
        }
    }

    private int? PlacesLeft() => int.TryParse(Value(SheetColumn.PlacesLeft), NumberStyles.None, CultureInfo.InvariantCulture, out var left) && left <= 100_000 ? left : null;

    private void InWords(string about, string said)
    {
        if (Plain.Text(said) is { Length: > 0 } plain)
            _inWords.Add($"{about}: {Plain.Clip(Plain.WithoutCostlyNumbers(plain) ?? plain, 120).TrimEnd('.')}.");
    }

    private void Add(SheetColumn column, string effect, string why) => _problems.Add(column.Heading, effect, why);

    private static string Shown(string value) => Plain.Clip(Plain.Text(value), 60);
}
