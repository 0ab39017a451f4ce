using SocialRx.Bot.Channels;
using SocialRx.Bot.Keys;
using SocialRx.Storage;
using SocialRx.Storage.Staff;

namespace SocialRx.Bot.Staff;

/// <summary>Whoever is turned away again and again at sign-in, a person or an address, has to wait. Sessions that stand are not touched.</summary>
internal sealed class Lockout(StaffBooks books, StaffLog log, StaffOptions options, ServiceKeys keys)
{
    private TimeSpan Length => TimeSpan.FromMinutes(options.LockoutMinutes);

    /// <summary>How long they still have to wait; null when they need not.</summary>
    public Task<TimeSpan?> WaitAsync(HttpContext context, StaffMember? member) =>
        books.Database.ReadAsync(connection => Names(context, member).Select(name => Wait(connection, name.Hash)).Max());

    /// <summary>Counts one sign-in that was turned away, and writes it down.</summary>
    public Task RefusedAsync(HttpContext context, StaffMember? member, string why) =>
        books.Database.WriteAsync(connection =>
        {
            log.Record(connection, member?.Actor ?? "", "", "refused sign-in", why);
            foreach (var (kind, hash) in Names(context, member))
                Count(connection, kind, hash, member);
        });

    private void Count(Connection connection, string kind, string hash, StaffMember? member)
    {
        SignInRefusals.Add(connection, books.Programme.Id, books.NewId(), hash, books.Now, books.Now - Length);
        if (Wait(connection, hash) is not null)
            log.Record(connection, member?.Actor ?? "", "", "locked out", kind == "address" ? $"address {hash[..8]}" : "person");
    }

    private TimeSpan? Wait(Connection connection, string hash)
    {
        var refusals = SignInRefusals.Newest(connection, books.Programme.Id, hash, books.Now - Length, options.LockoutAfterRefusals);
        return refusals.Count == options.LockoutAfterRefusals ? refusals[^1] + Length - books.Now : null;
    }

    private IEnumerable<(string Kind, string Hash)> Names(HttpContext context, StaffMember? member)
    {
        yield return ("address", keys.Pseudonym("staff address", ClientAddress.Of(context)).Value);
        if (member is not null)
            yield return ("person", keys.Pseudonym("staff", $"{member.Provider}\n{member.Person}").Value);
    }
}
