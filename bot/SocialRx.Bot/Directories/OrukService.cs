using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>What is known of where a service was read from.</summary>
/// <param name="Licence">The licence the source publishes under, as an address or SPDX name; null when nobody says.</param>
/// <param name="Address">Of its /services endpoint; null for a file.</param>
internal sealed record OrukSource(string? Licence = null, Uri? Address = null);

/// <summary>One Open Referral UK service (v1 or v3) read into listings, one a place it happens at, with what had to be mended on the way.</summary>
internal sealed class OrukService
{
    private const int LongestAlert = 200;
    private const int MostPlaces = StoredRecords.MostPlaces;

    private readonly JsonElement _service;
    private readonly string _sourceId;
    private readonly TermMap _terms;
    private readonly DateTimeOffset _now;
    private readonly OrukSource _source;
    private readonly RecordProblems _problems;

    private OrukService(JsonElement service, string recordId, string sourceId, TermMap terms, DateTimeOffset now, OrukSource source)
    {
        _service = service;
        RecordId = recordId;
        _sourceId = sourceId;
        _terms = terms;
        _now = now;
        _source = source;
        _problems = new(recordId);
    }

    public string RecordId { get; }

    /// <summary>None when the record was left out.</summary>
    public IReadOnlyList<Listing> Listings { get; private set; } = [];

    public IReadOnlyList<ImportProblem> Problems => _problems.All;

    public IReadOnlyList<string> UnmappedTerms { get; private set; } = [];

    public DateTimeOffset LastModified { get; private set; }

    /// <param name="position">Where it stands in the document, from 1; names a record without an id.</param>
    public static OrukService Read(JsonElement service, int position, string sourceId, TermMap terms, DateTimeOffset now, OrukSource source)
    {
        var read = new OrukService(service, service.Text("id") is { } id ? Plain.Clip(Plain.Text(id), 80) : $"#{position}", sourceId, terms, now, source);
        read.Read();
        return read;
    }

    public ReadRecord ToRecord() => new(RecordId, Listings, Problems, UnmappedTerms, LastModified);

    private void Read()
    {
        if (WhyLeftOut() is var (field, why) && field is not null)
        {
            _problems.LeaveOut(field, why);
            return;
        }

        LastModified = ReadLastModified();
        var terms = Terms();
        UnmappedTerms = [.. terms.Where(term => !_terms.Knows(term)).Select(term => term.Label).Distinct(StringComparer.OrdinalIgnoreCase)];
        var whole = Whole(terms);
        Listings = [.. Places(whole)];
    }

    private (string? Field, string Why) WhyLeftOut()
    {
        if (_service.ValueKind != JsonValueKind.Object)
            return ("record", "is not an object");
        if (_service.Text("id") is null)
            return ("id", "is missing");
        if (Plain.Text(_service.Text("name")).Length == 0)
            return ("name", "is missing");

        return _service.Text("status")?.ToLowerInvariant() is { } status and not "active" ? ("status", $"is \"{Shown(status)}\", not active") : (null, "");
    }

    private Listing Whole(List<SaidTerm> terms)
    {
        var (from, to) = Ages();
        return new Listing
        {
            Id = Id(),
            SourceId = _sourceId,
            Name = Plain.Clip(Plain.Text(_service.Text("name")), Plain.LongestName),
            Organisation = Organisation(),
            Summary = Summary(),
            Themes = [.. terms.SelectMany(_terms.Themes).Distinct()],
            MinimumAge = from,
            MaximumAge = to,
            Cost = Prices.Read(_service, DateOnly.FromDateTime(_now.UtcDateTime)),
            Access = [],
            WhoItIsFor = Plain.Optional(OrukFields.EligibilityText(_service), 240),
            OnlyFor = [.. terms.SelectMany(_terms.OnlyFor).Distinct()],
            WelcomesNewcomers = Has(terms, "newcomers"),
            OneToOne = Has(terms, "one-to-one"),
            IsOnline = Has(terms, "online") || OrukFields.IsOnlineOnly(_service),
            CanJoinDirectly = !Has(terms, "referral-needed") && !OrukFields.NeedsReferral(_service),
            HowToJoin = Plain.Optional(_service.Text("application_process"), 240),
            Phone = FirstGood("phone", OrukFields.Phones(_service), Plain.Phone, "is no number somebody can call without great cost"),
            Email = FirstGood("email", OrukFields.Emails(_service), Plain.Email, "is no e-mail address"),
            Web = FirstGood("url", OrukFields.WebAddresses(_service), Plain.Web, "is no web address"),
            LastModified = LastModified,
            Assured = ReadAssured(),
            Languages = Languages(),
            Settings = OrukFields.IsDropIn(_service) ? ["drop-in"] : [],
            SafetyChecks = [.. SafetyWords.Find([_service.Text("accreditations"), .. terms.Select(term => term.Label)])],
            AreaServed = Plain.Optional(string.Join(", ", OrukFields.Areas(_service)), 120),
            Licence = _source.Licence,
            SourcePage = SourcePage(),
        };
    }

