using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot;
using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Keys;
using SocialRx.Bot.Turn;
using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.Storage.Keys;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Keys;

public sealed class KeysTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-keys-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
    private readonly List<WebApplication> _processes = [];
    private readonly List<TestDatabase> _databases = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        foreach (var database in _databases)
            await database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_one_process_sealed_another_opens_and_a_stranger_with_the_database_cannot_read()
    {
        var test = await DatabaseAsync();
        var one = await ProcessAsync(test);
        var other = await ProcessAsync(test);

        var sealedText = one.Seal("my street");

        Assert.DoesNotContain("street", sealedText.Value, StringComparison.Ordinal);
        Assert.NotEqual(sealedText, one.Seal("my street"));
        Assert.Equal("my street", other.Open(sealedText));
        Assert.Equal("written before there were keys", other.OpenIfAny("written before there were keys"));
        Assert.DoesNotContain("masterKey", await RingAsync(test), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(100_000)]
    public async Task Text_of_any_length_and_script_comes_back_as_it_was(int length)
    {
        var sealing = await ProcessAsync(await DatabaseAsync());
        var text = string.Concat(Enumerable.Repeat("ż\"😀 a\n", length))[..length];

        var kept = sealing.Seal(text);

        Assert.Equal(text, sealing.Open(kept));
        Assert.False(length > 1000 && kept.Value.Length > length, "Long text takes less room.");
        Assert.Throws<StorageException>(() => sealing.Open(new SealedText(kept.Value + "AAAA")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Ten_processes_that_start_at_once_share_one_key(string dialect)
    {
        var test = await DatabaseAsync(dialect);

        var processes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ProcessAsync(test))));

        Assert.Single(await KeysAsync(test, KeyKind.Data));
        Assert.Single(await KeysAsync(test, KeyKind.Token));
        Assert.All(processes, process => Assert.Equal("the same", processes[0].Open(process.Seal("the same"))));
    }

    [Fact]
    public async Task With_another_key_file_the_start_is_refused_and_the_reason_said()
    {
        var test = await DatabaseAsync();
        await ProcessAsync(test);

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => ProcessAsync(test, keyFile: "another.key"));

        Assert.Contains("Turn:KeyFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_changed_in_the_database_is_not_opened()
    {
        var sealing = await ProcessAsync(await DatabaseAsync());
        var text = sealing.Seal("words").Value;

        Assert.Throws<StorageException>(() => sealing.Open(new SealedText(text[..^6] + (text[^6] == 'A' ? "B" : "A") + text[^5..])));
    }

    [Fact]
    public async Task The_next_key_is_made_before_the_last_one_ends_and_old_text_stays_readable()
    {
        var test = await DatabaseAsync();
        var sealing = await ProcessAsync(test);
        var old = sealing.Seal("from the first quarter");
        var ring = _processes[0].Services.GetRequiredService<KeyRing>();

        await ring.RenewAsync(TestContext.Current.CancellationToken);
        Assert.Single(await KeysAsync(test, KeyKind.Data));
        _clock.Advance(TimeSpan.FromDays(77));
        await ring.RenewAsync(TestContext.Current.CancellationToken);
        await ring.RenewAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, (await KeysAsync(test, KeyKind.Data)).Count);
        Assert.Equal("from the first quarter", (await ProcessAsync(test)).Open(old));
    }

    [Fact]
    public async Task A_token_that_another_process_signed_with_a_new_key_is_believed_and_an_old_one_until_it_cannot_be_resumed()
    {
        var test = await DatabaseAsync();
        await ProcessAsync(test);
        await ProcessAsync(test);
        var (one, other) = (Tokens(0), Tokens(1));
        var first = one.Make("c", "u");

        _clock.Advance(TimeSpan.FromDays(7));
        await KeyRenewal.RenewTokenKeysAsync(_processes[0].Services, TestContext.Current.CancellationToken);
        var second = one.Make("c", "u");

        Assert.NotEqual(first.Split('.')[0], second.Split('.')[0]);
        Assert.IsType<TokenReading.Good>(other.Read(second));
        Assert.IsType<TokenReading.Expired>(other.Read(first));
        _clock.Advance(TimeSpan.FromDays(2));
        await KeyRenewal.RenewTokenKeysAsync(_processes[1].Services, TestContext.Current.CancellationToken);
        Assert.IsType<TokenReading.Malformed>(other.Read(first));
        Assert.IsType<TokenReading.Expired>(other.Read(second));
    }

    [Theory]
    [InlineData("""{"alg":"none","typ":"JWT","kid":"KEY"}""")]
    [InlineData("""{"typ":"JWT","alg":"HS256","kid":"KEY"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","kid":"made-up"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT"}""")]
    [InlineData("not json")]
    public async Task A_token_with_another_header_is_no_token(string header)
    {
        var test = await DatabaseAsync();
        await ProcessAsync(test);
        var key = Assert.Single(await KeysAsync(test, KeyKind.Token)).KeyId;
        var token = Tokens(0).Make("c", "u").Split('.');
        var changed = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(header.Replace("KEY", key, StringComparison.Ordinal)));

        Assert.IsType<TokenReading.Malformed>(Tokens(0).Read($"{changed}.{token[1]}.{token[2]}"));
    }

    private DirectLineTokens Tokens(int process) =>
        new(_processes[process].Services.GetRequiredService<TokenKeys>(), new DirectLineOptions(), _clock);

    private async Task<TestDatabase> DatabaseAsync(string dialect = "sqlite")
    {
        var test = await TestDatabase.CreateAsync(dialect, _clock);
        _databases.Add(test);
        return test;
    }

    /// <summary>The keys of one process over the database.</summary>
    private async Task<Sealing> ProcessAsync(TestDatabase test, string keyFile = "service.key")
    {
        var text = new PersonalText();
        var builder = Host.Configured([$"--Turn:KeyFile={Path.Combine(_folder.FullName, keyFile)}", $"--Storage:File={test.Options.File}", $"--Storage:Postgres={test.Options.Postgres}"]);
        builder.AddSection<TurnOptions>();
        builder.AddSection<DirectLineOptions>();
        var database = await Database.OpenAsync(builder.AddSection<StorageOptions>(), _clock, text.Sealing);
        builder.Services.AddSingleton(_ => database).AddSingleton<TimeProvider>(_clock).AddSingleton(TestDatabase.CountingIds($"{Guid.Empty}-{_processes.Count}-"));
        builder.AddKeys();
        var process = builder.Build();
        lock (_processes)
            _processes.Add(process);
        await process.OpenKeysAsync(text, TestContext.Current.CancellationToken);
        return text.Sealing;
    }

    private static Task<IReadOnlyList<StoredKey>> KeysAsync(TestDatabase test, string kind) => test.Database.ReadAsync(connection => StoredKeys.All(connection, kind));

    private static async Task<string> RingAsync(TestDatabase test) => string.Concat((await KeysAsync(test, KeyKind.Data)).Select(key => key.Body));
}
