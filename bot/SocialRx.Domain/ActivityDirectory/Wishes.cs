using SocialRx.Domain.People;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>What would fit this person, as far as they have said. Everything is optional.</summary>
public sealed record Wishes
{
    public AgeBand? Age { get; init; }
    public Place? Near { get; init; }
    public double WithinKm { get; init; } = 5;

    /// <summary>Theme ids, most wanted first.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Barrier ids: "cost" wants free things, "travel" nearer ones, "confidence" and "alone" ones that welcome newcomers.</summary>
    public IReadOnlyList<string> Barriers { get; init; } = [];
    /// <summary>How they get about (id of a <see cref="TravelBand"/>); it stands for <see cref="WithinKm"/> when they said.</summary>
    public string? Travel { get; init; }

    /// <summary>How far the first look goes.</summary>
    public double ReachKm => TravelBand.Find(Travel)?.Km ?? WithinKm;

    /// <summary>The most a session may cost; null is no limit.</summary>
    public decimal? MostPounds { get; init; }

    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];
    public TimeOnly? NotBefore { get; init; }
    public TimeOnly? NotAfter { get; init; }

    /// <summary>When they are free, day by day, when it is not the same hours on all <see cref="Days"/>; empty: those three say it all, which otherwise are its outline.</summary>
    public IReadOnlyList<FreeTime> Free { get; init; } = [];

    /// <summary>They asked for half term or the holidays.</summary>
    public bool InHolidays { get; init; }

    /// <summary>When school is where they live.</summary>
    public TermCalendar Terms { get; init; } = TermCalendar.England;

    /// <summary>"indoors" or "outdoors", "group" or "alone": what a listing says the opposite of is left out, what one does not say is not held against it.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Languages they asked for (BCP 47).</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Access ids the person needs; a listing that does not say it has them is shown with that snag.</summary>
    public IReadOnlyList<string> Access { get; init; } = [];

    /// <summary>Groups the person told us they belong to; without it an only-for listing is never suggested.</summary>
    public IReadOnlyList<string> BelongsTo { get; init; } = [];

    /// <summary>Listings they said "not for me" to.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Reasons given with "not for me" (ids of <see cref="NotForMe"/>), which bend what comes next.</summary>
    public IReadOnlyList<string> PutOffBy { get; init; } = [];

    /// <summary>How sure they are of going, 0-10; 4 and less asks for gentle first steps. Null when not asked.</summary>
    public int? Confidence { get; init; }

    /// <summary>A word they used that should be found in the listing ("climbing"), when there was one.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>Why a suggestion was turned down.</summary>
public sealed record NotForMe(string Id, string Label)
{
    public static IReadOnlyList<NotForMe> All { get; } =
    [
        new("too-far", "Too far"),
        new("costs", "Costs too much"),
        new("wrong-time", "Wrong day or time"),
        new("not-my-thing", "Not my thing"),
        new("too-nervous", "Too scary"),
        new("other", "Something else"),
    ];
}

/// <summary>A fact in favour of a listing, from which the words are made. Never free text.</summary>
public abstract record Reason
{
    private Reason() { }

    public sealed record MatchesTheme(string ThemeId) : Reason;
    public sealed record MatchesWord(string Word) : Reason;
    public sealed record IsNear(double Kilometres, string PlaceName) : Reason;
    public sealed record IsOnline : Reason;
    public sealed record IsFree : Reason;
    public sealed record OnYourDay(Session Session) : Reason;
    public sealed record ForYourAge(decimal? From, decimal? To) : Reason;
    public sealed record WelcomesNewcomers : Reason;
    public sealed record HasAccess(string AccessId) : Reason;
    public sealed record ForPeopleLikeYou(string GroupId) : Reason;
    public sealed record HasSetting(string SettingId) : Reason;

    /// <param name="Language">BCP 47.</param>
    public sealed record InLanguage(string Language) : Reason;

    /// <summary>It costs something, and no more than they can pay.</summary>
    public sealed record WithinBudget(decimal Pounds) : Reason;

    public sealed record ForYourArea(string Area) : Reason;
}

/// <summary>A fact against it that the person should know before choosing.</summary>
public abstract record Snag
{
    private Snag() { }

    public sealed record Costs(decimal Pounds) : Snag;
    public sealed record CostUnknown : Snag;
    public sealed record IsFar(double Kilometres) : Snag;
    public sealed record PlaceUnknown : Snag;
    public sealed record OtherDay(Session Session) : Snag;
    public sealed record TimesUnknown : Snag;
    public sealed record AgesUnknown : Snag;

    /// <summary>It takes part of the person's age band only ("from 14" for somebody in 11-13 to 14-15 cannot occur; "from 16.5" can).</summary>
    public sealed record PartOfYourAge(decimal? From, decimal? To) : Snag;
    public sealed record AccessNotSaid(string AccessId) : Snag;
    public sealed record NeedsReferral : Snag;
    public sealed record TermTimeOnly : Snag;
    public sealed record NotCheckedLately(DateTimeOffset LastModified) : Snag;

    /// <summary>It is for people of an area, and nobody knows whether that holds their home.</summary>
    public sealed record ForAnArea(string Area) : Snag;

    /// <param name="Left">When it was last read.</param>
    public sealed record FewPlaces(int Left) : Snag;

    /// <summary>The opposite of what they wished.</summary>
    public sealed record OtherSetting(string SettingId) : Snag;

    /// <param name="Language">BCP 47.</param>
    public sealed record LanguageNotSaid(string Language) : Snag;
}

public sealed record Suggestion(Listing Listing, double? DistanceKm, IReadOnlyList<Reason> Reasons, IReadOnlyList<Snag> Snags);

/// <summary>What the directory found for somebody, and what it had to say to find it.</summary>
/// <param name="WidenedBy">Null, or the one stated step that was taken: "distance", "day", "cost", "setting".</param>
/// <param name="Unmet">
/// What was wanted and is not there, to be counted; null when the first look found something. One exception: things that fit, none of which says
/// it has the access or the language somebody needs, come with an unmet need blocked by "access" or "language".
/// </param>
public sealed record Shortlist(IReadOnlyList<Suggestion> Suggestions, string? WidenedBy, UnmetNeed? Unmet);

/// <summary>Something a person wanted and could not be offered.</summary>
/// <param name="BlockedBy">What would have had to be different: one of <see cref="Reasons"/>.</param>
public sealed record UnmetNeed(string? ThemeId, string? AgeBandId, string? Outcode, string BlockedBy)
{
    /// <summary>Stored and counted; "travel" is a distance that was too far for how they get about, "area" what is for people of another place, "full" what has no places left.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["none-exist", "distance", "travel", "day", "cost", "age", "access", "setting", "language", "area", "full"];
}
