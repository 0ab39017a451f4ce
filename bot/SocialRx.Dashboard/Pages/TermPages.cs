using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.WhatMatters;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Dashboard.Pages;

/// <summary>Words of sources' taxonomies that mean nothing here yet, and what a curator says they mean.</summary>
internal static class TermPages
{
    public const string Path = "/terms";

    private const int MostShown = 200;
    private const int AtATime = 500;
    private const int LongestTerm = 200;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, ListAsync);
        pages.MapPost(Path, DecideAsync);
        pages.MapPost($"{Path}/{{id}}/undo", UndoAsync);
    }

    private static Task<IResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) => ShowAsync([], desk, user, stop);

    private static async Task<IResult> ShowAsync(IReadOnlyList<string> problems, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<TermList>(
            new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Terms"] = await desk.ReadAsync(TermDecisions.Unmapped, stop),
                ["Decisions"] = await desk.ReadAsync(connection => TermDecisions.All(connection, MostShown), stop),
                ["Problems"] = problems,
            },
            FindingPages.Status(problems));

    private static async Task<IResult> DecideAsync([FromForm] TermForm? sent, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var form = sent ?? new TermForm();
        if (form.Problem() is { } problem)
            return await ShowAsync([problem], desk, user, stop);
        var decision = form.Decision(desk.NewId(), desk.By(user));
        await desk.ChangeAsync(user, "term mapped", $"term/{decision.SourceId}/{decision.Term}", null, connection =>
        {
            TermDecisions.Decide(connection, decision);
            return true;
        }, stop);
        await ApplyAsync(decision, desk, stop);
        return TypedResults.LocalRedirect($"~{DashboardPages.Path}{Path}");
    }

    private static async Task<IResult> UndoAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ChangeAsync(user, "term mapping undone", $"term/{id}", null, connection => TermDecisions.Undo(connection, id, desk.By(user)), stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}{Path}")
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
