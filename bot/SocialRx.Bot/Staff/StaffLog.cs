using System.Security.Claims;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Staff;

namespace SocialRx.Bot.Staff;

/// <summary>Writes down who came in, and who was refused.</summary>
internal sealed class StaffLog(Database database, ProgrammeOptions programme, NewId newId, TimeProvider clock)
{
    // Longer than any address of ours; somebody may ask for any.
    private const int LongestSubject = 120;

    public Task RecordAsync(ClaimsPrincipal who, string action, string subject) =>
        database.WriteAsync(connection => Audit.Record(
            connection,
            programme.Id,
            newId(),
            who.Identity?.Name ?? "",
            who.FindFirstValue(ClaimTypes.Role) ?? "",
            action,
            subject.Length <= LongestSubject ? subject : subject[..LongestSubject],
            null,
            clock.GetUtcNow()));
}
