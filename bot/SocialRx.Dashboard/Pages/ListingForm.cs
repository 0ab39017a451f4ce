using System.Globalization;
using Microsoft.AspNetCore.Http;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.WhatMatters;

namespace SocialRx.Dashboard.Pages;

/// <summary>A listing as a curator is writing it: whatever was typed, right or not, so that nothing typed is lost.</summary>
public sealed record ListingForm
{
    public const string MoreTimes = "more-times";

    public const int LongestName = 120;
    public const int LongestSummary = 600;
    public const int LongestLine = 300;
    private const int MostSessions = 60;
    private const int RoomForSessions = 2;

    private const string IsoDay = "yyyy-MM-dd";

    /// <summary>The version this was made of; empty: a new listing.</summary>
    public string BasedOn { get; init; } = "";
    public string Name { get; init; } = "";
    public string Organisation { get; init; } = "";
    public string Summary { get; init; } = "";

    /// <summary>What it is mainly about; empty for nothing we know.</summary>
    public string MainTheme { get; init; } = "";
    public IReadOnlyList<string> AlsoThemes { get; init; } = [];
    public string MinimumAge { get; init; } = "";
    public string MaximumAge { get; init; } = "";
    public IReadOnlyList<string> OnlyFor { get; init; } = [];
    public IReadOnlyList<SessionForm> Sessions { get; init; } = [.. Enumerable.Repeat(new SessionForm(), RoomForSessions)];
    public bool IsOnline { get; init; }
    public string Venue { get; init; } = "";
    public string Latitude { get; init; } = "";
    public string Longitude { get; init; } = "";

    /// <summary>An outcode or a place to take the position of.</summary>
    public string Near { get; init; } = "";

    /// <summary>free | pounds | unknown.</summary>
    public string CostKind { get; init; } = "unknown";
    public string Pounds { get; init; } = "";
    public string CostNote { get; init; } = "";
    public IReadOnlyList<string> Access { get; init; } = [];
    public bool WelcomesNewcomers { get; init; }
    public string HowToJoin { get; init; } = "";
    public bool NeedsReferral { get; init; }
    public string Phone { get; init; } = "";
    public string Email { get; init; } = "";
    public string Web { get; init; } = "";

    /// <summary>Asked of what is written here; a source has its own.</summary>
    public string Licence { get; init; } = "";

    /// <summary>Why it is changed; for whoever reads the history.</summary>
    public string Why { get; init; } = "";

