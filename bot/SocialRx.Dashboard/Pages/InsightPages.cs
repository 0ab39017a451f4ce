using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Insights;

namespace SocialRx.Dashboard.Pages;

/// <summary>Published numbers and released quotes, for every role.</summary>
internal static class InsightPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("", Numbers<Overview>);
        pages.MapGet("/what-matters", Numbers<WhatMattersPage>);
        pages.MapGet("/not-found", Numbers<NotFoundPage>);
        pages.MapGet("/taking-part", Numbers<TakingPart>);
        pages.MapGet("/have-your-say", HaveYourSayAsync);
        pages.MapGet("/have-your-say/{id}", OneSayAsync);
        pages.MapGet("/in-their-words", InTheirWordsAsync);
    }

    /// <summary>What a facilitator does so that others see results too.</summary>
    public static void PutToPanel(RouteGroupBuilder pages) => pages.MapPost("/have-your-say/{id}/panel", PutToPanelAsync);

    private static async Task<IResult> Numbers<TPage>(Desk desk, Publication publication, ClaimsPrincipal user, CancellationToken stop)
        where TPage : IComponent =>
        DashboardPages.Show<TPage>(new() { ["Viewer"] = desk.Viewer(user), ["Numbers"] = await NumbersAsync(publication, user, stop) });

    private static async Task<IResult> HaveYourSayAsync(Desk desk, Publication publication, ConsultationBook consultations, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<HaveYourSay>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Gate"] = await GateAsync(desk, stop),
            ["Numbers"] = await NumbersAsync(publication, user, stop),
            ["Consultations"] = consultations.Current,
        });

    private static async Task<IResult> OneSayAsync(string id, Desk desk, Publication publication, ConsultationBook consultations, DisclosureOptions rules, ClaimsPrincipal user, CancellationToken stop) =>
        consultations.Current.Find(id) is { } consultation ? await ShowAsync(consultation, [], desk, publication, rules, user, stop) : TypedResults.NotFound();

    private static async Task<IResult> PutToPanelAsync(string id, [FromForm] string? panel, [FromForm] string? closes, Desk desk, Publication publication, ConsultationBook consultations, DisclosureOptions rules, ClaimsPrincipal user, CancellationToken stop)
    {
        if (consultations.Current.Find(id) is not { } consultation)
            return TypedResults.NotFound();
        if (PanelPages.Closes(closes, desk) is not { } day)
            return await ShowAsync(consultation, [PanelPages.NotADay], desk, publication, rules, user, stop);
        return await desk.ChangeAsync(user, "put to panel", $"results/{id}", null, connection => Panels.PutResults(connection, desk.ProgrammeId, desk.NewId(), panel ?? "", id, day, desk.By(user)), stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}/have-your-say/{Uri.EscapeDataString(id)}")
            : await ShowAsync(consultation, ["These results lie before a panel or are signed off already, or that panel is closed."], desk, publication, rules, user, stop);
    }

    private static async Task<IResult> ShowAsync(Consultation consultation, IReadOnlyList<string> problems, Desk desk, Publication publication, DisclosureOptions rules, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<OneSay>(
            new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Gate"] = await GateAsync(desk, stop),
                ["Numbers"] = await NumbersAsync(publication, user, stop),
                ["Consultation"] = consultation,
                ["Standing"] = Consultations.StandingOf(consultation, desk.Now),
                ["InRooms"] = await desk.ReadAsync(connection => WorkshopWords.Released(connection, desk.ProgrammeId, consultation.Id, rules.LeastShown), stop),
                ["Opinions"] = await desk.ReadAsync(connection => OpinionReading.Of(connection, desk.ProgrammeId, consultation, rules, desk.Viewer(user).Role), stop),
                ["Problems"] = problems,
                ["Today"] = FindingPages.Today(desk),
            },
            FindingPages.Status(problems));

    private static Task<ResultsGate> GateAsync(Desk desk, CancellationToken stop) => desk.ReadAsync(connection => ResultsGate.Read(connection, desk.ProgrammeId), stop);

    private static Task<PublishedNumbers> NumbersAsync(Publication publication, ClaimsPrincipal user, CancellationToken stop) =>
        Viewer.RoleOf(user) == StaffRole.Facilitator ? publication.ForThePanelAsync(stop) : publication.CurrentAsync(stop);

    private static async Task<IResult> InTheirWordsAsync(Desk desk, DisclosureOptions rules, ConsultationBook consultations, ClaimsPrincipal user, CancellationToken stop)
    {
        var gate = await GateAsync(desk, stop);
        var quotes = await desk.ReadAsync(connection => Quotes.Released(connection, desk.ProgrammeId, rules.LeastShown), stop);
        var seesAll = Viewer.RoleOf(user) == StaffRole.Facilitator;
        return DashboardPages.Show<InTheirWords>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Quotes"] = quotes.Where(quote => seesAll || !gate.HoldsBack(quote.About)).ToList(),
            ["Consultations"] = consultations.Current,
        });
    }
}
