using Microsoft.Extensions.Time.Testing;
using SocialRx.Storage;
using SocialRx.Storage.Maintenance;

namespace SocialRx.Tests.Storage.Maintenance;

public sealed class ServiceLockTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StorageOptions Options => new() { File = _folder["data/live.db"] };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_service_waits_until_the_first_has_ended()
    {
        var first = await ServiceLock.TakeAsync(Options, _clock, Stop);
        var second = ServiceLock.TakeAsync(Options, _clock, Stop);
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(second.IsCompleted);

        first.Dispose();
        await PassAsync(second);

        (await second).Dispose();
    }

    [Fact]
    public async Task A_second_service_gives_up_after_half_a_minute_and_names_the_file()
    {
        using var first = await ServiceLock.TakeAsync(Options, _clock, Stop);
        var second = ServiceLock.TakeAsync(Options, _clock, Stop);
        await PassAsync(second);

        var error = await Assert.ThrowsAsync<StorageException>(() => second);

        Assert.Contains(Options.File, error.Message, StringComparison.Ordinal);
        Assert.Contains("Two services on one SQLite file are not supported", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_wait_is_refused_at_once()
    {
        using var service = await ServiceLock.TakeAsync(Options, _clock, Stop);

        Assert.Contains("Stop it first", Assert.Throws<StorageException>(() => ServiceLock.Take(Options.File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_let_go_of_can_be_taken_again()
    {
        ServiceLock.Take(Options.File).Dispose();

        ServiceLock.Take(Options.File).Dispose();
    }

    [Fact]
    public void A_place_where_nothing_can_be_made_is_an_error_that_names_it()
    {
        File.WriteAllText(_folder["file"], "");

        var error = Assert.Throws<StorageException>(() => ServiceLock.Take(_folder["file/live.db"]));

        Assert.Contains(_folder["file/live.db.lock"], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":memory:", "")]
    [InlineData("data/live.db", "Host=db;Username=socialrx")]
    public async Task Without_a_file_that_is_one_services_own_there_is_nothing_to_hold(string file, string postgres)
    {
        var options = new StorageOptions { File = file, Postgres = postgres };

        using var first = await ServiceLock.TakeAsync(options, _clock, Stop);
        using var second = await ServiceLock.TakeAsync(options, _clock, Stop);

        Assert.False(File.Exists($"{file}.lock"));
    }

    private async Task PassAsync(Task waiting)
    {
        while (!waiting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
