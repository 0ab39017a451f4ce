using System.Security.Claims;
using SocialRx.Bot.Keys;
using SocialRx.Dashboard.Access;
using SocialRx.Storage.Staff;

namespace SocialRx.Bot.Staff;

/// <summary>Who of the staff is signed in. A cookie counts only as long as its session does.</summary>
internal sealed class Sessions(StaffBooks books, StaffLog log, StaffOptions options, ServiceKeys keys)
{
    // A session that is in use need not be written with every page.
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);

    private TimeSpan Longest => TimeSpan.FromHours(options.SessionHours);

    private TimeSpan LongestIdle => TimeSpan.FromMinutes(options.IdleMinutes);

    public Task<ClaimsPrincipal> BeginAsync(StaffMember member, StaffGrant grant) =>
        books.Database.WriteAsync(connection =>
        {
            StaffSessions.RemoveOlder(connection, books.Programme.Id, books.Now - Longest);
            var id = books.NewId();
            StaffSessions.Begin(connection, books.Programme.Id, id, HashOf(member), books.Now, books.Now);
            log.Record(connection, member.Actor, grant.Role.Id, "sign-in", Where(grant));
            return member.Acting(grant, id);
        });

    /// <summary>The same person in another role: another session, which lasts no longer than the one it takes the place of. Null when that one has ended.</summary>
    public Task<ClaimsPrincipal?> ChangeRoleAsync(ClaimsPrincipal user, StaffMember member, StaffGrant grant) =>
        books.Database.WriteAsync(connection =>
        {
            var old = user.FindFirstValue(StaffClaims.Session) ?? "";
            if (StaffSessions.Find(connection, books.Programme.Id, old) is not { } session)
                return null;
            var id = books.NewId();
            StaffSessions.End(connection, books.Programme.Id, old);
            StaffSessions.Begin(connection, books.Programme.Id, id, HashOf(member), session.SignedInAt, books.Now);
            log.Record(connection, member.Actor, grant.Role.Id, "change role", $"from {user.FindFirstValue(ClaimTypes.Role)}");
            return member.Acting(grant, id);
        });

    /// <summary>False when it has ended, was left alone for too long or has lasted its hours.</summary>
    public async Task<bool> StandsAsync(string sessionId)
    {
        var now = books.Now;
        var session = await books.Database.ReadAsync(connection => StaffSessions.Find(connection, books.Programme.Id, sessionId));
        if (session is null || now - session.SignedInAt >= Longest || now - session.LastSeenAt >= LongestIdle)
            return false;
        if (now - session.LastSeenAt >= NotedEvery)
            await books.Database.WriteAsync(connection => StaffSessions.Seen(connection, books.Programme.Id, sessionId, now));
        return true;
    }

    public Task EndAsync(ClaimsPrincipal user) =>
        books.Database.WriteAsync(connection =>
        {
            StaffSessions.End(connection, books.Programme.Id, user.FindFirstValue(StaffClaims.Session) ?? "");
            log.Record(connection, user.Identity?.Name ?? "", user.FindFirstValue(ClaimTypes.Role) ?? "", "sign-out", "dashboard");
        });

    public Task EndAllAsync(ClaimsPrincipal user, StaffMember member) =>
        books.Database.WriteAsync(connection =>
        {
            StaffSessions.EndAll(connection, books.Programme.Id, HashOf(member));
            log.Record(connection, user.Identity?.Name ?? "", user.FindFirstValue(ClaimTypes.Role) ?? "", "sign-out", "everywhere");
        });

    private string HashOf(StaffMember member) => keys.Pseudonym("staff", $"{member.Provider}\n{member.Person}").Value;

    private static string Where(StaffGrant grant) => grant.OrganisationId.Length == 0 ? "dashboard" : $"dashboard for {grant.OrganisationId}";
}
