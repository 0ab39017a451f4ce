using SocialRx.Domain.People;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>
/// The looks <see cref="Matching.Choose"/> takes at a directory, one after another, for whoever has too many listings to hand it all of them: what a look asks of a listing can be asked of
/// a database, and the first look that finds something is the last one that is needed.
/// </summary>
public sealed class Search
{
    private readonly Person _person;

    private Search(Person person) => _person = person;

    /// <param name="known">What was turned down; and for each word that is not known to name something to do, a listing in reach that has it, if there is one.</param>
    public static Search For(Wishes wishes, IEnumerable<Listing> known, DateTimeOffset now) => new(Person.From(wishes, Matching.Open(known, wishes, now), now));

    /// <summary>The first of these that somebody with these wishes could be told of if it fitted; null when there is none.</summary>
    public static Listing? FirstOpen(IEnumerable<Listing> some, Wishes wishes, DateTimeOffset now) => some.FirstOrDefault(listing => Matching.Open([listing], wishes, now).Count > 0);

    /// <summary>In the order they are taken; the last ones only tell why there is nothing.</summary>
    public IEnumerable<Look> Looks() =>
        Limits.Steps(_person).Select(step => new Look(_person, step.Limits, choosesFrom: true)).Concat(Limits.Blocks(_person).Select(block => new Look(_person, block.Limits, choosesFrom: false)));
}

/// <summary>One look at a directory. A listing that does not keep to all it says cannot fit; one that does may not fit either.</summary>
public sealed class Look
{
    private const int Tenths = 10;

    private readonly Person _person;
    private readonly Limits _limits;
    private readonly bool _choosesFrom;

    /// <param name="choosesFrom">False: all that matters is whether there is something.</param>
    internal Look(Person person, Limits limits, bool choosesFrom)
    {
        _person = person;
        _limits = limits;
        _choosesFrom = choosesFrom;
    }

    /// <summary>Null is anywhere. A listing without a place, or online, is as near as any.</summary>
    public double? Km => _limits.Km;

    public bool FreeOnly => _limits.FreeOnly;

    /// <summary>Null when age is no matter.</summary>
    public AgeBand? Age => _limits.Ages ? _person.Wishes.Age : null;

    /// <summary>A listing with sessions has one on one of these; null when days are no matter.</summary>
    public IEnumerable<DayOfWeek>? Days => _limits.Times ? _person.Days : null;

    /// <summary>It has one of these, or one of <see cref="Words"/>; anything will do when there are none of both.</summary>
    public IReadOnlyList<string> Themes => _person.Wishes.Themes;

    /// <summary>As they were said.</summary>
    public IReadOnlyList<string> Words => [.. _person.Words.Select(word => word.Said)];

    public bool Finds(IEnumerable<Listing> some) => Matching.Open(some, _person.Wishes, _person.Now).Exists(listing => Fit.Of(listing, _person, _limits) is not null);

    /// <summary>A gentle first step counts for them.</summary>
    public bool WantsWelcome => _person.NeedsGentle;

    /// <summary>A listing that does not take all of these, both included, takes part of their ages only.</summary>
    public (int From, int To) AllAges => Facts.AgesOf(_person);

    /// <summary>What a kilometre takes from a score.</summary>
    public double PerKm => Facts.PerKm(_person.Wishes.ReachKm);

    /// <summary>Tenths that are most wrong when a distance is measured as if the country were flat.</summary>
    public double FlatCountry => Tenths * Facts.FlatCountry(_person, Km);

    /// <summary>Tenths that count for what has, as the first of <see cref="Themes"/>, the one in that place.</summary>
    public int ThemeCounts(int place) => Themes.Count == 0 ? 0 : 50 - (5 * place);

    /// <summary>Tenths that count at most besides when it has later ones too.</summary>
    public int LaterThemesCount(int place) => Themes.Count == 0 ? 0 : 5 * (Themes.Count - 1 - place);

    /// <summary>Tenths that count for so many of <see cref="Words"/>.</summary>
    public static int WordsCount(int words) => 40 * Math.Min(2, words);

    /// <summary>Tenths that count for a session on one of <see cref="DaysThatCount"/>.</summary>
    public int TimesCount => _person.AsksForTimes ? 15 : 0;

    public IEnumerable<DayOfWeek> DaysThatCount => _person.Days;

    /// <summary>Tenths that count for what is only for a group they belong to.</summary>
    public int GroupCounts => _person.Wishes.BelongsTo.Count > 0 ? 15 : 0;

    /// <summary>Tenths that count at most for where it is and with whom.</summary>
    public int SettingsCount => 15 * _person.Wishes.Settings.Count;

