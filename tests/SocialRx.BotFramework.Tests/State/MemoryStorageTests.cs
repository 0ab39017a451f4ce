using Microsoft.Bot.Builder;

namespace SocialRx.BotFramework.Tests.State;

public sealed class MemoryStorageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public class Item
    {
        public string? Id { get; set; }

        public int Count { get; set; }
    }

    public sealed class Versioned : Item, IStoreItem
    {
        public string? ETag { get; set; }
    }

    private static Task Write(MemoryStorage storage, string key, object? value) => storage.WriteAsync(new Dictionary<string, object> { [key] = value! }, Cancel);

    private static async Task<T> Read<T>(MemoryStorage storage, string key)
        where T : class => (await storage.ReadAsync<T>([key], Cancel))[key];

    [Fact]
    public async Task What_was_written_comes_back_with_its_type_and_a_version()
    {
        var storage = new MemoryStorage();
        await Write(storage, "!@#$%^&*()~/\\><,.?';\"`~", new Versioned { Id = "1" });
        await Write(storage, "plain", new Item { Id = "2" });
        var read = await storage.ReadAsync(["!@#$%^&*()~/\\><,.?';\"`~", "plain", "unknown"], Cancel);
        Assert.Equal(2, read.Count);
        Assert.NotNull(Assert.IsType<Versioned>(read["!@#$%^&*()~/\\><,.?';\"`~"]).ETag);
        Assert.Equal("2", Assert.IsType<Item>(read["plain"]).Id);
    }

    [Fact]
    public async Task What_was_read_is_nobody_elses()
    {
        var storage = new MemoryStorage();
        var item = new Item { Count = 1 };
        await Write(storage, "k", item);
        item.Count = 2;
        (await Read<Item>(storage, "k")).Count = 3;
        Assert.Equal(1, (await Read<Item>(storage, "k")).Count);
    }

    [Fact]
    public async Task A_version_that_is_not_the_last_is_refused_and_a_star_never()
    {
        var storage = new MemoryStorage();
        await Write(storage, "k", new Versioned { Count = 1 });
        var old = await Read<Versioned>(storage, "k");
        var item = await Read<Versioned>(storage, "k");
        item.Count = 2;
        await Write(storage, "k", item);
        var renewed = await Read<Versioned>(storage, "k");
        Assert.NotEqual(old.ETag, renewed.ETag);

        // Exactly this type: what catches it may look for no other.
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => Write(storage, "k", old));
        Assert.StartsWith("Etag conflict", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => Write(storage, "k", new Versioned { ETag = "" }));
        Assert.Equal(2, (await Read<Versioned>(storage, "k")).Count);
        await Write(storage, "k", new Versioned { Count = 9, ETag = "*" });
        Assert.Equal(9, (await Read<Versioned>(storage, "k")).Count);
    }

    [Fact]
    public async Task Items_without_a_version_are_simply_replaced()
    {
        var storage = new MemoryStorage();
        await Write(storage, "k", new Item { Count = 1 });
        await Write(storage, "k", new Item { Count = 2 });
        Assert.Equal(2, (await Read<Item>(storage, "k")).Count);
        await Write(storage, "k", null);
        Assert.Empty(await storage.ReadAsync(["k"], Cancel));
    }

    [Fact]
    public async Task Deleted_items_are_gone_and_deleting_nothing_is_fine()
    {
        var storage = new MemoryStorage();
        await Write(storage, "k", new Versioned());
        await storage.DeleteAsync(["k", "unknown"], Cancel);
        Assert.Empty(await storage.ReadAsync(["k"], Cancel));
        await Write(storage, "k", new Versioned { ETag = "any" });
    }

    [Fact]
    public async Task Keys_and_changes_are_needed()
    {
        var storage = new MemoryStorage();
        await Assert.ThrowsAsync<ArgumentNullException>(() => storage.ReadAsync(null, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => storage.WriteAsync(null, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => storage.DeleteAsync(null, Cancel));
    }
}
