using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Dashboard.Access;

/// <summary>One request of one member of staff: who they are, and reads and writes in their programme only, writes with their audit row.</summary>
public sealed class Desk(Database database, ProgrammeOptions programme, NewId newId, TimeProvider clock)
{
    public string ProgrammeId => programme.Id;

    public DateTimeOffset Now => clock.GetUtcNow();

    public string NewId() => newId();

    public Viewer Viewer(ClaimsPrincipal user) =>
        new(
            user.Identity?.Name ?? "",
            user.FindFirstValue(StaffClaims.DisplayName) ?? "",
            Access.Viewer.ActingAs(user),
            programme.Id,
            programme.Name,
            programme.AreaName);

    /// <summary>The organisation this person acts for: what belongs to another is not there for them.</summary>
    public static string OrganisationOf(ClaimsPrincipal user) => Access.Viewer.OrganisationOf(user);

    public Task<T> ReadAsync<T>(Func<Connection, T> read, CancellationToken stop) => database.ReadAsync(read, stop);

    /// <summary>Who is acting now, for what records itself.</summary>
    public StaffAction By(ClaimsPrincipal user) => new(newId(), user.Identity?.Name ?? "", Access.Viewer.RoleOf(user).Id, Now);

    public Task<T> WriteAsync<T>(Func<Connection, T> write, CancellationToken stop) => database.WriteAsync(write, stop);

    public Task WriteAsync(Action<Connection> write, CancellationToken stop) => database.WriteAsync(write, stop);

    /// <summary>Changes one thing and records it, both or neither. False when there was no such thing to change.</summary>
    public Task<bool> ChangeAsync(ClaimsPrincipal user, string action, string subject, string? reason, Func<Connection, bool> change, CancellationToken stop) =>
        database.WriteAsync(
            connection =>
            {
                if (!change(connection))
                    return false;
                Record(connection, user, action, subject, reason);
                return true;
            },
            stop);

    /// <summary>Reads something that not everybody may read and records that it was read; null when it is not there.</summary>
    public Task<T?> OpenAsync<T>(ClaimsPrincipal user, string action, string subject, string? reason, Func<Connection, T?> read, CancellationToken stop)
        where T : class =>
        database.WriteAsync(
            connection =>
            {
                var found = read(connection);
                if (found is not null)
                    Record(connection, user, action, subject, reason);
                return found;
            },
            stop);

    /// <summary>Records that somebody asked for what is not there for them.</summary>
    public Task RefusedAsync(ClaimsPrincipal user, string subject, CancellationToken stop) =>
        database.WriteAsync(
            connection =>
            {
                Record(connection, user, "refused", subject, null);
            },
            stop);

    private void Record(Connection connection, ClaimsPrincipal user, string action, string subject, string? reason) =>
        Audit.Record(connection, programme.Id, newId(), user.Identity?.Name ?? "", Access.Viewer.RoleOf(user).Id, action, subject, reason, Now);
}
