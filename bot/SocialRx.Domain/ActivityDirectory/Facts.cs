namespace SocialRx.Domain.ActivityDirectory;

/// <summary>What speaks for a listing and against it, for one person; the score is made from the same facts the person reads.</summary>
internal sealed class Facts
{
    /// <summary>With this many places left or fewer it may be full by the time they ask.</summary>
    private const int FewPlaces = 3;

    private readonly Listing _listing;
    private readonly Person _person;
    private readonly double? _distanceKm;
    private readonly double _nearKm;
    private readonly List<string> _words;

    public Facts(Listing listing, Person person, double? distanceKm, double nearKm)
    {
        _listing = listing;
        _person = person;
        _distanceKm = distanceKm;
        _nearKm = nearKm;
        WantedThemes = [.. person.Wishes.Themes.Where(theme => listing.Themes.Contains(theme))];
        _words = person.Words.Count == 0 ? [] : [.. ListingText.Found(listing, person.Words)];
    }

    /// <summary>Themes wished for that the listing has, most wanted first.</summary>
    public IReadOnlyList<string> WantedThemes { get; }

    /// <summary>It has a wished theme or word; anything will do for somebody who named none.</summary>
    public bool IsWanted => WantedThemes.Count > 0 || _words.Count > 0 || (_person.Wishes.Themes.Count == 0 && _person.Words.Count == 0);

    public Suggestion Suggestion()
    {
        var reasons = Reasons().ToList();
        return new Suggestion(_listing, _distanceKm, reasons.Count > 0 ? reasons : [AnyReason()], [.. Snags()]);
    }

    /// <summary>Fit weighs most: a wanted theme outweighs any difference in distance, distance any difference in freshness.</summary>
    public double Score() => Math.Round(Wanted() + Welcome() + WhenAndWho() + Nearness() + Freshest(), 6);

    /// <summary>Scores that differ by less are the same.</summary>
    public const double Equal = 1e-7;

    /// <summary>What being online takes from a score.</summary>
    public static double Online(Person person) => person.NeedsNear || person.NeedsGentle ? -1 : -2;

    /// <summary>What it takes that nobody says where it is.</summary>
    public static double Nowhere(Person person) => person.Wishes.Near is null ? 0 : -1.5;

    /// <summary>What a kilometre takes.</summary>
    public static double PerKm(double nearKm) => 2 / Math.Max(1, nearKm);

    /// <summary>The most that is wrong when a distance is measured as if the country were flat: less than one in a hundred; distances are rounded to 100 m, and beyond twice the way nothing more is lost.</summary>
    public static double FlatCountry(Person person, double? km) =>
        km is { } far ? (PerKm(person.Wishes.ReachKm) * (0.06 + (0.01 * far))) + Math.Max(0, (PerKm(person.Wishes.ReachKm) * far) - 4) : 0;

    private double Wanted() => (WantedThemes.Count > 0 ? 5 - (0.5 * IndexOfWanted()) + (0.5 * (WantedThemes.Count - 1)) + MainTheme() : 0) + (4 * Math.Min(2, _words.Count));

    // What a listing is mainly about stands first: a counsellor is more about feelings than a writing group is.
    private double MainTheme() => _listing.Themes[0] == WantedThemes[0] ? 1.5 : 0;

    private double Welcome() =>
        (_person.NeedsGentle ? (_listing.WelcomesNewcomers ? 2.5 : 0) + (_listing.OneToOne ? 1 : 0) : 0)
        + AccessNeeded().Sum(access => _listing.Access.Contains(access) ? 2 : -1.5)
        + (SharedGroup() is null ? 0 : 1.5)
        + (1.5 * Setting.Kept(_listing, _person.Wishes.Settings).Count())
        + Languages().Sum(language => Speaks(language) ? 2 : -1.5)
        + (ServedArea.InDoubt(_listing, _person.Wishes.Near) is null ? 0 : -1)
        - (_person.NotMyThing.Count == 0 ? 0 : 1.5 * Person.Kind(_listing).Count(_person.NotMyThing.Contains));

    private double WhenAndWho() =>
        (_listing.Sessions.Count == 0 ? -0.5 : 0)
        + (_person.AsksForTimes && CanMake() is not null ? 1.5 : 0)
        + (_listing.Cost is Cost.Free ? 0.5 : 0)
        - (_listing.Cost is Cost.Unknown ? 0.5 : 0)
        - (_listing.CanJoinDirectly ? 0 : 1)
        - (AgesAreUnknown ? 1.5 : 0)
        - (TakesPartOfAge ? 0.5 : 0);

    private double Nearness()
    {
        if (_listing.IsOnline)
            return Online(_person);
        if (_person.Wishes.Near is null)
            return 0;

        return _distanceKm is { } km ? -Math.Min(4, km * PerKm(_nearKm)) : Nowhere(_person);
    }

    private double Freshest() => (Freshness.IsCheckedLately(_listing, _person.Now) ? 0 : -0.8) + (_listing.Assured is null ? 0 : 0.2);

