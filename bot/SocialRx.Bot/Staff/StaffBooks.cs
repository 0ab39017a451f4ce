using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage;

namespace SocialRx.Bot.Staff;

/// <summary>Where sign-in keeps what it has to remember, and how it names and dates it.</summary>
internal sealed record StaffBooks(Database Database, ProgrammeOptions Programme, NewId NewId, TimeProvider Clock)
{
    public DateTimeOffset Now => Clock.GetUtcNow();
}