    /// <summary>Licences something written here may be published under.</summary>
    public static IReadOnlyList<(string Address, string Label)> Licences { get; } =
    [
        ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "Open Government Licence 3.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0"),
    ];

    public static ListingForm Of(Listing listing, string version) => new()
    {
        BasedOn = version,
        Name = listing.Name,
        Organisation = listing.Organisation,
        Summary = listing.Summary,
        MainTheme = listing.Themes.Count > 0 ? listing.Themes[0] : "",
        AlsoThemes = [.. listing.Themes.Skip(1)],
        MinimumAge = Text(listing.MinimumAge),
        MaximumAge = Text(listing.MaximumAge),
        OnlyFor = listing.OnlyFor,
        Sessions = [.. listing.Sessions.Select(SessionForm.Of), .. Enumerable.Repeat(new SessionForm(), RoomForSessions)],
        IsOnline = listing.IsOnline,
        Venue = listing.Venue ?? "",
        Latitude = Text(listing.Location?.Latitude),
        Longitude = Text(listing.Location?.Longitude),
        CostKind = listing.Cost switch { Cost.Free => "free", Cost.Pounds => "pounds", _ => "unknown" },
        Pounds = Text((listing.Cost as Cost.Pounds)?.Amount),
        CostNote = (listing.Cost as Cost.Pounds)?.Note ?? "",
        Access = listing.Access,
        WelcomesNewcomers = listing.WelcomesNewcomers,
        HowToJoin = listing.HowToJoin ?? "",
        NeedsReferral = !listing.CanJoinDirectly,
        Phone = listing.Phone ?? "",
        Email = listing.Email ?? "",
        Web = listing.Web ?? "",
        Licence = listing.Licence ?? "",
    };

    public static ListingForm Read(IFormCollection form) => new()
    {
        BasedOn = Field(form, "based-on"),
        Name = Field(form, "name"),
        Organisation = Field(form, "organisation"),
        Summary = Field(form, "summary"),
        MainTheme = Field(form, "main-theme"),
        AlsoThemes = Ticked(form, "themes"),
        MinimumAge = Field(form, "minimum-age"),
        MaximumAge = Field(form, "maximum-age"),
        OnlyFor = Ticked(form, "only-for"),
        Sessions = [.. Enumerable.Range(0, MostSessions).TakeWhile(number => form.ContainsKey($"s{number}-day")).Select(number => SessionForm.Read(form, number))],
        IsOnline = form.ContainsKey("online"),
        Venue = Field(form, "venue"),
        Latitude = Field(form, "latitude"),
        Longitude = Field(form, "longitude"),
        Near = Field(form, "near"),
        CostKind = Field(form, "cost"),
        Pounds = Field(form, "pounds"),
        CostNote = Field(form, "cost-note"),
        Access = Ticked(form, "access"),
        WelcomesNewcomers = form.ContainsKey("newcomers"),
        HowToJoin = Field(form, "how-to-join"),
        NeedsReferral = form.ContainsKey("referral"),
        Phone = Field(form, "phone"),
        Email = Field(form, "email"),
        Web = Field(form, "web"),
        Licence = Field(form, "licence"),
        Why = Field(form, "why"),
    };

    public ListingForm WithMoreTimes() => Sessions.Count < MostSessions ? this with { Sessions = [.. Sessions, .. Enumerable.Repeat(new SessionForm(), RoomForSessions)] } : this;

    /// <summary>What was typed laid over a listing, and what is wrong with it. What was left as it stood stays to the letter.</summary>
    public (Listing Listing, IReadOnlyList<string> Problems) Over(Listing was, DirectoryText text)
    {
        var reading = new ListingReading(was, text);
        var listing = was with
        {
            Name = reading.Required(Name, was.Name, LongestName, "The name"),
            Organisation = reading.Required(Organisation, was.Organisation, LongestName, "Who runs it"),
            Summary = reading.Text(Summary, was.Summary, LongestSummary, "What it is") ?? "",
            Themes = ThemesOver(was.Themes),
            MinimumAge = reading.Age(MinimumAge, "The youngest age"),
            MaximumAge = reading.Age(MaximumAge, "The oldest age"),
            OnlyFor = Same(was.OnlyFor, Known(OnlyFor, OnlyForGroup.All.Select(group => group.Id), was.OnlyFor)),
            Sessions = reading.Sessions(Sessions),
            IsOnline = IsOnline,
            Venue = reading.Text(Venue, was.Venue, LongestLine, "The venue"),
            Location = reading.Position(Latitude, Longitude),
            Cost = reading.CostOf(CostKind, Pounds, CostNote),
            Access = Same(was.Access, Known(Access, AccessFeature.All.Select(feature => feature.Id), was.Access)),
            WelcomesNewcomers = WelcomesNewcomers,
            HowToJoin = reading.Text(HowToJoin, was.HowToJoin, LongestLine, "How to join"),
            CanJoinDirectly = !NeedsReferral,
            Phone = reading.Contact(Phone, was.Phone, text.Phone, "That is no phone number, or one that is dear to call."),
            Email = reading.Contact(Email, was.Email, text.Email, "That is no email address."),
            Web = reading.Contact(Web, was.Web, text.Web, "That is no web address. It begins with https://"),
            Licence = Licences.Any(licence => licence.Address == Licence) ? Licence : Licence.Length == 0 ? null : was.Licence,
        };
        if (listing.MinimumAge > listing.MaximumAge)
            reading.Problems.Add("The youngest age is above the oldest.");
        return (listing, reading.Problems);
    }

    // The first is what it is mainly about: it decides where it stands.
    private IReadOnlyList<string> ThemesOver(IReadOnlyList<string> was) =>
        Same(was, [.. new[] { MainTheme }.Concat(AlsoThemes).Where(id => Theme.Find(id) is not null || was.Contains(id)).Distinct()]);

    // Boxes come in the order of the page: the same ones are the same list.
    private static IReadOnlyList<string> Same(IReadOnlyList<string> was, IReadOnlyList<string> now) =>
        was.Count == now.Count && was.Take(1).SequenceEqual(now.Take(1)) && was.ToHashSet().SetEquals(now) ? was : now;

    private static IReadOnlyList<string> Known(IReadOnlyList<string> ticked, IEnumerable<string> known, IReadOnlyList<string> was) =>
        was.ToHashSet().SetEquals(ticked) ? was : [.. ticked.Where(id => known.Contains(id) || was.Contains(id)).Distinct()];

    internal static string Field(IFormCollection form, string name) => form[name].ToString().Trim();

    private static IReadOnlyList<string> Ticked(IFormCollection form, string name) => [.. form[name].OfType<string>()];

    private static string Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    internal static string Iso(DateOnly? day) => day?.ToString(IsoDay, CultureInfo.InvariantCulture) ?? "";

    internal static DateOnly? Day(string text) => DateOnly.TryParseExact(text, IsoDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>A slot of the week as it is typed. Without a day it is none.</summary>
public sealed record SessionForm
{
    /// <summary>Which of the listing's sessions it stands for; empty for a new one. What a form cannot show of it is kept.</summary>
    public string StandsFor { get; init; } = "";
    public string Day { get; init; } = "";
    public string Opens { get; init; } = "";
    public string Closes { get; init; } = "";
    public string From { get; init; } = "";
    public string Until { get; init; } = "";

    /// <summary>term | holidays; empty for all year.</summary>
    public string Year { get; init; } = "";

    internal static SessionForm Of(Session session, int place) => new()
    {
        StandsFor = place.ToString(CultureInfo.InvariantCulture),
        Day = $"{session.Day}",
        Opens = Time(session.Opens),
        Closes = Time(session.Closes),
        From = ListingForm.Iso(session.From),
        Until = ListingForm.Iso(session.Until),
        Year = session.TermTimeOnly ? "term" : session.HolidaysOnly ? "holidays" : "",
    };

    internal static SessionForm Read(IFormCollection form, int number) => new()
    {
        StandsFor = ListingForm.Field(form, $"s{number}-of"),
        Day = ListingForm.Field(form, $"s{number}-day"),
        Opens = ListingForm.Field(form, $"s{number}-opens"),
        Closes = ListingForm.Field(form, $"s{number}-closes"),
        From = ListingForm.Field(form, $"s{number}-from"),
        Until = ListingForm.Field(form, $"s{number}-until"),
        Year = ListingForm.Field(form, $"s{number}-year"),
    };

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
