using Microsoft.Extensions.Time.Testing;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Publishing;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;

namespace SocialRx.Tests.Storage.ActivityDirectory;

public sealed class PublishedListingsTests
{
    private static readonly Republishable Allowed = new(["OGL-UK-3.0"], ["ours"]);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Both_databases_find_what_is_asked_for(string dialect)
    {
        await using var test = await FilledAsync(dialect);
        var all = new PublishedQuery { Now = Some.Now };

        Assert.Equal("club evening online two", await FoundAsync(test, all));
        Assert.Equal("club two", await FoundAsync(test, all with { Near = Some.FB3.Centre, Metres = 2_000 }));
        Assert.Equal("club", await FoundAsync(test, all with { Near = Some.KmNorth(1), Metres = 10 }));
        Assert.Equal("evening", await FoundAsync(test, all with { Days = [DayOfWeek.Friday, DayOfWeek.Saturday], From = new TimeOnly(18, 0) }));
        Assert.Equal("", await FoundAsync(test, all with { Days = [DayOfWeek.Friday], To = new TimeOnly(20, 0) }));
        Assert.Equal("evening online", await FoundAsync(test, all with { MinimumAge = 18.5m }));
        Assert.Equal("club online two", await FoundAsync(test, all with { MaximumAge = 15 }));
        Assert.Equal("online", await FoundAsync(test, all with { Term = ("ways", "online") }));
        Assert.Equal("online", await FoundAsync(test, all with { Taxonomy = "ways" }));
        Assert.Equal("evening", await FoundAsync(test, all with { Words = [.. ListingDigest.Sought("Jugglers even")] }));
        Assert.Equal("", await FoundAsync(test, all with { Words = [.. ListingDigest.Sought("ugglers")] }));
        Assert.Equal("two", await FoundAsync(test, all with { ModifiedAfter = Some.Now.AddDays(-2) }));
        Assert.Equal("club", await FoundAsync(test, all with { OrganizationId = ListingDigest.Of(Ours("club")).OrganizationId, MaximumAge = 15, Words = ["club"] }));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Both_databases_page_alike_and_reading_all_gives_the_same(string dialect)
    {
        await using var test = await FilledAsync(dialect);
        var query = new PublishedQuery { Now = Some.Now, Size = 3 };

        var first = await PublishedListings.ServicesAsync(test.Database, Allowed, query);
        var second = await PublishedListings.ServicesAsync(test.Database, Allowed, query with { Page = 2 });
        var beyond = await PublishedListings.ServicesAsync(test.Database, Allowed, query with { Page = 3 });
        var rest = await PublishedListings.ServicesAfterAsync(test.Database, Allowed, query, first.Items[^1].Id);
        var places = await PublishedListings.PlacesAsync(test.Database, Allowed, query with { Size = 10 });
        var organizations = await PublishedListings.OrganizationsAsync(test.Database, Allowed, query);

        Assert.Equal((4, 3, 1, 0), (first.Total, first.Items.Count, second.Items.Count, beyond.Items.Count));
        Assert.Equal(second.Items.Select(service => service.Id), rest.Select(service => service.Id));
        Assert.Equal((5, 5, 4), (places.Total, places.Items.Count, organizations.Total));
        Assert.Equal(["ours.two", "ours.two~2"], first.Items.Concat(second.Items).Single(service => service.Places.Count == 2).Places.Select(place => place.Listing.Id));
        Assert.Contains(("themes", "active"), await PublishedListings.TermsAsync(test.Database));
    }

    [Fact]
    public async Task Somebody_takes_a_licence_back_and_it_is_out_at_once()
    {
        await using var test = await FilledAsync("sqlite");

        var page = await PublishedListings.ServicesAsync(test.Database, new Republishable([], ["ours"]), new PublishedQuery { Now = Some.Now });

        Assert.DoesNotContain(page.Items, service => service.Places[0].Listing.SourceId == "open");
        Assert.Equal(3, page.Total);
    }

    [Fact]
    public async Task A_listing_that_goes_stale_or_is_hidden_is_out_at_once()
    {
        await using var test = await FilledAsync("sqlite");
        await test.Database.WriteAsync(connection => connection.Execute("update listing set hidden = 2 where listing_id = 'ours.two'"));

        Assert.Equal("club evening online two", await FoundAsync(test, new PublishedQuery { Now = Some.Now }));
        Assert.Equal("", await FoundAsync(test, new PublishedQuery { Now = Some.Now.AddDays(731) }));
        Assert.Single((await PublishedListings.ServiceAsync(test.Database, Allowed, ListingDigest.Of(Ours("two")).ServiceId, Some.Now))!.Places);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Whatever_changes_what_is_published_is_news_to_readers_who_ask_since_when(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var clock = new FakeTimeProvider(Some.Now);
        var (lead, follower) = (Ours("climbing") with { Organisation = "The Slab", Web = "https://the-slab.example/" }, Ours("climbing") with { Id = "open.climbing", SourceId = "open", Licence = "OGL-UK-3.0", Organisation = "The Slab", Web = "https://the-slab.example/", Phone = "01632 960111" });
        await WriteAsync(test, "ours", lead with { Licence = "OGL-UK-3.0" }, Ours("two"), Ours("two~2") with { Location = Some.KmNorth(20) });
        await WriteAsync(test, "open", follower);
        Assert.Equal("open.climbing ours.climbing ours.two ours.two~2", await NewsAsync(test, clock, _ => { }));
        Assert.Equal("", await NewsAsync(test, clock, _ => { }));
        var pair = Assert.Single(await test.Database.ReadAsync(connection => SameThings.Waiting(connection, 10)));

        Assert.Equal("ours.climbing", await NewsAsync(test, clock, connection => SameThings.Merge(connection, pair.PairId, pair.FirstId == lead.Id, "ann", clock.GetUtcNow())));
        Assert.Equal("ours.climbing", await NewsAsync(test, clock, connection => Listings.Replace(connection, "open", "open.json", [follower with { Phone = "01632 960222" }], clock.GetUtcNow())));
        Assert.Equal("01632 960222", (await Listings.FindAsync(test.Database, lead.Id))!.Phone);
        Assert.Equal("open.climbing ours.climbing", await NewsAsync(test, clock, connection => SameThings.TakeBack(connection, pair.PairId, clock.GetUtcNow())));
        Assert.Equal("ours.climbing", await NewsAsync(test, clock, connection => ListingEdits.Save(connection, lead.Id, null, listing => listing with { Name = "Bouldering" }, "rang", Ann(clock))));
        Assert.Equal("ours.climbing", await NewsAsync(test, clock, connection => ListingEdits.Undo(connection, lead.Id, 1, Ann(clock))));
        Assert.Equal("", await NewsAsync(test, clock, connection => ListingEdits.Hide(connection, lead.Id, HidingReason.All[0], "closed", Ann(clock))));
        Assert.Equal("ours.climbing", await NewsAsync(test, clock, connection => ListingEdits.Undo(connection, lead.Id, 2, Ann(clock))));
        Assert.Equal("ours.two", await NewsAsync(test, clock, connection => ListingEdits.Hide(connection, "ours.two~2", HidingReason.All[0], "closed", Ann(clock))));
        Assert.Equal("ours.two", await NewsAsync(test, clock, connection => ListingRows.Remove(connection, ["ours.two~2"])));
    }

    private static StaffAction Ann(TimeProvider clock) => new("e", "ann", "curator", clock.GetUtcNow());

    /// <summary>What a reader gets who asks a while after a change what is new since it.</summary>
    private static async Task<string> NewsAsync(TestDatabase test, FakeTimeProvider clock, Action<Connection> change)
    {
        clock.Advance(TimeSpan.FromMinutes(20));
        var since = clock.GetUtcNow();
        await test.Database.WriteAsync(connection => { change(connection); });
        for (var look = 0; look < 2; look++)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            await ListingDigests.RefreshAsync(test.Database, clock);
        }

        var news = await PublishedListings.PlacesAsync(test.Database, Allowed, new PublishedQuery { Now = clock.GetUtcNow(), ModifiedAfter = since });
        Assert.All(news.Items, place => Assert.True(place.LastModified >= since));
        return string.Join(' ', news.Items.Select(place => place.Listing.Id).Order(StringComparer.Ordinal));
    }

    private static Listing Ours(string id) => Some.Listing(id) with { Id = $"ours.{id}", SourceId = "ours", LastModified = Some.Now.AddDays(-10) };

    private static async Task<TestDatabase> FilledAsync(string dialect)
    {
        var test = await TestDatabase.CreateAsync(dialect);
        await WriteAsync(
            test,
            "ours",
            Ours("club") with { Name = "Club" },
            Ours("two") with { Location = Some.KmNorth(1.5) },
            Ours("two~2") with { Name = "Listing two", Organisation = "Organisation of two", Location = Some.KmNorth(20), LastModified = Some.Now.AddDays(-1) },
            Ours("online") with { IsOnline = true, Location = null, MinimumAge = null, MaximumAge = null });
        await WriteAsync(
            test,
            "open",
            Some.Listing("x") with { Id = "open.evening", SourceId = "open", Licence = "OGL", Name = "Juggling evening", Location = Some.KmNorth(5), MinimumAge = 18, MaximumAge = 25, LastModified = Some.Now.AddDays(-10), Sessions = [Some.At(DayOfWeek.Friday, 18, 21)] },
            Some.Listing("x") with { Id = "open.closed", SourceId = "open", Licence = "All rights reserved" });
        await ListingDigests.RefreshAsync(test.Database, new FakeTimeProvider(Some.Now.AddDays(-5)));
        return test;
    }

    private static Task<ImportCounts> WriteAsync(TestDatabase test, string source, params Listing[] listings) =>
        test.Database.WriteAsync(connection => Listings.Replace(connection, source, $"{source}.json", listings, Some.Now));

    private static async Task<string> FoundAsync(TestDatabase test, PublishedQuery query) =>
        string.Join(' ', (await PublishedListings.ServicesAsync(test.Database, Allowed, query)).Items.Select(service => service.Places[0].Listing.Id.Split('.')[1].Split('~')[0]).Order(StringComparer.Ordinal));
}
