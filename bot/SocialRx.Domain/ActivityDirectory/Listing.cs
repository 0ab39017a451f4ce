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
}

/// <summary>A weekly slot, Europe/London local time.</summary>
public sealed record Session(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes, DateOnly? From = null, DateOnly? Until = null, bool TermTimeOnly = false);

/// <summary>What taking part costs.</summary>
public abstract record Cost
{
    private Cost() { }

    public sealed record Free : Cost;

    /// <summary>Pounds for one session.</summary>
    public sealed record Pounds(decimal Amount, string? Note = null) : Cost;

    public sealed record Unknown : Cost;
}