    /// <summary>What they need of access and language, as <see cref="ListingSigns.Offers"/> says it.</summary>
    public IReadOnlyList<string> Needs => [.. _person.Wishes.Access, .. _person.Wishes.Languages.Select(ListingSigns.Language)];

    /// <summary>Tenths that count at most for what says that it has all they need, or lacks something.</summary>
    public int NeedsCount(bool all) => Needs.Count == 0 ? 0 : all ? 20 * Needs.Count : (20 * (Needs.Count - 1)) - 15;

    /// <summary>What has not all they need may have all the access, or all the languages.</summary>
    public bool AreNeedsOfTwoKinds => _person.Wishes.Access.Count > 0 && _person.Wishes.Languages.Count > 0;

    /// <summary>Tenths that count for what is online.</summary>
    public int OnlineCounts => (int)(Tenths * Facts.Online(_person));

    /// <summary>Tenths that count for what is neither online nor in a place.</summary>
    public int NowhereCounts => (int)(Tenths * Facts.Nowhere(_person));

    /// <summary>What would be chosen of what was read.</summary>
    public Choosing Choose(IEnumerable<Listing> read, int count)
    {
        var fitting = Fitting(read);
        if (!_choosesFrom)
            return new Choosing([], isOpen: fitting.Count == 0, allLack: false);
        var choices = Variety.Choices(fitting, count);

        // That none of all that fit has what somebody needs is an unmet need.
        return new Choosing(choices, isOpen: choices.Count < count, Matching.AllLack(fitting, _person));
    }

    private List<Fit> Fitting(IEnumerable<Listing> some) => Matching.Look(Matching.Open(some, _person.Wishes, _person.Now), _person, _limits);
}

/// <summary>A choice among some of the listings that keep to a look, and what it would take to change it.</summary>
public sealed class Choosing
{
    private readonly IReadOnlyList<Choice> _choices;
    private readonly bool _isOpen;
    private readonly bool _allLack;

    internal Choosing(IReadOnlyList<Choice> choices, bool isOpen, bool allLack)
    {
        _choices = choices;
        _isOpen = isOpen;
        _allLack = allLack;
    }

    /// <summary>None of these would be chosen if they were read.</summary>
    public bool IsSettled(Unread unread) => !IsOpenTo(unread.MayHaveNeeds) && _choices.Index().All(choice => IsBefore(choice.Item, _choices.Take(choice.Index), unread));

    /// <summary>What can only score less would not be chosen if it were read; negative infinity when anything might be.</summary>
    /// <param name="mayHaveNeeds">As in <see cref="Unread"/>.</param>
    public double Floor(bool mayHaveNeeds) => IsOpenTo(mayHaveNeeds) ? double.NegativeInfinity : _choices.Select(choice => choice.Score).DefaultIfEmpty(double.PositiveInfinity).Min();

    private bool IsOpenTo(bool mayHaveNeeds) => _isOpen || (_allLack && mayHaveNeeds);

    private static bool IsBefore(Choice choice, IEnumerable<Choice> before, Unread some)
    {
        var ahead = choice.Score - (some.Most - Variety.Least(before, some.IsOnline, some.OnlyTheme));
        return ahead > Facts.Equal || (ahead > -Facts.Equal && choice.Lot >= some.Lot);
    }
}

/// <summary>Listings that keep to a look and were not read.</summary>
/// <param name="Most">What none of them can score more than.</param>
/// <param name="Lot">Of those that could score as much, none has a higher one (<see cref="ListingSigns.Lot"/>).</param>
/// <param name="IsOnline">All of them are.</param>
/// <param name="OnlyTheme">What all of them have of the themes wished for, and nothing else of them; null when it is not known.</param>
/// <param name="MayHaveNeeds">One of them may have all the access or all the languages that somebody needs.</param>
public readonly record struct Unread(double Most, long Lot, bool IsOnline, string? OnlyTheme, bool MayHaveNeeds);

/// <summary>A word that was said, for looking it up in a list of stems.</summary>
public sealed class SearchTerm
{
    private readonly SearchWord _word;

    private SearchTerm(SearchWord word)
    {
        _word = word;
        Stem = SearchWord.Stem(word.Said);
    }

    public static IReadOnlyList<SearchTerm> Of(Wishes wishes) => [.. wishes.Words.SelectMany(SearchWord.Of).DistinctBy(word => word.Said).Select(word => new SearchTerm(word))];

    public string Said => _word.Said;

    /// <summary>It names something to do.</summary>
    public bool IsKnown => _word.IsKnown;

    public string Stem { get; }

    /// <summary>What it is called besides.</summary>
    public IEnumerable<string> Stems => _word.Stems;

    /// <summary>True when a listing with this stem has the word, or a slip of the finger away from it.</summary>
    public bool IsMetBy(string stem) => _word.IsIn([stem]);
}
