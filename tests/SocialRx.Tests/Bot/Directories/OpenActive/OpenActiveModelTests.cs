using System.Globalization;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

/// <summary>Whatever changes while feeds are read, and whenever the reading is killed: in the end the listings are what the feeds hold.</summary>
public sealed class OpenActiveModelTests
{
    private const int Series = 4;
    private const int Sessions = 9;

    private static readonly Gen<(int What, int One, int Other)> Change = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 99], Gen.Int[0, 99]);

    private static readonly Gen<(List<(int What, int One, int Other)> Changes, int PageSize, List<int> Trouble)> Story =
        Gen.Select(Change.List[1, 60], Gen.Int[1, 5], Gen.Int[0, 9].List[0, 6]);

    [Fact]
    public Task Any_story_ends_in_the_right_set() => Story.SampleAsync(async story => await TellAsync(story.Changes, story.PageSize, story.Trouble), iter: 8, threads: 1);

    private static async Task TellAsync(List<(int What, int One, int Other)> changes, int pageSize, List<int> trouble)
    {
        await using var server = await RpdeServer.StartAsync();
        var clock = new FakeTimeProvider(SomeRpde.Now);
        await using var test = await TestDatabase.CreateAsync(clock);
        var (model, left, troubles, ids) = (new Model(server, pageSize), new Queue<(int, int, int)>(changes), new Queue<int>(trouble), TestDatabase.CountingIds());
        var source = new FeedSource { SourceId = "town", Kind = "openactive", Address = server.AddressOf("series"), Addresses = [server.AddressOf("sessions")] };
        var sync = new OpenActiveSync(test.Database, new DirectoryOptions { MostPages = 7 }, clock, ids, () => 0.3);
        for (var run = 0; left.Count > 0 || troubles.Count > 0 || run < 2; run++)
        {
            using var kill = new CancellationTokenSource();
            server.Before = async http =>
            {
                for (var n = 0; n < 4 && left.TryDequeue(out var change); n++)
                    model.Apply(change);
                if (!troubles.TryDequeue(out var what))
                    return false;
                if (what < 4)
                    await kill.CancelAsync();
                http.Response.StatusCode = what is 4 or 5 ? 500 : what is 6 ? 503 : 200;
                return what is 4 or 5 or 6;
            };
            try
            {
                await sync.RunAsync(source, kill.Token);
            }
            catch (OperationCanceledException)
            {
                // Killed: all that is known is in the database.
            }

            clock.Advance(TimeSpan.FromHours(26));
        }

        server.Before = _ => Task.FromResult(false);
        for (var run = 0; run < 5; run++)
        {
            await sync.RunAsync(source, TestContext.Current.CancellationToken);
            clock.Advance(TimeSpan.FromHours(26));
        }

        Assert.Equal(model.Listings(), await SomeRpde.ListingsAsync(test.Database));
    }

    /// <summary>What the feeds hold, and what should come of it.</summary>
    private sealed class Model
    {
        private readonly RpdeFeedModel _seriesFeed;
        private readonly RpdeFeedModel _sessionFeed;
        private readonly Dictionary<int, string> _series = [];
        private readonly Dictionary<int, (int Series, int Week)> _sessions = [];

        public Model(RpdeServer server, int pageSize)
        {
            (_seriesFeed, _sessionFeed) = (server.Feed("series"), server.Feed("sessions"));
            (_seriesFeed.PageSize, _sessionFeed.PageSize) = (pageSize, pageSize);
        }

        public void Apply((int What, int One, int Other) change)
        {
            var (series, session) = (change.One % Series, change.One % Sessions);
            if (change.What == 0)
                PutSeries(series, $"Club {series} {change.Other % 3}");
            else if (change.What == 1)
                Remove(_series, _seriesFeed, series);
            else if (change.What == 2)
                PutSession(session, change.Other % Series, change.Other % 6);
            else
                Remove(_sessions, _sessionFeed, session);
        }

        public IEnumerable<string> Listings() =>
            _series.Select(series => $"{series.Value}:{string.Join(',', Runs([.. _sessions.Values.Where(session => session.Series == series.Key).Select(session => session.Week).Distinct().Order()]))}").Order(StringComparer.Ordinal);

        private void PutSeries(int series, string name)
        {
            _series[series] = name;
            _seriesFeed.Put($"{series}", "SessionSeries", SomeRpde.Series(name, $"https://booking.example/series/{series}"));
        }

        private void PutSession(int session, int series, int week)
        {
            _sessions[session] = (series, week);
            _sessionFeed.Put($"{session}", "ScheduledSession", SomeRpde.Session($"{Day(week):yyyy-MM-dd}T18:00:00Z", $"https://booking.example/series/{series}", $"https://booking.example/s/{session}"));
        }

        private static void Remove<T>(Dictionary<int, T> held, RpdeFeedModel feed, int which)
        {
            if (held.Remove(which))
                feed.Delete($"{which}");
        }

        // Long after the last reading, in winter.
        private static DateOnly Day(int week) => new DateOnly(2027, 11, 2).AddDays(7 * week);

        private static IEnumerable<string> Runs(List<int> weeks)
        {
            foreach (var run in weeks.Select((week, index) => (week, Run: week - index)).GroupBy(pair => pair.Run))
                yield return string.Create(CultureInfo.InvariantCulture, $" Tuesday {Day(run.First().week):yyyy-MM-dd} {Day(run.Last().week):yyyy-MM-dd}");
        }
    }
}
