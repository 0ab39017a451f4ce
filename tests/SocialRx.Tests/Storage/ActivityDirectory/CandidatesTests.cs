using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;

namespace SocialRx.Tests.Storage.ActivityDirectory;

public sealed class CandidatesTests
{
    private const int Listed = 1_500;

    private static readonly GeneratedDirectory Generated = new(7, 12, Some.Now);

    [Fact]
    public async Task Both_databases_find_what_is_found_among_everything()
    {
        await using var sqlite = await Filled("sqlite");
        await using var postgres = await Filled("postgres");
        var everything = await Stored.VisibleAsync(sqlite.Database);

        foreach (var (number, wishes) in Generated.Wishes("made", Listed, 1_000).Index())
        {
            var expected = Told(Matching.Choose(everything, wishes, Some.Now));
            Assert.Equal((number, expected), (number, Told(await FindAsync(sqlite, wishes))));
            Assert.Equal((number, expected), (number, Told(await FindAsync(postgres, wishes))));
        }
    }

    [Fact]
    public async Task Where_too_much_keeps_to_the_limits_both_databases_look_at_the_same_and_all_they_find_fits()
    {
        await using var sqlite = await Filled("sqlite");
        await using var postgres = await Filled("postgres");

        foreach (var wishes in Generated.Wishes("made", Listed, 100))
        {
            var (here, there) = (await FewAsync(sqlite, wishes), await FewAsync(postgres, wishes));

            Assert.Equal(here.Select(listing => listing.Id), there.Select(listing => listing.Id));
            Assert.All(Matching.Choose(here, wishes, Some.Now).Suggestions, found => Assert.NotEmpty(Matching.Choose([found.Listing], wishes, Some.Now).Suggestions));
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_out_of_reach_is_no_candidate_but_online_and_unplaced_things_are(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await Put(
            test,
            Some.Listing("near"),
            Some.Listing("rounds to five") with { Location = Some.KmNorth(5.04) },
            Some.Listing("elsewhere") with { Location = Some.KmNorth(5.2) },
            Some.Listing("online") with { Location = Some.KmNorth(400), IsOnline = true },
            Some.Listing("unplaced") with { Location = null });

        Assert.Equal(["test.near", "test.online", "test.rounds to five", "test.unplaced"], await Found(test, Some.Wishes()));
        Assert.Equal(5, (await Found(test, new Wishes())).Count);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_hidden_stale_over_or_gone_is_never_found(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await Put(
            test,
            Some.Listing("here"),
            Some.Listing("hidden"),
            Some.Listing("shown again"),
            Some.Listing("gone"),
            Some.Listing("stale") with { LastModified = Some.Now.AddDays(-731) },
            Some.Listing("over") with { Sessions = [Some.At(DayOfWeek.Tuesday, 17, 18) with { Until = new DateOnly(2026, 11, 3) }] });
        await test.Database.WriteAsync(connection =>
        {
            connection.Execute("update listing set hidden = 1 where listing_id in ('test.hidden', 'test.shown again')");
            connection.Execute("update listing set hidden = 0 where listing_id = 'test.shown again'");
            connection.Execute("delete from listing where listing_id = 'test.gone'");
        });
        await Put(test, Some.Listing("hidden") with { Summary = "Read again" });

        Assert.Equal(["test.here", "test.shown again"], await Found(test, Some.Wishes()));
        Assert.Null(await Listings.FindAsync(test.Database, "test.hidden"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_listing_is_found_by_what_it_says_now(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await Put(test, Some.Listing("a") with { Name = "Trombone choir", Themes = ["music"] });
        var moved = Some.Listing("a") with { Name = "Bouldering", Themes = ["active"], Location = Some.KmNorth(60) };
        var there = Some.Wishes() with { Near = Some.FB3 with { Centre = Some.KmNorth(60) }, Themes = [], Words = ["climbing"] };

        await Put(test, moved);

        Assert.Empty(await Found(test, Some.Wishes() with { Themes = ["music"] }));
        Assert.Equal(["test.a"], await Found(test, there));
        Assert.Equal(["test.a"], await Found(test, there with { Words = ["bouldring"] }));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Listings_that_came_without_what_finds_them_are_mended(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await Put(test, Some.Listing("a"), Some.Listing("b"), Some.Listing("c"));
        await test.Database.WriteAsync(connection =>
        {
            connection.Execute("delete from search_listing where listing_id <> 'test.c'");
            connection.Execute("update listing set fingerprint = 'edited' where listing_id = 'test.c'");
            connection.Execute("delete from search_stem");
        });

        var couldBe = await test.Database.ReadAsync(ListingRows.CanAllBeFound);

        var last = await test.Database.WriteAsync(connection => ListingRows.Mend(connection, "", Some.Now, 2));
        await test.Database.WriteAsync(connection => ListingRows.Mend(connection, last!, Some.Now, 2));

        Assert.False(couldBe);
        Assert.True(await test.Database.ReadAsync(ListingRows.CanAllBeFound));
        Assert.Equal("test.b", last);
        Assert.Null(await test.Database.WriteAsync(connection => ListingRows.Mend(connection, "test.c", Some.Now, 2)));
        Assert.Equal(["test.a", "test.b", "test.c"], await Found(test, Some.Wishes() with { Themes = [], Words = ["listng"] }));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Very_many_at_once_lie_where_few_at_a_time_would_and_what_is_gone_lies_nowhere(string dialect)
    {
        await using var test = await Filled(dialect);
        var few = await Spots(test);

        await test.Database.WriteAsync(connection =>
        {
            connection.Execute("delete from search_spot");
            new SearchSpots(0, atATime: 200).Put(connection, [-1]);
        });
        var many = await Spots(test);
        await test.Database.WriteAsync(connection => connection.Execute("delete from listing"));

        Assert.Equal(few, many);
        Assert.Contains(few, spot => spot.StartsWith($"{SearchSpots.Any} {Grid.AnywhereGently} ", StringComparison.Ordinal));
        Assert.Empty(await Spots(test));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Whether_anything_has_all_that_somebody_needs_is_known_however_much_is_found(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var wishes = Some.Wishes() with { Themes = [], Access = ["bsl", "quiet-space"], Languages = ["ur"] };
        var near = Enumerable.Range(0, 40).Select(number => Some.Listing($"near {number}") with { Organisation = $"Trust {number}", Access = ["bsl"] });
        var far = Some.Listing("far") with
        {
            Location = Some.KmNorth(4.8),
            CanJoinDirectly = false,
            Cost = new Cost.Unknown(),
            MinimumAge = null,
            MaximumAge = null,
            LastModified = Some.Now.AddDays(-700),
        };
        var last = far with { Id = "test.last", Access = ["bsl", "quiet-space"], Location = Some.KmNorth(4.9) };
        Listing[] many = [.. near, .. Enumerable.Range(0, 260).Select(number => far with { Id = $"test.far {number}" })];
        await Put(test, many);
        var without = await FindAsync(test, wishes);
        await Put(test, last);
        var with = await FindAsync(test, wishes);

        Assert.Equal(("access", "language"), (without.Unmet?.BlockedBy, with.Unmet?.BlockedBy));
        Assert.Equal(Told(Matching.Choose([.. many, last], wishes, Some.Now)), Told(with));
    }

    private static Task<IReadOnlyList<string>> Spots(TestDatabase test) =>
        test.Database.ReadAsync(connection => connection.Query<string>(
            """
            select theme || ' ' || search_spot.cell || ' ' || search_spot.merit || ' ' || search_spot.lot || ' ' || listing_id
            from search_spot
            join search_listing using (number)
            order by 1
            """));

    private static async Task<TestDatabase> Filled(string dialect)
    {
        var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection =>
        {
            foreach (var some in Generated.Listings("made", Listed).Chunk(500))
                ListingRows.Put(connection, some, Some.Now);
            connection.Execute("update listing set hidden = 1 where listing_id in ('made.3', 'made.33', 'made.333', 'made.1333')");
            ListingRows.Remove(connection, ["made.4", "made.44", "made.444", "made.1444"]);
        });
        return test;
    }

    private static async Task<Shortlist> FindAsync(TestDatabase test, Wishes wishes) => Matching.Choose(await Listings.CandidatesAsync(test.Database, wishes, Some.Now), wishes, Some.Now);

    private static Task<IReadOnlyList<Listing>> FewAsync(TestDatabase test, Wishes wishes) => test.Database.ReadAsync(connection => Candidates.Find(connection, wishes, Some.Now, most: 15));

    private static string Told(Shortlist shortlist) =>
        string.Join(' ', [.. shortlist.Suggestions.Select(suggestion => suggestion.Listing.Id), $"widened:{shortlist.WidenedBy}", $"unmet:{shortlist.Unmet}"]);

    private static async Task<IReadOnlyList<string>> Found(TestDatabase test, Wishes wishes) =>
        [.. (await Listings.CandidatesAsync(test.Database, wishes, Some.Now)).Select(listing => listing.Id).Order(StringComparer.Ordinal)];

    private static Task Put(TestDatabase test, params Listing[] listings) => test.Database.WriteAsync(connection => ListingRows.Put(connection, listings, Some.Now));
}
