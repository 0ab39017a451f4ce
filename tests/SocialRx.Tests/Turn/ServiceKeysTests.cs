using SocialRx.Bot.Keys;

namespace SocialRx.Tests.Turn;

public sealed class ServiceKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-key-");

    private string KeyFile => Path.Combine(_folder.FullName, "sub", "service.key");

    [Fact]
    public void The_key_is_made_once_and_pseudonyms_stay()
    {
        var first = ServiceKeys.Open(KeyFile).Pseudonym("directline", "a");
        var second = ServiceKeys.Open(KeyFile).Pseudonym("directline", "a");

        Assert.Equal(first, second);
        Assert.NotEqual(first, ServiceKeys.Open(KeyFile).Pseudonym("msteams", "a"));
    }

    [Fact]
    public async Task Of_many_that_start_at_once_one_makes_the_key_and_all_have_it()
    {
        for (var start = 0; start < 20; start++)
        {
            var file = Path.Combine(_folder.FullName, $"{start}.key");
            using var together = new Barrier(8);
            var pseudonyms = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    return ServiceKeys.Open(file).Pseudonym("directline", "a");
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.Single(pseudonyms.Distinct());
            Assert.Equal([file], Directory.GetFiles(_folder.FullName, $"{start}.key*"));
        }
    }

    [Fact]
    public void Nobody_else_may_read_the_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file modes.");

        ServiceKeys.Open(KeyFile);

#pragma warning disable CA1416 // Left out above where there are none.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
#pragma warning restore CA1416
    }

    [Fact]
    public void A_file_that_is_no_key_is_not_replaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, "something else");

        Assert.Throws<InvalidDataException>(() => ServiceKeys.Open(KeyFile));
        Assert.Equal("something else", File.ReadAllText(KeyFile));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
