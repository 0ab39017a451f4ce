using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.WhatMatters;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Dashboard.Pages;

/// <summary>Words of sources' taxonomies that mean nothing here yet, and what curators say words mean.</summary>
internal static class TermPages
{
    public const string Path = "/terms";

    /// <summary>What is shown: words nobody has mapped, what curators say words mean, or what they said and does not hold any more.</summary>
    public const string Open = "open";

    /// <inheritdoc cref="Open"/>
    public const string Mapped = "mapped";

    /// <inheritdoc cref="Open"/>
    public const string TakenBack = "taken-back";

    private const int OnAPage = 50;
    private const int AtATime = 500;
    private const int LongestTerm = 200;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, ListAsync);
        pages.MapPost(Path, DecideAsync);
        pages.MapPost($"{Path}/{{id}}/undo", UndoAsync);
    }

    /// <summary>The list with what is shown of it.</summary>
    public static string Address(string show) => show == Open ? Path : $"{Path}?show={show}";

    private static Task<IResult> ListAsync(string? show, string? source, string? word, int? page, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        ShowAsync(Shown(show), source ?? "", word ?? "", SourcePages.Page(page), [], desk, user, stop);

    private static async Task<IResult> ShowAsync(string show, string source, string word, int page, IReadOnlyList<string> problems, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var filter = new TermFilter(show == TakenBack, source, word.Length <= LongestTerm ? word : word[..LongestTerm]);
        return DashboardPages.Show<TermList>(
            new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Show"] = show,
                ["Terms"] = await desk.ReadAsync(TermDecisions.Unmapped, stop),
                ["Sheet"] = await desk.ReadAsync(connection => Sheet(connection, filter, page), stop),
                ["Problems"] = problems,
            },
            FindingPages.Status(problems));
    }

    private static TermSheet Sheet(Connection connection, TermFilter filter, int page) => new(
        filter,
        TermDecisions.Find(connection, filter, (page - 1) * OnAPage, OnAPage),
        new PageOf(page, OnAPage, TermDecisions.Count(connection, filter)),
        TermDecisions.SourceIds(connection),
        TermDecisions.Count(connection, new TermFilter(IsUndone: false)),
        TermDecisions.Count(connection, new TermFilter(IsUndone: true)));

    private static string Shown(string? show) => show is Mapped or TakenBack ? show : Open;

    private static async Task<IResult> DecideAsync([FromForm] TermForm? sent, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var form = sent ?? new TermForm();
        if (form.Problem() is { } problem)
            return await ShowAsync(Shown(form.Show), "", "", 1, [problem], desk, user, stop);
        var decision = form.Decision(desk.NewId(), desk.By(user));
        await desk.ChangeAsync(user, "term mapped", $"term/{decision.SourceId}/{decision.Term}", null, connection =>
        {
            TermDecisions.Decide(connection, decision);
            return true;
        }, stop);
        await ApplyAsync(decision, desk, stop);
        return TypedResults.LocalRedirect($"~{DashboardPages.Path}{Address(Shown(form.Show))}");
    }

    private static async Task<IResult> UndoAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ChangeAsync(user, "term mapping undone", $"term/{id}", null, connection => TermDecisions.Undo(connection, id, desk.By(user)), stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}{Address(Mapped)}")
            : TypedResults.NotFound();

    // A few at a time, so that nobody who chats waits for it. What is left when it breaks off is done at the next reading.
    private static async Task ApplyAsync(TermDecision decision, Desk desk, CancellationToken stop)
    {
        foreach (var some in (await desk.ReadAsync(connection => TermDecisions.Touched(connection, decision), stop)).Chunk(AtATime))
            await desk.WriteAsync(connection => TermDecisions.Apply(connection, some, desk.Now), stop);
    }

    /// <summary>What a term means here, as a form sends it.</summary>
    public sealed record TermForm
    {
        public string? Source { get; init; }
        public string? Term { get; init; }

        /// <summary>this | every: for which sources.</summary>
        public string? Reach { get; init; }
        public IReadOnlyList<string>? Themes { get; init; }
        public IReadOnlyList<string>? OnlyFor { get; init; }

        /// <summary>yes: it says nothing we need.</summary>
        public string? Nothing { get; init; }

        /// <summary>Where the form stood.</summary>
        public string? Show { get; init; }

        private IReadOnlyList<string> ThemeIds => [.. (Themes ?? []).Where(id => Theme.Find(id) is not null).Distinct()];

        private IReadOnlyList<string> GroupIds => [.. (OnlyFor ?? []).Where(id => OnlyForGroup.All.Any(group => group.Id == id)).Distinct()];

        public string? Problem()
        {
            if (string.IsNullOrWhiteSpace(Source) || Term is null || Term.Length > LongestTerm || TermDecisions.Key(Term).Length == 0)
                return "Choose a term of the list.";
            var saysSomething = ThemeIds.Count + GroupIds.Count > 0;
            return saysSomething == (Nothing == "yes") ? $"Say what “{Term.Trim()}” means: tick what it is about or whom it is only for, or that it says nothing we need." : null;
        }

        public TermDecision Decision(string id, Storage.Safeguarding.StaffAction by) => new()
        {
            MappingId = id,
            SourceId = Reach == "every" ? TermDecisions.EverySource : Source!,
            Term = TermDecisions.Key(Term!),
            Shown = Term!.Trim(),
            Themes = string.Join(',', ThemeIds),
            OnlyFor = string.Join(',', GroupIds),
            MadeBy = by.Actor,
            MadeAt = by.Now,
        };
    }
}

/// <summary>What curators said words mean.</summary>
/// <param name="Sources">For which something was said.</param>
/// <param name="Mapped">How many stand, whatever the filter.</param>
/// <param name="TakenBack">How many do not, whatever the filter.</param>
public sealed record TermSheet(TermFilter Filter, IReadOnlyList<TermDecision> Decisions, PageOf Page, IReadOnlyList<string> Sources, long Mapped, long TakenBack);
