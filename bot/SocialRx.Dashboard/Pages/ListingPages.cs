using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Dashboard.Pages;

/// <summary>Listings: found, looked at as a young person would, mended, hidden, checked, written by hand, handed over on paper.</summary>
internal static class ListingPages
{
    public const string Path = "/listings";
    public const string ToCheckPath = "/to-check";

    public const int LongestWhy = 300;
    private const int AtATime = 50;
    private const int MostMoved = 100;

    private static readonly TimeSpan CheckedWithin = TimeSpan.FromDays(365);
    private static readonly TimeSpan ReadWithin = TimeSpan.FromDays(90);

    private static readonly ListingShows[] ToCheck = [ListingShows.Unchecked, ListingShows.Over, ListingShows.SourceSilent];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, ListAsync);
        pages.MapGet(ToCheckPath, ToCheckAsync);
        pages.MapGet("/new-listing", New);
        pages.MapPost("/new-listing", AddAsync);
        pages.MapGet($"{Path}/{{id}}", OneAsync);
        pages.MapGet($"{Path}/{{id}}/edit", EditAsync);
        pages.MapPost($"{Path}/{{id}}/edit", KeepAsync);
        pages.MapPost($"{Path}/{{id}}/check", CheckAsync);
        pages.MapPost($"{Path}/{{id}}/hide", HideAsync);
        pages.MapPost($"{Path}/{{id}}/undo", UndoAsync);
        pages.MapPost($"{Path}/{{id}}/source", FromSourceAsync);
    }

    public static void MapSheet(RouteGroupBuilder pages) => pages.MapGet($"{Path}/{{id}}/sheet", SheetAsync);

    private static async Task<IResult> ListAsync(string? text, string? source, string? theme, string? shows, int? page, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var filter = Filter(text, source, theme) with { Shows = Shows(shows) };
        return DashboardPages.Show<ListingsPage>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Filter"] = filter,
            ["Sheet"] = await desk.ReadAsync(connection => Lines(connection, filter, SourcePages.Page(page), desk.Now), stop),
        });
    }

    private static async Task<IResult> ToCheckAsync(string? source, string? shows, int? page, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var filter = Filter(null, source, null) with { Shows = ToCheck.Contains(Shows(shows)) ? Shows(shows) : ListingShows.Unchecked };
        return DashboardPages.Show<ListingsToCheck>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Filter"] = filter,
            ["Sheet"] = await desk.ReadAsync(connection => Lines(connection, filter, SourcePages.Page(page), desk.Now), stop),
            ["Counts"] = await desk.ReadAsync(connection => ToCheck.ToDictionary(shows => shows, shows => ListingList.Count(connection, filter with { Shows = shows }, Days(desk.Now))), stop),
            ["Moved"] = await desk.ReadAsync(connection => ListingList.Moved(connection, MostMoved), stop),
        });
    }

    private static async Task<IResult> OneAsync(string id, string? near, string? age, Desk desk, Database database, PreviewSuggestion preview, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ReadAsync(connection => ListingEdits.Find(connection, ListingAddress.Id(id)), stop) is { } found
            ? await ShowAsync(found, [], near, age, desk, database, preview, user, stop)
            : TypedResults.NotFound();

    private static async Task<RazorComponentResult> ShowAsync(
        CuratedListing found, IReadOnlyList<string> problems, string? near, string? age, Desk desk, Database database, PreviewSuggestion preview, ClaimsPrincipal user, CancellationToken stop)
    {
        var place = string.IsNullOrWhiteSpace(near) ? null : await Places.FindAsync(database, near, stop);
        var wishes = Asker(found.Listing, (place as PlaceFinding.Found)?.Place, AgeBand.Find(age));
        var seen = Matching.Choose([found.Listing], wishes, desk.Now, 1);
        return DashboardPages.Show<OneListing>(
            new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Found"] = found,
                ["Problems"] = problems,
                ["Asker"] = wishes,
                ["Near"] = near ?? "",
                ["Seen"] = seen,
                ["Preview"] = seen.Suggestions is [var suggestion, ..] ? preview(suggestion, Today(desk)) : null,
                ["Now"] = desk.Now,
            },
            FindingPages.Status(problems));
    }

    private static async Task<IResult> SheetAsync(string id, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ReadAsync(connection => ListingEdits.Find(connection, ListingAddress.Id(id)), stop) is { } found
            ? DashboardPages.Show<ListingHandout>(new() { ["Viewer"] = desk.Viewer(user), ["Found"] = found })
            : TypedResults.NotFound();

    private static RazorComponentResult New(Desk desk, ClaimsPrincipal user) => ShowForm("", new ListingForm(), [], [], desk, user);

    private static async Task<IResult> EditAsync(string id, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ReadAsync(connection => ListingEdits.Find(connection, ListingAddress.Id(id)), stop) is { } found
            ? ShowForm(found.Listing.Id, ListingForm.Of(found.Listing, found.Version), [], [], desk, user)
            : TypedResults.NotFound();

    private static async Task<IResult> AddAsync(IFormCollection fields, Desk desk, Database database, DirectoryText text, ClaimsPrincipal user, CancellationToken stop)
    {
        var form = await PlacedAsync(ListingForm.Read(fields), database, stop);
        if (ListingForm.Field(fields, "do") == ListingForm.MoreTimes)
            return ShowForm("", form.Form.WithMoreTimes(), [], [], desk, user);
        var (listing, wrong) = form.Form.Over(Blank(desk), text);
        IReadOnlyList<string> problems = [.. wrong, .. form.Problems, .. Why(form.Form.Why)];
        if (problems.Count > 0)
            return ShowForm("", form.Form, problems, [], desk, user);
        await desk.ChangeAsync(user, "listing added", $"listing/{listing.Id}", form.Form.Why, connection =>
        {
            ListingEdits.AddOwn(connection, listing, form.Form.Why, desk.By(user));
            return true;
        }, stop);
        return TypedResults.LocalRedirect($"~{ListingAddress.Of(listing.Id)}");
    }

    private static async Task<IResult> KeepAsync(string id, IFormCollection fields, Desk desk, Database database, DirectoryText text, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => ListingEdits.Find(connection, ListingAddress.Id(id)), stop) is not { } found)
            return TypedResults.NotFound();
        var (form, unplaced) = await PlacedAsync(ListingForm.Read(fields), database, stop);
        if (ListingForm.Field(fields, "do") == ListingForm.MoreTimes)
            return ShowForm(found.Listing.Id, form.WithMoreTimes(), [], [], desk, user);
        var (edited, wrong) = form.Over(found.Listing, text);
        if (form.BasedOn != found.Version)
            return ShowForm(found.Listing.Id, form with { BasedOn = found.Version }, [Meanwhile], Differences(found.Listing, edited), desk, user);
        IReadOnlyList<string> problems = [.. wrong, .. unplaced, .. Why(form.Why)];
        if (problems.Count > 0)
            return ShowForm(found.Listing.Id, form, problems, [], desk, user);
        return await ChangeAsync("listing edited", found.Listing.Id, form.Why, connection => ListingEdits.Save(connection, found.Listing.Id, form.BasedOn, _ => edited, form.Why, desk.By(user)), desk, user, stop) switch
        {
            EditOutcome.NotThere => TypedResults.NotFound(),
            EditOutcome.ChangedMeanwhile => await AgainAsync(found.Listing.Id, form, edited, desk, user, stop),
            _ => TypedResults.LocalRedirect($"~{ListingAddress.Of(found.Listing.Id)}"),
        };
    }

    // Between the look and the write somebody was faster.
    private static async Task<IResult> AgainAsync(string listingId, ListingForm form, Listing edited, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ReadAsync(connection => ListingEdits.Find(connection, listingId), stop) is { } now
            ? ShowForm(listingId, form with { BasedOn = now.Version }, [Meanwhile], Differences(now.Listing, edited), desk, user)
            : TypedResults.NotFound();

    private static Task<IResult> CheckAsync(string id, [FromForm] string? reason, Desk desk, Database database, PreviewSuggestion preview, ClaimsPrincipal user, CancellationToken stop) =>
        DecideAsync("listing checked", id, reason, (connection, listingId, why) => ListingEdits.Save(connection, listingId, null, listing => listing with { Assured = Today(desk) }, why, desk.By(user)), desk, database, preview, user, stop);

    private static Task<IResult> HideAsync(string id, [FromForm] string? because, [FromForm] string? reason, Desk desk, Database database, PreviewSuggestion preview, ClaimsPrincipal user, CancellationToken stop) =>
        HidingReason.Find(because) is { } hiding
            ? DecideAsync("listing hidden", id, string.IsNullOrWhiteSpace(reason) ? hiding.Label : reason, (connection, listingId, why) => ListingEdits.Hide(connection, listingId, hiding, why, desk.By(user)), desk, database, preview, user, stop)
            : Task.FromResult<IResult>(TypedResults.BadRequest());

    private static async Task<IResult> UndoAsync(string id, [FromForm] long? sequence, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        Answer(id, await ChangeAsync("listing edit undone", ListingAddress.Id(id), $"{sequence}", connection => ListingEdits.Undo(connection, ListingAddress.Id(id), sequence ?? 0, desk.By(user)), desk, user, stop));

    private static async Task<IResult> FromSourceAsync(string id, [FromForm] string? field, [FromForm] string? take, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        if (ListingField.Find(field ?? "") is not { } part || take is not ("theirs" or "ours"))
            return TypedResults.BadRequest();
        var listingId = ListingAddress.Id(id);
        return Answer(id, take == "theirs"
            ? await ChangeAsync("listing taken from source", listingId, part.Id, connection => ListingEdits.TakeFromSource(connection, listingId, part, desk.By(user)), desk, user, stop)
            : await ChangeAsync("listing edit kept", listingId, part.Id, connection => ListingEdits.Keep(connection, listingId, part, "Looked at again: the source says something else, and this stays", desk.By(user)), desk, user, stop));
    }

    private static async Task<IResult> DecideAsync(
        string action, string id, string? reason, Func<Connection, string, string, EditOutcome> change, Desk desk, Database database, PreviewSuggestion preview, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => ListingEdits.Find(connection, ListingAddress.Id(id)), stop) is not { } found)
            return TypedResults.NotFound();
        if (Why(reason ?? "") is { Count: > 0 } problems)
            return await ShowAsync(found, problems, null, null, desk, database, preview, user, stop);
        return Answer(id, await ChangeAsync(action, found.Listing.Id, reason!.Trim(), connection => change(connection, found.Listing.Id, reason.Trim()), desk, user, stop));
    }

    private static async Task<EditOutcome> ChangeAsync(string action, string listingId, string why, Func<Connection, EditOutcome> change, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var outcome = EditOutcome.NotThere;
        await desk.ChangeAsync(user, action, $"listing/{listingId}", why, connection => (outcome = change(connection)) == EditOutcome.Done, stop);
        return outcome;
    }

    private static IResult Answer(string id, EditOutcome outcome) =>
        outcome is EditOutcome.NotThere ? TypedResults.NotFound() : TypedResults.LocalRedirect($"~{ListingAddress.Of(ListingAddress.Id(id))}");

    private static RazorComponentResult ShowForm(string listingId, ListingForm form, IReadOnlyList<string> problems, IReadOnlyList<FieldDifference> meanwhile, Desk desk, ClaimsPrincipal user) =>
        DashboardPages.Show<EditListing>(
            new() { ["Viewer"] = desk.Viewer(user), ["ListingId"] = listingId, ["Form"] = form, ["Problems"] = problems, ["Meanwhile"] = meanwhile },
            meanwhile.Count > 0 || problems.Contains(Meanwhile) ? StatusCodes.Status409Conflict : FindingPages.Status(problems));

    private const string Meanwhile = "Somebody, or the source, changed this listing after you opened it. What you typed is still here. Look at what it says now, and keep yours again if it is still right.";

    private static IReadOnlyList<FieldDifference> Differences(Listing now, Listing typed) =>
        [.. ListingField.All.Where(field => field.ValueOf(now) != field.ValueOf(typed)).Select(field => new FieldDifference(field.Label, Parts.ListingWords.Of(field, now), Parts.ListingWords.Of(field, typed)))];

    /// <summary>With the position of the place that was named instead of one.</summary>
    private static async Task<(ListingForm Form, IReadOnlyList<string> Problems)> PlacedAsync(ListingForm form, Database database, CancellationToken stop)
    {
        if (form.Near.Length == 0)
            return (form, []);
        return await Places.FindAsync(database, form.Near, stop) is PlaceFinding.Found { Place: var place }
            ? (form with { Near = "", Latitude = Text(place.Centre.Latitude), Longitude = Text(place.Centre.Longitude) }, [])
            : (form, ["We know no such place. Write the first half of a postcode, or a position."]);
    }

    private static string Text(double degrees) => degrees.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static Listing Blank(Desk desk) => new() { Id = $"{ListingEdits.OwnSource}.{desk.NewId()}", SourceId = ListingEdits.OwnSource, Name = "", Organisation = "", LastModified = desk.Now, Assured = Today(desk) };

    // Somebody of whom nothing is known but that they may go, so that the listing itself decides.
    private static Wishes Asker(Listing listing, Place? near, AgeBand? age) => new() { Near = near, Age = age, BelongsTo = listing.OnlyFor };

    private static IReadOnlyList<string> Why(string typed) =>
        string.IsNullOrWhiteSpace(typed) || typed.Length > LongestWhy ? [$"Say how you know, in a sentence of at most {LongestWhy} characters. Name no young person."] : [];

    private static ListingFilter Filter(string? text, string? source, string? theme) => new() { Text = (text ?? "").Trim(), SourceId = source ?? "", Theme = Theme.Find(theme)?.Id ?? "" };

    private static ListingShows Shows(string? asked) => Enum.TryParse<ListingShows>(asked, out var shows) && Enum.IsDefined(shows) ? shows : ListingShows.All;

    private static ListingsSheet Lines(Connection connection, ListingFilter filter, int page, DateTimeOffset now) => new(
        ListingList.Page(connection, filter, Days(now), (page - 1) * AtATime, AtATime),
        new PageOf(page, AtATime, ListingList.Count(connection, filter, Days(now))),
        ListingList.Sources(connection),
        now);

    private static ListingDays Days(DateTimeOffset now) => new(London.Day(now), now - CheckedWithin, now - ReadWithin);

    private static DateOnly Today(Desk desk) => FindingPages.Today(desk);
}

/// <summary>One page of listings.</summary>
public sealed record ListingsSheet(IReadOnlyList<ListingLine> Lines, PageOf Page, IReadOnlyList<string> Sources, DateTimeOffset Now);

/// <summary>A part of a listing that says something else now than what somebody typed.</summary>
public sealed record FieldDifference(string Label, string Now, string Typed);
