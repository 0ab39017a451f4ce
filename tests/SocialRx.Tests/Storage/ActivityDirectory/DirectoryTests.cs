using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;

namespace SocialRx.Tests.Storage.ActivityDirectory;

public sealed class DirectoryTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_listing_comes_back_as_it_was_written(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var listing = Some.Listing("a") with
        {
            Cost = new Cost.Pounds(2.5m, "bring a friend free"),
            Assured = new DateOnly(2026, 10, 1),
            Sessions = [Some.At(DayOfWeek.Saturday, 10, 11) with { Until = new DateOnly(2027, 3, 31), TermTimeOnly = true }],
            Access = ["step-free"],
            OnlyFor = ["girls"],
        };

        await Write(test, listing);

        var found = await Listings.FindAsync(test.Database, listing.Id);
        Assert.Equivalent(listing, found, strict: true);
        Assert.Equal(listing.Cost, found!.Cost);
        Assert.Null(await Listings.FindAsync(test.Database, "test.unknown"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Reading_a_source_again_changes_only_what_changed(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await Write(test, Some.Listing("same"), Some.Listing("changes"), Some.Listing("goes"));

        var counts = await Write(test, Some.Listing("same"), Some.Listing("changes") with { Summary = "New words" }, Some.Listing("comes"));

        Assert.Equal(new ImportCounts(Imported: 2, Unchanged: 1, Removed: 1), counts);
        Assert.Null(await Listings.FindAsync(test.Database, "test.goes"));
        Assert.Equal("New words", (await Listings.FindAsync(test.Database, "test.changes"))!.Summary);
    }

    [Theory]
    [InlineData("fb2")]
    [InlineData("FB2 1AA")]
    [InlineData("i think its fb21aa")]
    [InlineData("fernbrige")]
    public async Task A_place_is_found_however_it_is_typed(string text)
    {
        await using var test = await TestDatabase.CreateAsync();
        await WritePlaces(test);

        Assert.Equal("FB2", Assert.IsType<PlaceFinding.Found>(await Places.FindAsync(test.Database, text)).Place.Outcode);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_outcode_from_elsewhere_is_told_apart_from_no_place_at_all(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await WritePlaces(test);

        Assert.Equal(new PlaceFinding.UnknownOutcode("LS6"), await Places.FindAsync(test.Database, "ls6 2aa"));
        Assert.IsType<PlaceFinding.NotFound>(await Places.FindAsync(test.Database, "dunno"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_place_of_a_stored_outcode_is_found_again(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await WritePlaces(test);

        Assert.Equal("FB2", (await Places.OfOutcodeAsync(test.Database, "FB2"))!.Name);
        Assert.Null(await Places.OfOutcodeAsync(test.Database, "FB9"));
    }

    private static Task<ImportCounts> Write(TestDatabase test, params Listing[] listings) =>
        test.Database.WriteAsync(connection => Listings.Replace(connection, "test", "test.json", listings, Some.Now));

    private static Task WritePlaces(TestDatabase test) => test.Database.WriteAsync(connection =>
    {
        Places.Write(connection, new Place("FB2", "FB2", "FB2", Some.FB3.Centre));
        Places.Write(connection, new Place("fernbridge", "Fernbridge", "FB2", Some.FB3.Centre));
    });
}