    private bool Has(List<SaidTerm> terms, string feature) => terms.Exists(term => _terms.Features(term).Contains(feature));

    private string Id()
    {
        var id = _service.Text("id")!;
        if (!Guid.TryParse(id, out _))
            _problems.Note("id", "is not a UUID");
        if (!IsFitForLinks(id))
            _problems.Mend("id", "has characters that cannot stand in a link; a digest stands in for it");
        return IdOf(_sourceId, id);
    }

    /// <summary>What the listing at a service's first place is called; those at others have "~2", "~3"... behind it.</summary>
    public static string IdOf(string sourceId, string id) =>
        $"{sourceId}.{(IsFitForLinks(id) ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)), 0, 16))}";

    // The listing's id goes into links and buttons.
    private static bool IsFitForLinks(string id) => id.Length <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private string? SourcePage() =>
        _source.Address is { } address ? new UriBuilder(address) { Path = $"{address.AbsolutePath.TrimEnd('/')}/{Uri.EscapeDataString(_service.Text("id")!)}", Query = "" }.Uri.AbsoluteUri : null;

    private JsonElement? Organization() => _service.Field("organization");

    private string Organisation()
    {
        var name = Plain.Clip(Plain.Text(Organization()?.Text("name")), Plain.LongestName);
        if (name.Length > 0)
            return name;

        _problems.Mend("organization", "is not named; the service's own name stands in for it");
        return Plain.Clip(Plain.Text(_service.Text("name")), Plain.LongestName);
    }

    // What has changed just now ("closed until Easter") is said whole, however long the description is.
    private string Summary()
    {
        var alert = Cheap("alert", LongestAlert);
        var description = Cheap("description", alert.Length > 0 ? Plain.LongestSummary - alert.Length - 1 : Plain.LongestSummary);
        if (description.Length == 0)
            _problems.Note("description", "is missing");
        return $"{description} {alert}".Trim();
    }

    private string Cheap(string field, int most)
    {
        var text = Plain.Text(_service.Text(field));
        if (Plain.WithoutCostlyNumbers(text) is not { } without)
            return Plain.Clip(text, most);

        _problems.Mend(field, "held a number that is dear to call; the sentence was taken out");
        return Plain.Clip(without, most);
    }

    private (decimal? From, decimal? To) Ages()
    {
        var ages = OrukFields.AgeHolders(_service).Select(holder => (From: Age(holder, "minimum_age"), To: Age(holder, "maximum_age"))).Select(Ordered).ToList();
        return ages.Count == 0 ? default : (ages.Exists(age => age.From is null) ? null : ages.Min(age => age.From), ages.Exists(age => age.To is null) ? null : ages.Max(age => age.To));
    }

    private (decimal? From, decimal? To) Ordered((decimal? From, decimal? To) ages)
    {
        var (from, to) = ages;
        if (to == 0)
            to = null;
        if (!(from > to))
            return (from, to);

        _problems.Mend("minimum_age", $"{Shown(from)} is above the maximum {Shown(to)}; they were exchanged");
        return (to, from);
    }

    private decimal? Age(JsonElement holder, string field)
    {
        var age = holder.Number(field);
        if (age is null or (>= 0 and <= 130))
            return age;

        _problems.Mend(field, $"{Shown(age)} is no age; it was taken out");
        return null;
    }

    private DateTimeOffset ReadLastModified()
    {
        var said = _service.Instant("last_modified") ?? _service.Instant("assured_date");
        if (said > _now)
        {
            _problems.Mend("last_modified", "is in the future; today stands in for it");
            return _now;
        }

        if (said is { } known)
            return known.ToUniversalTime();

        _problems.Mend("last_modified", "is missing; today stands in for it");
        return new DateTimeOffset(_now.UtcDateTime.Date, TimeSpan.Zero);
    }

