using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;

namespace SocialRx.Tests.Storage.ActivityDirectory;

public sealed class SourceReadingTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_known_of_a_source_comes_back_as_it_was_written(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var fresh = new SourceReading { SourceId = "town", Kind = "oruk", TriedAt = Some.Now };
        var full = fresh.Succeeded(Some.Now) with { WholeAt = Some.Now, Name = "Fernbridge", Licence = "OGL-UK-3.0", NewestChange = Some.Now.AddDays(-1), HonoursModifiedAfter = false };

        foreach (var reading in (SourceReading[])[fresh, full, full with { HonoursModifiedAfter = true }, full.Failed(Some.Now.AddDays(1), "down", Some.Now.AddDays(2)) with { AlarmedAt = Some.Now }])
        {
            await test.Database.WriteAsync(connection => SourceReadings.Put(connection, reading));
            Assert.Equal(reading, await test.Database.ReadAsync(connection => SourceReadings.Find(connection, "town")));
        }

        Assert.Null(await test.Database.ReadAsync(connection => SourceReadings.Find(connection, "other")));
        Assert.Single(await test.Database.ReadAsync(SourceReadings.All));
    }

    [Fact]
    public void Failures_are_counted_from_the_first_until_one_goes_well()
    {
        var reading = new SourceReading { SourceId = "town", Kind = "oruk", TriedAt = Some.Now }.Succeeded(Some.Now);

        var twice = reading.Failed(Some.Now.AddHours(1), "down", null).Failed(Some.Now.AddHours(2), "still down", null);
        Assert.Equal((2, Some.Now.AddHours(1), "still down", Some.Now), (twice.Failures, twice.FailingSince, twice.Why, twice.ReadAt));

        var well = twice.Succeeded(Some.Now.AddHours(3));
        Assert.Equal((0, null, null, Some.Now.AddHours(3)), (well.Failures, well.FailingSince, well.Why, well.ReadAt));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_record_is_replaced_with_all_its_places_and_nothing_else(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (a, second, other) = (Some.Listing("a"), Some.Listing("a~2"), Some.Listing("ab"));
        await test.Database.WriteAsync(connection => Listings.Replace(connection, "test", "test.json", [a, second, other], Some.Now));

        var counts = await test.Database.WriteAsync(connection => StoredRecords.Replace(connection, "test.a", [a, Some.Listing("a~3")], Some.Now));

        Assert.Equal(new ImportCounts(1, 1, 1), counts);
        Assert.Equal(["test.a", "test.a~3"], (await test.Database.ReadAsync(connection => StoredRecords.Of(connection, "test.a"))).Select(listing => listing.Id));
        Assert.Equal(["test.a", "test.ab"], (await test.Database.ReadAsync(connection => StoredRecords.Changes(connection, "test"))).Keys.Order());

        await test.Database.WriteAsync(connection => StoredRecords.Replace(connection, "test.a", [], Some.Now));
        Assert.Equal(1, await test.Database.ReadAsync(connection => StoredRecords.Count(connection, "test")));
    }
}
