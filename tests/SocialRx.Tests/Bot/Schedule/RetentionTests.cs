using Microsoft.Extensions.Time.Testing;
using SocialRx.Storage;
using SocialRx.Storage.Turn;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Schedule;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_transcript_is_removed_when_its_time_is_over_and_the_conversation_goes_on(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var clock = new FakeTimeProvider(Start);
        await test.Database.WriteAsync(connection => DirectLineLog.Start(connection, "c", Start));
        await test.Database.WriteAsync(connection => DirectLineLog.Append(connection, "c", [.. Enumerable.Repeat(new SealedText("{}"), 1200)], Start));
        clock.Advance(TimeSpan.FromHours(25));
        await test.Database.WriteAsync(connection => DirectLineLog.Append(connection, "c", [new SealedText("{}")], clock.GetUtcNow()));

        Assert.Equal(1200, await PurgeAsync(test, clock));

        var left = await test.Database.ReadAsync(connection => DirectLineLog.From(connection, "c", 0, 10));
        Assert.Equal(1200, Assert.Single(left).Watermark);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_activity_is_remembered_for_a_week_and_an_unanswered_one_until_it_is_answered(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var clock = new FakeTimeProvider(Start);
        await test.Database.WriteAsync(connection => Inbox.LeaveOut(connection, "c", "done", Start));
        await test.Database.WriteAsync(connection => Inbox.Accept(connection, new NewActivity("c", "unanswered", new SealedText("{}")), 0, 1, Start));

        clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, await PurgeAsync(test, clock));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await PurgeAsync(test, clock));

        Assert.False(await test.Database.ReadAsync(connection => Inbox.Contains(connection, "c", "done")));
        Assert.True(await test.Database.ReadAsync(connection => Inbox.Contains(connection, "c", "unanswered")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Times_in_the_log_rise_also_when_the_clock_goes_back(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => DirectLineLog.Start(connection, "c", Start));
        foreach (var now in new[] { Start, Start, Start.AddHours(-1), Start.AddMilliseconds(1) })
            await test.Database.WriteAsync(connection => DirectLineLog.Append(connection, "c", [new SealedText("{}"), new SealedText("{}")], now));

        var times = (await test.Database.ReadAsync(connection => DirectLineLog.From(connection, "c", 0, 100))).Select(activity => activity.CreatedAt).ToList();

        Assert.Equal(8, times.Count);
        Assert.Equal(Start, times[0]);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    private static Task<int> PurgeAsync(TestDatabase test, TimeProvider clock) => new RetentionRound(test.Database, clock).PurgeAsync();
}