    private IEnumerable<Reason> Reasons()
    {
        foreach (var word in _words)
            yield return new Reason.MatchesWord(SearchWord.Written(word));
        foreach (var theme in WantedThemes)
            yield return new Reason.MatchesTheme(theme);
        if (SharedGroup() is { } group)
            yield return new Reason.ForPeopleLikeYou(group);
        foreach (var setting in Setting.Kept(_listing, _person.Wishes.Settings))
            yield return new Reason.HasSetting(setting);
        foreach (var language in Languages().Where(Speaks))
            yield return new Reason.InLanguage(language);
        if (_listing.WelcomesNewcomers)
            yield return new Reason.WelcomesNewcomers();
        if (_listing.Cost is Cost.Free)
            yield return new Reason.IsFree();
        if (IsWithinBudget && _listing.Cost is Cost.Pounds pounds)
            yield return new Reason.WithinBudget(pounds.Amount);
        if (_distanceKm <= _nearKm)
            yield return new Reason.IsNear(_distanceKm.Value, _person.Wishes.Near!.Name);
        if (_listing.IsOnline)
            yield return new Reason.IsOnline();
        if (_person.AsksForTimes && CanMake() is { } session)
            yield return new Reason.OnYourDay(session);
        foreach (var access in AccessNeeded().Where(_listing.Access.Contains))
            yield return new Reason.HasAccess(access);
        if (_person.Wishes.Age is not null && !AgesAreUnknown && !TakesPartOfAge)
            yield return new Reason.ForYourAge(_listing.MinimumAge, _listing.MaximumAge);
        if (_listing.AreaServed is { } area && ServedArea.Holds(_listing, _person.Wishes.Near) == true)
            yield return new Reason.ForYourArea(area);
    }

    // Somebody who told us nothing still reads why: what it is about, or whom it is for.
    private Reason AnyReason() => _listing.Themes.Count > 0 ? new Reason.MatchesTheme(_listing.Themes[0]) : new Reason.ForYourAge(_listing.MinimumAge, _listing.MaximumAge);

    private IEnumerable<Snag> Snags()
    {
        if (_distanceKm > _nearKm)
            yield return new Snag.IsFar(_distanceKm.Value);
        if (_listing.Location is null && !_listing.IsOnline)
            yield return new Snag.PlaceUnknown();
        if (_listing.Sessions.Count == 0)
            yield return new Snag.TimesUnknown();
        else if (CanMake() is null)
            yield return new Snag.OtherDay(Next());
        if (_listing.Cost is Cost.Pounds pounds && !IsWithinBudget)
            yield return new Snag.Costs(pounds.Amount);
        if (_listing.Cost is Cost.Unknown)
            yield return new Snag.CostUnknown();
        if (AgesAreUnknown)
            yield return new Snag.AgesUnknown();
        if (TakesPartOfAge)
            yield return new Snag.PartOfYourAge(_listing.MinimumAge, _listing.MaximumAge);
        foreach (var access in AccessNeeded().Where(access => !_listing.Access.Contains(access)))
            yield return new Snag.AccessNotSaid(access);
        foreach (var language in Languages().Where(language => !Speaks(language)))
            yield return new Snag.LanguageNotSaid(language);
        if (Setting.Opposite(_listing, _person.Wishes.Settings) is { } setting)
            yield return new Snag.OtherSetting(setting);
        if (ServedArea.InDoubt(_listing, _person.Wishes.Near) is { } area)
            yield return new Snag.ForAnArea(area);
        if (!_listing.CanJoinDirectly)
            yield return new Snag.NeedsReferral();
        if (_listing.PlacesLeft is > 0 and <= FewPlaces)
            yield return new Snag.FewPlaces(_listing.PlacesLeft.Value);
        if (MayStopForHolidays())
            yield return new Snag.TermTimeOnly();
        if (!Freshness.IsCheckedLately(_listing, _person.Now))
            yield return new Snag.NotCheckedLately(_listing.LastModified);
    }

    private IEnumerable<string> AccessNeeded() => _person.Wishes.Access;

    private IEnumerable<string> Languages() => _person.Wishes.Languages;

    // "pt" is offered by what says "pt-BR".
    private bool Speaks(string language) => _listing.Languages.Any(offered => offered.Split('-')[0].Equals(language.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    private bool IsWithinBudget => _person.Wishes.MostPounds is > 0 && _listing.Cost is Cost.Pounds pounds && pounds.Amount <= _person.Wishes.MostPounds;

    // Where the area's own terms say that it is on within a fortnight, there is nothing to be careful about.
    private bool MayStopForHolidays()
    {
        if (_listing.Sessions.Count == 0 || !_listing.Sessions.All(session => session.TermTimeOnly))
            return false;

        var next = Occurrences.Next(_listing, _person.Now, 1, _person.Wishes.Terms);
        return !_person.Wishes.Terms.IsOfOneArea || next.Count == 0 || next[0].Day > London.Day(_person.Now).AddDays(14);
    }

    private string? SharedGroup() => _listing.OnlyFor.FirstOrDefault(_person.Wishes.BelongsTo.Contains);

    private int IndexOfWanted() => _person.Wishes.Themes.TakeWhile(theme => theme != WantedThemes[0]).Count();

    private bool AgesAreUnknown => _listing.MinimumAge is null && _listing.MaximumAge is null;

    // Somebody who skipped their age may be any age we serve: then it is told whenever not all are welcome.
    private bool TakesPartOfAge
    {
        get
        {
            var (from, to) = AgesOf(_person);
            return _listing.MinimumAge > from || Math.Floor(_listing.MaximumAge ?? decimal.MaxValue) < to;
        }
    }

    /// <summary>Ages they may have, both included.</summary>
    public static (int From, int To) AgesOf(Person person) => person.Wishes.Age is { } age ? (age.From, age.To) : (11, 25);

    private Session? CanMake() => _listing.Sessions.Where(_person.CanMake).OrderBy(DaysAway).ThenBy(session => session.Opens).FirstOrDefault();

    private Session Next() => _listing.Sessions.Where(session => !Freshness.IsOver(session, _person.Now)).OrderBy(DaysAway).ThenBy(session => session.Opens).First();

    private int DaysAway(Session session) => Occurrences.NextDay(session, London.Day(_person.Now))?.DayNumber ?? int.MaxValue;
}
