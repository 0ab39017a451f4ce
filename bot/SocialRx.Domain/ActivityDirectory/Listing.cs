using System.Text.Json.Serialization;
using SocialRx.Domain.ActivityDirectory.Duplicates;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>A thing to do or a place to get help: an Open Referral UK service, ready to be matched.</summary>
public sealed record Listing
{
    public required string Id { get; init; }
    public required string SourceId { get; init; }
    public required string Name { get; init; }
    public required string Organisation { get; init; }
    public string Summary { get; init; } = "";

    /// <summary>Ids of <see cref="WhatMatters.Theme"/>.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Years, both ends included; null is open-ended. Decimals occur (Open Referral UK).</summary>
    public decimal? MinimumAge { get; init; }
    public decimal? MaximumAge { get; init; }

    /// <summary>Null for an online listing, or when the source gives no usable position.</summary>
    public GeoPoint? Location { get; init; }
    public string? Venue { get; init; }
    public bool IsOnline { get; init; }
    public IReadOnlyList<Session> Sessions { get; init; } = [];
    public Cost Cost { get; init; } = new Cost.Unknown();

    /// <summary>Ids such as "step-free", "quiet-space", "hearing-loop", "bsl", "accessible-toilet", "carer-welcome".</summary>
    public IReadOnlyList<string> Access { get; init; } = [];

    /// <summary>Groups it is only for, such as "girls", "lgbt", "young-carers", "send", "care-experienced"; empty is for everyone.</summary>
    public IReadOnlyList<string> OnlyFor { get; init; } = [];

    /// <summary>True when it is usual to come alone the first time, or it says newcomers are met.</summary>
    public bool WelcomesNewcomers { get; init; }
    public bool OneToOne { get; init; }
    public bool CanJoinDirectly { get; init; } = true;
    public string? HowToJoin { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Web { get; init; }
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>When somebody last checked that it is safe and real; null when never said.</summary>
    public DateOnly? Assured { get; init; }

    /// <summary>Languages it is offered in (BCP 47, such as "en", "ur"); empty when nobody says.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Where it happens: "indoors", "outdoors"; with whom: "group", "drop-in". Empty when nobody says.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Checks the organisation says it makes, such as "dbs", "safeguarding-policy", "first-aid".</summary>
    public IReadOnlyList<string> SafetyChecks { get; init; } = [];

    /// <summary>The area it serves, as its source names it; somebody elsewhere may not be able to go.</summary>
    public string? AreaServed { get; init; }

    /// <summary>How to get there, as its source says it.</summary>
    public string? TravelHint { get; init; }

    /// <summary>Places left when it was last read; null when nobody counts them.</summary>
    public int? PlacesLeft { get; init; }

    /// <summary>The licence its source publishes it under, as an address or SPDX name; null when it says none, and then it is not published again.</summary>
    public string? Licence { get; init; }

    /// <summary>The record at its source, for a person to look at.</summary>
    public string? SourcePage { get; init; }

    /// <summary>Who may come, in the words of its source ("for young people of Mossop ward"); null when it says no more than ages.</summary>
    public string? WhoItIsFor { get; init; }

    /// <summary>Terms of its source's taxonomy that nobody has mapped yet, for a curator to look at.</summary>
    public IReadOnlyList<string> UnmappedTerms { get; init; } = [];

    /// <summary>Of what it says above, what is not its own source's but another's account of the same thing.</summary>
    public IReadOnlyList<Added> FromOthers { get; init; } = [];
}

/// <summary>
/// A slot on one day of the week, Europe/London local time: always on that day, whatever its rule. One that closes before it opens goes on past midnight; one whose
/// <paramref name="From"/> is its <paramref name="Until"/> happens once.
/// </summary>
public sealed record Session(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes, DateOnly? From = null, DateOnly? Until = null, bool TermTimeOnly = false)
{
    /// <summary>
    /// Null: every week. Else content lines of RFC 5545 (RRULE, EXDATE, RDATE), <see cref="From"/> being their DTSTART: of the days they give, those that are a <see cref="Day"/>.
    /// </summary>
    public string? Rule { get; init; }

    /// <summary>On in the school holidays only.</summary>
    public bool HolidaysOnly { get; init; }

    [JsonIgnore]
    public bool IsOvernight => Closes < Opens;

    [JsonIgnore]
    public TimeSpan Length => Closes - Opens;
}

/// <summary>What taking part costs.</summary>
public abstract record Cost
{
    private Cost() { }

    public sealed record Free : Cost;

    /// <summary>Pounds for one session.</summary>
    public sealed record Pounds(decimal Amount, string? Note = null) : Cost;

    public sealed record Unknown : Cost;
}
