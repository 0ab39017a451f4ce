using System.Globalization;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.WhatMatters;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Dashboard.Parts;

/// <summary>What a listing says, as its curator and a link worker read it.</summary>
internal static class ListingWords
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    private static readonly Listing Blank = new() { Id = "", SourceId = "", Name = "", Organisation = "", LastModified = DateTimeOffset.UnixEpoch };

    /// <summary>One part of it in a line; "nothing" where it says nothing.</summary>
    public static string Of(ListingField field, Listing listing) => field.Id switch
    {
        "name" => listing.Name,
        "organisation" => listing.Organisation,
        "summary" => Or(listing.Summary, "nothing"),
        "themes" => Or(Joined(listing.Themes.Select(ThemeLabel)), "nothing"),
        "ages" => Ages(listing),
        "only-for" => Or(Joined(listing.OnlyFor.Select(OnlyForGroup.LabelOf)), "everybody"),
        "sessions" => Or(string.Join("; ", listing.Sessions.Select(Session)), "nothing"),
        "place" => Place(listing),
        "cost" => CostOf(listing.Cost),
        "access" => Or(Joined(listing.Access.Select(AccessFeature.LabelOf)), "nothing"),
        "newcomers" => listing.WelcomesNewcomers ? "newcomers are welcome, or met" : "nothing",
        "joining" => Joined([(listing.HowToJoin ?? "").TrimEnd('.'), listing.CanJoinDirectly ? "no referral needed" : "a referral is needed"]),
        "contact" => Or(Joined([listing.Phone ?? "", listing.Email ?? "", listing.Web ?? ""]), "nothing"),
        "licence" => listing.Licence ?? "none",
        "assured" => listing.Assured is { } day ? Dates.Day(day) : "never",
        _ => "",
    };

    /// <summary>The same of a value that was kept.</summary>
    public static string Of(ListingField field, string value) => Of(field, ListingField.Lay(Blank, [value]));

    public static string Ages(Listing listing) => (listing.MinimumAge, listing.MaximumAge) switch
    {
        ({ } low, { } high) when low == high => $"{Number(low)} only",
        ({ } low, { } high) => $"{Number(low)} to {Number(high)}",
        ({ } low, null) => $"{Number(low)} and over",
        (null, { } high) => $"up to {Number(high)}",
        _ => "not said",
    };

    /// <summary>"Tuesdays, 17:00 to 18:30, in term time, until 31 March 2027".</summary>
    public static string Session(Session session) => Joined(
    [
        session.From is { } only && only == session.Until ? Dates.Day(only) : $"{British.DateTimeFormat.GetDayName(session.Day)}s",
        $"{Time(session.Opens)} to {Time(session.Closes)}",
        session.Rule is null ? "" : "not every week",
        session.TermTimeOnly ? "in term time" : "",
        session.HolidaysOnly ? "in the school holidays" : "",
        session.From is { } from && from != session.Until ? $"from {Dates.Day(from)}" : "",
        session.Until is { } until && until != session.From ? $"until {Dates.Day(until)}" : "",
    ]);

    /// <summary>"Tuesday 10 November 2026, 17:00".</summary>
    public static string Next(Occurrence one) => $"{British.DateTimeFormat.GetDayName(one.Day.DayOfWeek)} {Dates.Day(one.Day)}, {Time(one.Session.Opens)}";

    public static string CostOf(Cost cost) => cost switch
    {
        Cost.Free => "free",
        Cost.Pounds pounds => Joined([pounds.Amount.ToString("'£'0.00", British), pounds.Note ?? ""]),
        _ => "not said",
    };

    public static string ThemeLabel(string id) => Theme.Find(id)?.Label ?? id;

    /// <summary>Why fewer young people find it, or none.</summary>
    public static string Of(Hindrance hindrance) => hindrance switch
    {
        Hindrance.NotConfirmed old => $"Nobody has changed or checked it since {Dates.Day(old.LastModified)}. After two years it is offered to nobody. Check it, and say so below.",
        Hindrance.IsOver => "Its last session is over. Change the days, or hide it.",
        Hindrance.StartsLater later => $"It is on next on {Dates.Day(later.On)}. Until eight weeks before, it is offered only to those who name no day.",
        Hindrance.OtherAges => "It is for nobody between 11 and 25.",
        Hindrance.NoPlace => "Nobody says where it is. It stands behind things whose distance is known.",
        Hindrance.NoAges => "Nobody says for what ages it is. It stands behind things that do, and whoever reads it is told.",
        Hindrance.NoTimes => "Nobody says when it is on. It stands behind things that do, and whoever reads it is told.",
        Hindrance.NoThemes => "It is about nothing we know. Only somebody who uses a word of it finds it.",
        Hindrance.CostNotSaid => "Nobody says what it costs. Somebody without money is not offered it.",
        Hindrance.IsFull => "It had no places left when it was last read.",
        Hindrance.OnlyForSome some => $"It is only for some: {Joined(some.GroupIds.Select(OnlyForGroup.LabelOf))}. Only those who said they belong are offered it.",
        Hindrance.NeedsReferral => "It needs a referral. It stands behind things that do not.",
        Hindrance.NotCheckedLately old => $"Nobody has changed or checked it since {Dates.Day(old.LastModified)}. Whoever reads it is told so.",
        _ => "",
    };

    /// <summary>"1.2 miles north-east of FB2".</summary>
    public static string Away(Place from, GeoPoint to) => from.Centre.KilometresTo(to) / Sketch.KmPerMile is >= 0.1 and var miles
        ? $"{miles.ToString("0.0", British)} miles {Sketch.Direction(Sketch.BearingDegrees(from.Centre, to))} of {from.Name}"
        : $"in the middle of {from.Name}";

    private static string Place(Listing listing) =>
        Or(Joined([listing.IsOnline ? "online" : "", listing.Venue ?? "", listing.Location is { } at ? string.Create(CultureInfo.InvariantCulture, $"at {at.Latitude:0.#####}, {at.Longitude:0.#####}") : ""]), "not said");

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Number(decimal age) => age.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Joined(IEnumerable<string> parts) => string.Join(", ", parts.Where(part => part.Length > 0));

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
