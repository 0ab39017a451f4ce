using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SocialRx.Dashboard;
using SocialRx.Dashboard.Access;
using SocialRx.Storage;

namespace SocialRx.Tests.Dashboard;

public sealed class CrawlTests
{
    [Fact]
    public async Task With_every_role_over_every_address_and_every_id_nobody_reads_what_is_not_theirs()
    {
        await using var crawl = await Crawl.StartAsync(_ => { });

        var findings = await crawl.FindingsAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{crawl.Answers} answers");
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
        // Who may read it did: the crawl was at the right doors.
        Assert.Equal(Planted.Markers.Where(marker => marker.Value.Length > 0).Select(marker => marker.Key).Order(), crawl.Read.Order());
    }

    [Fact]
    public async Task An_address_that_somebody_forgot_to_guard_is_found()
    {
        await using var crawl = await Crawl.StartAsync(app =>
        {
            app.MapGet("/dashboard/forgotten", () => "nothing yet");
            app.MapGet("/dashboard/open", () => "for link workers");
            app.Pages(StaffRole.LinkWorker).MapGet("/unchecked/{id}", NameOfAnybodyAsync);
            app.Pages(StaffRole.Commissioner).MapPost("/untokened", () => "done");
            app.Pages(StaffRole.LinkWorker).MapGet("/telling/{id}", (string id) => id.EndsWith("-south", StringComparison.Ordinal) ? Results.StatusCode(StatusCodes.Status403Forbidden) : Results.NotFound());
        });

        var findings = await crawl.FindingsAsync(new Dictionary<string, StaffRole[]>
        {
            ["GET /dashboard/open"] = [StaffRole.LinkWorker],
            ["GET /dashboard/unchecked/{id}"] = [StaffRole.LinkWorker],
            ["POST /dashboard/untokened"] = [StaffRole.Commissioner],
            ["GET /dashboard/telling/{id}"] = [StaffRole.LinkWorker],
        });

        Assert.Contains("GET /dashboard/forgotten is not declared", findings);
        Assert.Contains("\"commissioner\": GET /dashboard/open (nonsense, GET) should be refused and gave OK", findings);
        Assert.Contains("\"\": GET /dashboard/open (nonsense, GET) should be refused and gave OK", findings);
        Assert.Contains("\"link-worker@north\" read zzname-south at GET /dashboard/unchecked/{id} (r-south, GET)", findings);
        Assert.Contains("\"link-worker@south\" read zzname-elsewhere at GET /dashboard/unchecked/{id} (r-elsewhere, GET)", findings);
        Assert.Contains("\"commissioner\": POST /dashboard/untokened (nonsense, POST without a token) should want a token and gave OK", findings);
        Assert.Contains("link-worker@north: GET /dashboard/telling/{id} tells r-south from what never was", findings);
        Assert.All(findings, finding => Assert.Matches("forgotten|open|unchecked|untokened|telling", finding));
    }

    private static Task<string> NameOfAnybodyAsync(string id, Database database) =>
        database.ReadAsync(connection => connection.Sealing.OpenIfAny(connection.ExecuteScalar<string>("select shared_name from referral where id = @id", new { id })) ?? "");
}
