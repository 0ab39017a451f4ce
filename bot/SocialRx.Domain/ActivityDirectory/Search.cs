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

    /// <summary>What none of them can score more than.</summary>
    /// <param name="mayHaveTheme">Some of them may have a theme that was wished for.</param>
    /// <param name="mayHaveWord">Some of them may have a word that was said.</param>
    public double Most(Unread unread, bool mayHaveTheme, bool mayHaveWord) =>
        unread.Standing
        + Facts.MostUnseen(_person, mayHaveTheme, mayHaveWord)
        + unread.Whereabouts switch
        {
            Whereabouts.Placed => Facts.FlatCountry(_person, Km),
            Whereabouts.Online => Facts.Online(_person),
            Whereabouts.Nowhere => Facts.Nowhere(_person),
            _ => 0,
        };

    /// <summary>Places in <paramref name="unread"/> of those among which something may be that would be chosen if it were read; none when it is settled.</summary>
    /// <param name="unread">What was not read; nothing twice.</param>
    public IReadOnlyList<int> Unsettled(IEnumerable<Listing> read, IReadOnlyList<(Unread Unread, double Most)> unread, int count)
    {
        var fitting = Fitting(read);
        var choices = _choosesFrom ? Variety.Choices(fitting, count) : [];

        // That none of all that fit has what somebody needs is an unmet need.
        var isOpen = _choosesFrom ? choices.Count < count || Matching.AllLack(fitting, _person) : fitting.Count == 0;
        return [.. unread.Index().Where(some => isOpen || !choices.Index().All(choice => IsBefore(choice.Item, choices.Take(choice.Index), some.Item))).Select(some => some.Index)];
    }

    private bool IsBefore(Choice choice, IEnumerable<Choice> before, (Unread Unread, double Most) some)
    {
        var ahead = choice.Score - (some.Most - Variety.Least(_person.Wishes, before, some.Unread.Whereabouts == Whereabouts.Online));
        return ahead > Facts.Equal || (ahead > -Facts.Equal && choice.Lot >= some.Unread.Lot);
    }

    private List<Fit> Fitting(IEnumerable<Listing> some) => Matching.Look(Matching.Open(some, _person.Wishes, _person.Now), _person, _limits);
}

/// <summary>Where listings are.</summary>
public enum Whereabouts
{
    /// <summary>They may be anywhere.</summary>
    Anywhere,
    Placed,
    Online,

    /// <summary>Not online, and nobody said where.</summary>
    Nowhere,
}

/// <summary>Listings that keep to a look and were not read.</summary>
/// <param name="Standing">
/// The highest of them, in points of a score: <see cref="ListingSigns.Merit"/>, with what it is mainly about and a welcome, where those count, and, if they have a place, less what their distance,
/// taking part of somebody's ages only and not being checked lately take.
/// </param>
/// <param name="Lot">Of those that stand as high, none has a higher one (<see cref="ListingSigns.Lot"/>).</param>
public readonly record struct Unread(Whereabouts Whereabouts, double Standing, long Lot);

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
