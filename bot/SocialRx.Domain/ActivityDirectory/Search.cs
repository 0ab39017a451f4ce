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
    public IEnumerable<Look> Looks() => Limits.Steps(_person).Select(step => step.Limits).Concat(Limits.Blocks(_person).Select(block => block.Limits)).Select(limits => new Look(_person, limits));
}

/// <summary>One look at a directory. A listing that does not keep to all it says cannot fit; one that does may not fit either.</summary>
public sealed class Look
{
    private readonly Person _person;
    private readonly Limits _limits;

    internal Look(Person person, Limits limits)
    {
        _person = person;
        _limits = limits;
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
}

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
