using SocialRx.Storage.Maintenance;

namespace SocialRx.Tests.Storage.Maintenance;

public sealed class StorageAddressTests
{
    public static TheoryData<string, StorageAddress> Good => new()
    {
        { "sqlite:data/socialrx.db", new StorageAddress.Sqlite("data/socialrx.db") },
        { @"sqlite:C:\data\socialrx.db", new StorageAddress.Sqlite(@"C:\data\socialrx.db") },
        { "postgres:Host=db;Username=a;Password=b:c", new StorageAddress.Postgres("Host=db;Username=a;Password=b:c") },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Either_database_can_be_named(string text, StorageAddress address)
    {
        Assert.True(StorageAddress.TryParse(text, out var read));
        Assert.Equal(address, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data/socialrx.db")]
    [InlineData("sqlite:")]
    [InlineData("postgres:")]
    [InlineData("postgres:data/socialrx.db")]
    [InlineData("postgres:Username=a")]
    [InlineData("mysql:Host=db")]
    public void Anything_else_is_refused(string text) => Assert.False(StorageAddress.TryParse(text, out _));
}
