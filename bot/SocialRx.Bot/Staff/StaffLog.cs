using System.Security.Claims;
using SocialRx.Storage;
using SocialRx.Storage.Staff;

namespace SocialRx.Bot.Staff;

/// <summary>Writes down who came in, who changed their role, who left and who was refused.</summary>
internal sealed class StaffLog(StaffBooks books)
{
    // Longer than any address of ours; somebody may ask for any.
    private const int LongestSubject = 120;

    public Task RecordAsync(ClaimsPrincipal who, string action, string subject) =>
        books.Database.WriteAsync(connection => Record(connection, who.Identity?.Name ?? "", who.FindFirstValue(ClaimTypes.Role) ?? "", action, subject));

    /// <summary>Inside the same write as what it tells of.</summary>
    public void Record(Connection connection, string actor, string role, string action, string subject) =>
        Audit.Record(
            connection,
            books.Programme.Id,
            books.NewId(),
            actor,
            role,
            action,
            subject.Length <= LongestSubject ? subject : subject[..LongestSubject],
            null,
            books.Now);
}
