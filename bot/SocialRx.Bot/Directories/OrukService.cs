using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>One Open Referral UK v3 service read into listings, one a place it happens at, with what had to be mended on the way.</summary>
internal sealed class OrukService
{
    private const int LongestName = 120;
    private const int LongestSummary = 600;

    private readonly JsonElement _service;
    private readonly string _sourceId;
    private readonly TermMap _terms;
    private readonly DateTimeOffset _now;
    private readonly List<ImportProblem> _problems = [];

    private OrukService(JsonElement service, string recordId, string sourceId, TermMap terms, DateTimeOffset now)
    {
        _service = service;
        RecordId = recordId;
        _sourceId = sourceId;
        _terms = terms;
        _now = now;
    }

    public string RecordId { get; }

    /// <summary>None when the record was left out.</summary>
    public IReadOnlyList<Listing> Listings { get; private set; } = [];

    public IReadOnlyList<ImportProblem> Problems => _problems;

    public IReadOnlyList<string> UnmappedTerms { get; private set; } = [];

    public DateTimeOffset LastModified { get; private set; }

    /// <param name="position">Where it stands in the document, from 1; names a record without an id.</param>
    public static OrukService Read(JsonElement service, int position, string sourceId, TermMap terms, DateTimeOffset now)
    {
        var read = new OrukService(service, service.Text("id") is { } id ? Plain.Clip(Plain.Text(id), 80) : $"#{position}", sourceId, terms, now);
        read.Read();
        return read;
    }

    public ReadRecord ToRecord() => new(RecordId, Listings, Problems, UnmappedTerms, LastModified);

