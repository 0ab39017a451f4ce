using System.Globalization;
using SocialRx.Dashboard.Parts;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.WhatMatters;

namespace SocialRx.Dashboard.Pages;

/// <summary>What two listings say, line by line, for somebody who compares them.</summary>
internal static class ListingFacts
{
    public static IReadOnlyList<ListingFact> Compare(Listing first, Listing second) =>
    [
        .. Lines.Select(line => new ListingFact(line.Label, line.Read(first), line.Read(second))).Where(fact => fact.First.Length + fact.Second.Length > 0),
    ];

    private static IReadOnlyList<(string Label, Func<Listing, string> Read)> Lines { get; } =
    [
        ("Name", listing => listing.Name),
        ("Organisation", listing => listing.Organisation),
        ("About it", listing => listing.Summary),
        ("Where", Where),
        ("When", listing => string.Join("; ", listing.Sessions.Select(When))),
        ("Ages", Ages),
        ("Cost", Price),
        ("Themes", listing => string.Join(", ", listing.Themes.Select(id => Theme.Find(id)?.Label ?? id).Order(StringComparer.Ordinal))),
        ("Only for", listing => string.Join(", ", listing.OnlyFor.Order(StringComparer.Ordinal))),
        ("Access", listing => string.Join(", ", listing.Access.Order(StringComparer.Ordinal))),
        ("How to join", listing => listing.HowToJoin ?? ""),
        ("Phone", listing => listing.Phone ?? ""),
        ("E-mail", listing => listing.Email ?? ""),
        ("Web page", listing => listing.Web ?? ""),
        ("Last changed", listing => Dates.Day(listing.LastModified)),
    ];

    private static string Where(Listing listing) => listing switch
    {
        { IsOnline: true } => "online",
        { Location: { } point } => string.Create(CultureInfo.InvariantCulture, $"{listing.Venue} ({point.Latitude:0.####}, {point.Longitude:0.####})").Trim(),
        _ => listing.Venue ?? "",
    };

    private static string When(Session session)
    {
        var until = session.Until is { } day ? $" until {Dates.Day(day)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{session.Day} {session.Opens:HH:mm} to {session.Closes:HH:mm}{(session.Rule is null ? "" : ", not every week")}{(session.TermTimeOnly ? ", term time" : "")}{(session.HolidaysOnly ? ", school holidays" : "")}{until}");
    }

    private static string Ages(Listing listing) => (listing.MinimumAge, listing.MaximumAge) switch
    {
        (null, null) => "",
        ({ } from, null) => $"{Years(from)} and over",
        (null, { } to) => $"up to {Years(to)}",
        ({ } from, { } to) => $"{Years(from)} to {Years(to)}",
    };

    private static string Price(Listing listing) => listing.Cost switch
    {
        Cost.Free => "free",
        Cost.Pounds pounds => string.Create(CultureInfo.InvariantCulture, $"£{pounds.Amount:0.00}{(pounds.Note is null ? "" : $", {pounds.Note}")}"),
        _ => "",
    };

    private static string Years(decimal age) => age.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>One line of both; empty where a listing does not say.</summary>
internal sealed record ListingFact(string Label, string First, string Second)
{
    /// <summary>Both say something, and not the same.</summary>
    public bool Differs => First.Length > 0 && Second.Length > 0 && !string.Equals(First, Second, StringComparison.OrdinalIgnoreCase);
}
