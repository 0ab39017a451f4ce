using System.Net;
using SocialRx.Dashboard.Access;

namespace SocialRx.Tests.Dashboard;

public sealed class ComplaintPageTests
{
    [Fact]
    public async Task A_complaint_is_read_and_dealt_with_and_both_are_recorded()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.WriteAsync("insert into complaint (programme_id, id, words, made_at) values ('fernbridge', 'x1', 'nobody <b>rang</b>', '2026-11-02T10:00:00.000Z')");
        await dashboard.WriteAsync("insert into complaint (programme_id, id, words, made_at) values ('another', 'x2', 'elsewhere', '2026-11-02T10:00:00.000Z')");
        using var lead = await dashboard.BrowserAsync(StaffRole.SafeguardingLead.Id);

        var page = await lead.PageAsync("/dashboard/complaints");
        Assert.Contains("nobody &lt;b&gt;rang&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.PostAsync("/dashboard/complaints/x1/answer", "/dashboard/complaints", new() { ["reason"] = " " })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/dashboard/complaints/x2/answer", "/dashboard/complaints", new() { ["reason"] = "x" })).StatusCode);
        await lead.PostAsync("/dashboard/complaints/x1/answer", "/dashboard/complaints", new() { ["reason"] = "Rang them and said sorry." });

        Assert.Contains("Rang them and said sorry.", await lead.PageAsync("/dashboard/complaints"), StringComparison.Ordinal);
        Assert.True(await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'read' and subject = 'complaints'") > 0);
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'complaint answered' and subject = 'complaint/x1'"));
    }
}
