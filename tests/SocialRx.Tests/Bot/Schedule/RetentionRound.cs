using Microsoft.Extensions.Logging.Abstractions;
using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Bot.Schedule;
using SocialRx.Bot.Turn;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Forgetting;

namespace SocialRx.Tests.Bot.Schedule;

/// <summary>What the timetable does about what is kept only for a time, at the time of a clock.</summary>
internal sealed class RetentionRound(Database database, TimeProvider clock, RetentionOptions? keep = null)
{
    public RetentionPlan Plan { get; } = new(keep ?? new RetentionOptions(), new ProgrammeOptions { Id = "fernbridge" }, new(new TurnOptions(), new DirectLineOptions(), new CheckInOptions()));

    public Task<int> PurgeAsync() => new Retention(database, Plan, clock, NullLogger<Retention>.Instance).PurgeAsync(CancellationToken.None);

    public Task<Kept> ReadAsync(string kind) => database.ReadAsync(connection => Plan.Kinds.Single(one => one.Id == kind).Read(connection, clock.GetUtcNow()));
}
