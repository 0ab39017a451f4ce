using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.CoDesign;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.TestKit;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Bot.CoDesign;

public sealed class ConsultationWatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_one_process_opens_or_withdraws_another_asks_or_leaves_within_two_seconds(string dialect)
    {
        var stop = TestContext.Current.CancellationToken;
        var clock = new FakeTimeProvider(Now);
        await using var test = await TestDatabase.CreateAsync(dialect, clock);
        await using var other = await Database.OpenAsync(test.Options, clock, cancellationToken: stop);
        var book = new ConsultationBook(new Consultations([]));
        using var watch = new ConsultationWatch(other, new ProgrammeOptions { Id = "fernbridge" }, book, [], clock, NullLogger<ConsultationWatch>.Instance);
        await watch.StartAsync(stop);

        await test.Database.WriteAsync(connection => ConsultationShelf.Import(connection, "fernbridge", Some.EveryKind, true, Now), stop);
        await SeenAsync(() => book.Current.OpenTo(null, null, Now).Any());
        await test.Database.WriteAsync(connection => ConsultationShelf.Withdraw(connection, "fernbridge", "fair-share", "x", "ben", Now), stop);
        await SeenAsync(() => !book.Current.OpenTo(null, null, Now).Any());

        Assert.Equal("x", Assert.Single(book.Current.All).WithdrawnBecause);
        await watch.StopAsync(stop);

        // The fake clock moves until the watch has looked; the test as a whole has a limit.
        async Task SeenAsync(Func<bool> isSeen)
        {
            while (!isSeen())
            {
                clock.Advance(TimeSpan.FromSeconds(2));
                await Task.Delay(10, stop);
            }
        }
    }

    [Fact]
    public async Task A_file_whose_words_are_too_hard_does_not_stop_the_service_and_is_not_asked()
    {
        await using var test = await TestDatabase.CreateAsync();
        var hard = Some.EveryKind with { Id = "hard", Title = "Prioritise municipal infrastructure expenditure categories" };

        var notOpened = await ConsultationHosting.ImportAsync(test.Database, "fernbridge", new Consultations([hard, Some.EveryKind]), new FakeTimeProvider(Now), TestContext.Current.CancellationToken);

        Assert.Equal(["hard"], notOpened);
        var opened = await test.Database.ReadAsync(connection => ConsultationShelf.Opened(connection, "fernbridge"), TestContext.Current.CancellationToken);
        Assert.Equal(["fair-share"], opened.All.Select(one => one.Id));
    }
}
