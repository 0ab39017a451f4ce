using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
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

    private static async Task<IResult> Numbers<TPage>(Desk desk, Publication publication, ClaimsPrincipal user, CancellationToken stop)
        where TPage : IComponent =>
        DashboardPages.Show<TPage>(new() { ["Viewer"] = desk.Viewer(user), ["Numbers"] = await publication.CurrentAsync(stop) });

    private static async Task<IResult> HaveYourSayAsync(Desk desk, Publication publication, ConsultationBook consultations, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<HaveYourSay>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Numbers"] = await publication.CurrentAsync(stop),
            ["Consultations"] = consultations.Current,
        });

    private static async Task<IResult> OneSayAsync(string id, Desk desk, Publication publication, ConsultationBook consultations, DisclosureOptions rules, ClaimsPrincipal user, CancellationToken stop) =>
        consultations.Current.Find(id) is { } consultation
            ? DashboardPages.Show<OneSay>(new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Numbers"] = await publication.CurrentAsync(stop),
                ["Consultation"] = consultation,
                ["Standing"] = Consultations.StandingOf(consultation, desk.Now),
                ["InRooms"] = await desk.ReadAsync(connection => WorkshopWords.Released(connection, desk.ProgrammeId, id, rules.LeastShown), stop),
                ["Opinions"] = await desk.ReadAsync(connection => OpinionReading.Of(connection, desk.ProgrammeId, consultation, rules, desk.Viewer(user).Role), stop),
            })
            : TypedResults.NotFound();

    private static async Task<IResult> InTheirWordsAsync(Desk desk, DisclosureOptions rules, ConsultationBook consultations, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<InTheirWords>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Quotes"] = await desk.ReadAsync(connection => Quotes.Released(connection, desk.ProgrammeId, rules.LeastShown), stop),
            ["Consultations"] = consultations.Current,
        });
}
