using SocialRx.Domain.WhatMatters;

namespace SocialRx.Domain.ActivityDirectory.Publishing;

/// <summary>A taxonomy of our feed.</summary>
/// <param name="Id">As it is stored; published as a UUID made from it.</param>
public sealed record PublishedTaxonomy(string Id, string Name, string Description)
{
    public static PublishedTaxonomy Themes { get; } = new("themes", "What it is about", "What a young person may be looking for: the themes of the Social Rx codebook");

    public static PublishedTaxonomy Groups { get; } = new("only-for", "Who it is only for", "Groups that something is reserved for; without one it is for everybody of the age");

    public static PublishedTaxonomy Ways { get; } = new("ways", "How taking part works", "What somebody should know before the first time");

    public static PublishedTaxonomy Settings { get; } = new("settings", "Where and with whom", "Indoors or outdoors, in a group or dropping in");

    public static PublishedTaxonomy Checks { get; } = new("checks", "Safety checks", "Checks that the organisation says it makes");

    public static IReadOnlyList<PublishedTaxonomy> All { get; } = [Themes, Groups, Ways, Settings, Checks];

    public string PublishedId => Publishing.PublishedId.Of("taxonomy", Id);

    public static PublishedTaxonomy? Find(string? id) => All.FirstOrDefault(taxonomy => taxonomy.Id == id);
}

/// <summary>A term of one of our taxonomies, under a name that other directories use too.</summary>
public sealed record PublishedTerm(PublishedTaxonomy Taxonomy, string Id, string Name, string Description)
{
    private static readonly Dictionary<string, string> ThemeNames = new(StringComparer.Ordinal)
    {
        ["active"] = "Physical activity",
        ["music"] = "Music",
        ["creative"] = "Creative arts",
        ["nature"] = "Nature and animals",
        ["games"] = "Games",
        ["friends"] = "Making friends",
        ["family"] = "Family support",
        ["learning"] = "Learning",
        ["difference"] = "Making a difference",
        ["money"] = "Money",
        ["housing"] = "Housing and accommodation",
        ["substances"] = "Drug and alcohol support",
        ["feelings"] = "Mental health, social and emotional support",
        ["identity"] = "Identity",
        ["caring"] = "Caring",
        ["access"] = "SEND support",
        ["safety"] = "Staying safe",
    };

    private static readonly Dictionary<(string Taxonomy, string Id), PublishedTerm> Known = Everything().ToDictionary(term => (term.Taxonomy.Id, term.Id));

    /// <summary>Those with words of their own, whether or not something has them.</summary>
    public static IReadOnlyList<PublishedTerm> All { get; } = [.. Known.Values];

    public string PublishedId => Publishing.PublishedId.Of("term", $"{Taxonomy.Id}/{Id}");

    /// <summary>An id without words of its own is its own name.</summary>
    public static PublishedTerm Of(PublishedTaxonomy taxonomy, string id) =>
        Known.GetValueOrDefault((taxonomy.Id, id)) ?? new PublishedTerm(taxonomy, id, Plain(id), Plain(id));

    /// <summary>Everything a listing is filed under.</summary>
    public static IEnumerable<PublishedTerm> OfListing(Listing listing) =>
    [
        .. listing.Themes.Distinct().Select(id => Of(PublishedTaxonomy.Themes, id)),
        .. listing.OnlyFor.Distinct().Select(id => Of(PublishedTaxonomy.Groups, id)),
        .. WaysOf(listing).Select(id => Of(PublishedTaxonomy.Ways, id)),
        .. listing.Settings.Distinct().Select(id => Of(PublishedTaxonomy.Settings, id)),
        .. listing.SafetyChecks.Distinct().Select(id => Of(PublishedTaxonomy.Checks, id)),
    ];

    private static IEnumerable<string> WaysOf(Listing listing)
    {
        if (listing.WelcomesNewcomers)
            yield return "newcomers";
        if (listing.OneToOne)
            yield return "one-to-one";
        if (!listing.CanJoinDirectly)
            yield return "referral-needed";
        if (listing.IsOnline)
            yield return "online";
    }

    private static IEnumerable<PublishedTerm> Everything() =>
    [
        .. Theme.All.Select(theme => new PublishedTerm(PublishedTaxonomy.Themes, theme.Id, ThemeNames[theme.Id], theme.Definition)),
        new(PublishedTaxonomy.Groups, "girls", "Girls and young women only", "Only for girls and young women"),
        new(PublishedTaxonomy.Groups, "boys", "Boys and young men only", "Only for boys and young men"),
        new(PublishedTaxonomy.Groups, "lgbt", "LGBT+ young people only", "Only for young people who are LGBT+ or finding out"),
        new(PublishedTaxonomy.Groups, "young-carers", "Young carers only", "Only for young people who look after somebody"),
        new(PublishedTaxonomy.Groups, "send", "For young people with SEND only", "Only for young people with special educational needs or disabilities"),
        new(PublishedTaxonomy.Groups, "care-experienced", "Care experienced only", "Only for young people who are or were in care"),
        new(PublishedTaxonomy.Groups, "refugees", "Refugees and asylum seekers only", "Only for young refugees and asylum seekers"),
        new(PublishedTaxonomy.Groups, "young-parents", "Young parents only", "Only for young parents"),
        new(PublishedTaxonomy.Ways, "newcomers", "New people welcome", "New people are met, or usually come alone the first time"),
        new(PublishedTaxonomy.Ways, "one-to-one", "One to one", "One person with one other person"),
        new(PublishedTaxonomy.Ways, "referral-needed", "Referral needed", "Somebody has to ask for it on a young person's behalf"),
        new(PublishedTaxonomy.Ways, "online", "Online", "Happens online"),
        new(PublishedTaxonomy.Settings, "indoors", "Indoors", "Happens indoors"),
        new(PublishedTaxonomy.Settings, "outdoors", "Outdoors", "Happens outdoors"),
        new(PublishedTaxonomy.Settings, "group", "In a group", "Done together with others"),
        new(PublishedTaxonomy.Settings, "drop-in", "Come and go", "Nobody has to book or to stay"),
        new(PublishedTaxonomy.Checks, "dbs", "DBS checks", "Staff and volunteers are checked by the Disclosure and Barring Service"),
        new(PublishedTaxonomy.Checks, "safeguarding-policy", "Safeguarding policy", "There is a policy on keeping people safe"),
        new(PublishedTaxonomy.Checks, "first-aid", "First aid", "Somebody trained in first aid is there"),
    ];

    private static string Plain(string id)
    {
        var words = id.Replace('-', ' ').Trim();
        return words.Length == 0 ? id : $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