    private DateOnly? ReadAssured()
    {
        var day = _service.Day("assured_date");
        return day > DateOnly.FromDateTime(_now.UtcDateTime) ? null : day;
    }

    private List<SaidTerm> Terms() => [.. OrukFields.Terms(_service).Select(term => term with { Label = term.Shown }).Where(term => term.Label.Length > 0)];

    private IReadOnlyList<string> Languages()
    {
        var said = OrukFields.Languages(_service).Select(language => Plain.Text(language)).Where(language => language.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var language in said.Where(language => LanguageTags.Find(language) is null))
            _problems.Note("languages", $"\"{Shown(language)}\" is no language this directory knows");
        return [.. said.Select(LanguageTags.Find).OfType<string>().Distinct()];
    }

    // A service at three places is three things to choose from: near, further, and too far.
    private IEnumerable<Listing> Places(Listing whole)
    {
        var places = OrukFields.Places(_service).Take(MostPlaces + 1).ToList();
        if (places.Count == 0)
        {
            if (!whole.IsOnline)
                _problems.Note("service_at_locations", "is missing: nobody says where it is");
            yield return whole with { Sessions = Sessions(_service) };
            yield break;
        }

        if (places.Count > MostPlaces)
            _problems.Note("service_at_locations", $"has more than {MostPlaces} places; the first {MostPlaces} are listed");
        foreach (var (index, place) in places.Take(MostPlaces).Index())
        {
            var id = index == 0 ? whole.Id : $"{whole.Id}~{(index + 1).ToString(CultureInfo.InvariantCulture)}";
            yield return At(whole with { Id = id }, place);
        }
    }

    private Listing At(Listing whole, JsonElement place)
    {
        var location = place.Field("location") ?? default;
        var isOnline = whole.IsOnline || OrukFields.IsVirtual(location);
        var isSomewhere = !isOnline && !IsPostal(location);
        var own = Sessions(place);
        return whole with
        {
            IsOnline = isOnline,
            Location = isSomewhere ? Position(location) : null,
            Venue = isSomewhere ? Plain.Optional(location.Text("name") ?? OrukFields.Addresses(location).Select(address => address.Text("address_1")).FirstOrDefault(), 100) : null,
            TravelHint = isSomewhere ? Plain.Optional(location.Text("transportation"), 240) : null,
            Access = [.. OrukFields.Accessibility(location).SelectMany(words => _terms.Access(Plain.Text(words))).Distinct()],
            Phone = OrukFields.PhonesOf(place).Select(Plain.Phone).FirstOrDefault(phone => phone is not null) ?? whole.Phone,
            Sessions = own.Count > 0 ? own : Sessions(_service),
        };
    }

    // Where letters go is not where young people go.
    private bool IsPostal(JsonElement location)
    {
        var isPostal = OrukFields.IsPostal(location);
        if (isPostal)
            _problems.Note("location", "is only where letters go: nobody says where it is");
        return isPostal;
    }

    private GeoPoint? Position(JsonElement location)
    {
        if (location.Number("latitude") is not { } latitude || location.Number("longitude") is not { } longitude)
        {
            _problems.Note("location", "has no position");
            return null;
        }

        return Positions.Mended((double)latitude, (double)longitude, _problems);
    }

    private IReadOnlyList<Session> Sessions(JsonElement holder)
    {
        var sessions = new List<Session>();
        foreach (var schedule in OrukFields.Schedules(holder).Take(50))
        {
            var (read, why) = WeeklySchedule.Read(schedule);
            sessions.AddRange(read);
            if (why is not null)
                _problems.Note("schedule", $"{why}; it is not shown as times");
        }

        return [.. sessions.Distinct().OrderBy(session => ((int)session.Day + 6) % 7).ThenBy(session => session.Opens)];
    }

    /// <summary>Of several that are said, the first that can be used.</summary>
    private string? FirstGood(string field, IEnumerable<string> said, Func<string?, string?> read, string why)
    {
        foreach (var one in said)
        {
            if (read(one) is { } good)
                return good;
            _problems.Mend(field, $"{why}; it was taken out");
        }

        return null;
    }

    private static string Shown(string value) => Plain.Clip(Plain.Text(value), 40);

    private static string Shown(decimal? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
