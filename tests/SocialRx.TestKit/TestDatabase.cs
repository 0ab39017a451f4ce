using SocialRx.Domain;
using SocialRx.Storage;

namespace SocialRx.TestKit;

/// <summary>A real database for one test: a file of its own, removed afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private TestDatabase(DirectoryInfo folder, Database database)
    {
        _folder = folder;
        Database = database;
    }

    public Database Database { get; }

    public string File => Path.Combine(_folder.FullName, "test.db");

    public static async Task<TestDatabase> CreateAsync(TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-test-");
        var options = new StorageOptions { File = Path.Combine(folder.FullName, "test.db") };
        return new TestDatabase(folder, await Database.OpenAsync(options, clock ?? TimeProvider.System));
    }

    /// <summary>Ids "1", "2", "3"... with the given start, so that tests can name them.</summary>
    public static NewId CountingIds(string prefix = "")
    {
        var last = 0;
        return () => $"{prefix}{Interlocked.Increment(ref last)}";
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