    private void Read()
    {
        if (WhyLeftOut() is var (field, why) && field is not null)
        {
            _problems.Add(new(RecordId, field, ImportProblem.LeftOut, why));
            return;
        }

        LastModified = ReadLastModified();
        var terms = Terms().ToList();
        UnmappedTerms = [.. terms.Where(term => !_terms.Knows(term))];
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

    private Listing Whole(List<string> terms)
    {
        var (from, to) = Ages();
        return new Listing
        {
            Id = $"{_sourceId}.{IdPart()}",
            SourceId = _sourceId,
            Name = Plain.Clip(Plain.Text(_service.Text("name")), LongestName),
            Organisation = Organisation(),
            Summary = Summary(),
            Themes = [.. terms.SelectMany(_terms.Themes).Distinct()],
            MinimumAge = from,
            MaximumAge = to,
            Cost = Prices.Read(_service, DateOnly.FromDateTime(_now.UtcDateTime)),
            Access = [],
            OnlyFor = [.. terms.SelectMany(_terms.OnlyFor).Distinct()],
            WelcomesNewcomers = Has(terms, "newcomers"),
            OneToOne = Has(terms, "one-to-one"),
            IsOnline = Has(terms, "online"),
            CanJoinDirectly = !Has(terms, "referral-needed"),
            HowToJoin = Optional(_service.Text("application_process"), 240),
            Phone = Phone(),
            Email = Mended("email", _service.Text("email") ?? Organization()?.Text("email"), Plain.Email, "is no e-mail address"),
            Web = Mended("url", _service.Text("url") ?? Organization()?.Text("website"), Plain.Web, "is no web address"),
            LastModified = LastModified,
            Assured = ReadAssured(),
        };
    }

    private bool Has(List<string> terms, string feature) => terms.Exists(term => _terms.Features(term).Contains(feature));

    // The listing's id goes into links and buttons: an id with other characters is replaced by a digest of it.
    private string IdPart()
    {
        var id = _service.Text("id")!;
        if (!Guid.TryParse(id, out _))
            Note("id", "is not a UUID");
        if (id.Length <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return id;

        Mend("id", "has characters that cannot stand in a link; a digest stands in for it");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)), 0, 16);
    }

    private JsonElement? Organization() => _service.Field("organization");

    private string Organisation()
    {
        var name = Plain.Clip(Plain.Text(Organization()?.Text("name")), LongestName);
        if (name.Length > 0)
            return name;

        Mend("organization", "is not named; the service's own name stands in for it");
        return Plain.Clip(Plain.Text(_service.Text("name")), LongestName);
    }

    private string Summary()
    {
        var text = Plain.Text($"{_service.Text("description")} {_service.Text("alert")}");
        if (text.Length == 0)
            Note("description", "is missing");
        if (Plain.WithoutCostlyNumbers(text) is { } without)
        {
            Mend("description", "held a number that is dear to call; the sentence was taken out");
            text = without;
        }

        return Plain.Clip(text, LongestSummary);
    }

    private (decimal? From, decimal? To) Ages()
    {
        var (from, to) = (Age("minimum_age"), Age("maximum_age"));
        if (to == 0)
            to = null;
        if (!(from > to))
            return (from, to);

        Mend("minimum_age", $"{Shown(from)} is above the maximum {Shown(to)}; they were exchanged");
        return (to, from);
    }

    private decimal? Age(string field)
    {
        var age = _service.Number(field);
        if (age is null or (>= 0 and <= 130))
            return age;

        Mend(field, $"{Shown(age)} is no age; it was taken out");
        return null;
    }

    private DateTimeOffset ReadLastModified()
    {
        var said = _service.Instant("last_modified") ?? _service.Instant("assured_date");
        if (said > _now)
        {
            Mend("last_modified", "is in the future; today stands in for it");
            return _now;
        }

        if (said is { } known)
            return known.ToUniversalTime();

        Mend("last_modified", "is missing; today stands in for it");
        return new DateTimeOffset(_now.UtcDateTime.Date, TimeSpan.Zero);
    }

    private DateOnly? ReadAssured()
    {
        var day = _service.Day("assured_date");
        return day > DateOnly.FromDateTime(_now.UtcDateTime) ? null : day;
    }

    private string? Phone()
    {
        var said = Contacts().SelectMany(contact => contact.Items("phones")).Concat(_service.Items("phones")).Select(phone => phone.Text("number")).FirstOrDefault(number => number is not null);
        return Mended("phone", said, Plain.Phone, "is no number somebody can call without great cost");
    }

    private IEnumerable<JsonElement> Contacts() => _service.Items("contacts").Concat(Organization()?.Items("contacts") ?? []);

    private IEnumerable<string> Terms() =>
        _service.Items("attributes")
            .Select(attribute => attribute.Field("taxonomy_term")?.Text("name") ?? attribute.Text("label") ?? attribute.Text("value"))
            .OfType<string>()
            .Select(term => Plain.Clip(Plain.Text(term), 80))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    // A service at three places is three things to choose from: near, further, and too far.
    private IEnumerable<Listing> Places(Listing whole)
    {
        var places = _service.Items("service_at_locations").Take(50).ToList();
        if (places.Count == 0)
        {
            if (!whole.IsOnline)
                Note("service_at_locations", "is missing: nobody says where it is");
            yield return whole with { Sessions = Sessions(_service) };
            yield break;
        }

        foreach (var (index, place) in places.Index())
        {
            var id = index == 0 ? whole.Id : $"{whole.Id}~{(index + 1).ToString(CultureInfo.InvariantCulture)}";
            yield return At(whole with { Id = id }, place);
        }
    }

    private Listing At(Listing whole, JsonElement place)
    {
        var location = place.Field("location") ?? default;
        var isOnline = whole.IsOnline || location.Text("location_type")?.ToLowerInvariant() == "virtual";
        var own = Sessions(place);
        return whole with
        {
            IsOnline = isOnline,
            Location = isOnline ? null : Position(location),
            Venue = isOnline ? null : Optional(location.Text("name") ?? location.Items("addresses").Select(address => address.Text("address_1")).FirstOrDefault(), 100),
            Access = [.. location.Items("accessibility").SelectMany(item => _terms.Access(Plain.Text($"{item.Text("description")} {item.Text("details")} {item.Text("accessibility")}"))).Distinct()],
            Sessions = own.Count > 0 ? own : Sessions(_service),
        };
    }

    // The British Isles, widely: anything outside is a mistake, most often the two numbers exchanged.
    private GeoPoint? Position(JsonElement location)
    {
        if (location.Number("latitude") is not { } latitude || location.Number("longitude") is not { } longitude)
        {
            Note("location", "has no position");
            return null;
        }

        if (IsBritish(latitude, longitude))
            return new GeoPoint((double)latitude, (double)longitude);

        if (IsBritish(longitude, latitude))
        {
            Mend("location", "had latitude and longitude exchanged");
            return new GeoPoint((double)longitude, (double)latitude);
        }

        Mend("location", $"latitude {Shown(latitude)}, longitude {Shown(longitude)} is not in the United Kingdom; the position was taken out");
        return null;
    }

    private static bool IsBritish(decimal latitude, decimal longitude) => latitude is >= 49 and <= 61.5m && longitude is >= -9 and <= 2.5m;

    private IReadOnlyList<Session> Sessions(JsonElement holder)
    {
        var sessions = new List<Session>();
        foreach (var schedule in holder.Items("schedules").Take(50))
        {
            var (read, why) = WeeklySchedule.Read(schedule);
            sessions.AddRange(read);
            if (why is not null)
                Note("schedule", $"{why}; it is not shown as times");
        }

        return [.. sessions.Distinct().OrderBy(session => ((int)session.Day + 6) % 7).ThenBy(session => session.Opens)];
    }

    private string? Mended(string field, string? said, Func<string?, string?> read, string why)
    {
        var value = said is null ? null : read(said);
        if (said is not null && value is null)
            Mend(field, $"{why}; it was taken out");
        return value;
    }

    private static string? Optional(string? text, int most) => Plain.Text(text) is { Length: > 0 } plain ? Plain.Clip(Plain.WithoutCostlyNumbers(plain) ?? plain, most) : null;

    private void Mend(string field, string why) => Add(field, ImportProblem.Mended, why);

    private void Note(string field, string why) => Add(field, ImportProblem.Noted, why);

    private void Add(string field, string effect, string why)
    {
        var problem = new ImportProblem(RecordId, field, effect, why);
        if (!_problems.Contains(problem))
            _problems.Add(problem);
    }

    private static string Shown(string value) => Plain.Clip(Plain.Text(value), 40);

    private static string Shown(decimal? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
