using Microsoft.Extensions.Time.Testing;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;

namespace SocialRx.Tests.Storage.ActivityDirectory;

public sealed class SameThingsTests
{
    private static readonly Listing Climbing = Some.Listing("climbing") with { Name = "Junior Climbing", Organisation = "The Slab", Phone = "01632 960111" };

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_looks_alike_in_two_sources_waits_for_a_person_the_most_alike_first(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await ReadAsync(test, "council", Climbing, Climbing with { Id = "chess", Name = "Chess Corner", Phone = null, Location = Some.KmNorth(3) });
        await ReadAsync(test, "sport", Climbing, Climbing with { Id = "alike", Name = "Climbing juniors evening", Phone = null }, Climbing with { Id = "yoga", Name = "Yoga for teachers", Phone = null });

        var waiting = await WaitingAsync(test);

        Assert.Equal(["council.climbing sport.climbing", "council.climbing sport.alike"], waiting.Select(pair => $"{pair.FirstId} {pair.SecondId}"));
        Assert.True(waiting[0].Score > waiting[1].Score);
        Assert.Equal(2, await test.Database.ReadAsync(SameThings.CountWaiting));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_merged_listing_is_not_shown_and_comes_back_when_the_decision_is_taken_back_or_the_lead_goes(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var pair = await OnePairAsync(test);

        Assert.True(await test.Database.WriteAsync(connection => SameThings.Merge(connection, pair, firstLeads: true, "ann", Some.Now)));
        Assert.Equal(["council.climbing 0", "sport.climbing 2"], await HiddenAsync(test));
        Assert.Empty(await WaitingAsync(test));
        Assert.Equal("council.climbing", Assert.Single(await Stored.VisibleAsync(test.Database)).Id);

        // A reading of the source, with other words, changes nothing about it.
        await ReadAsync(test, "sport", Climbing with { Summary = "Now with new ropes." });
        Assert.Equal(["council.climbing 0", "sport.climbing 2"], await HiddenAsync(test));

        // The source of the lead is away for a while.
        await ReadAsync(test, "council", Climbing with { Id = "other", Name = "Chess Corner", Phone = null });
        Assert.Contains("sport.climbing 0", await HiddenAsync(test));
        await ReadAsync(test, "council", Climbing);
        Assert.Equal(["council.climbing 0", "sport.climbing 2"], await HiddenAsync(test));

        Assert.True(await test.Database.WriteAsync(connection => SameThings.TakeBack(connection, pair, Some.Now)));
        Assert.Equal(["council.climbing 0", "sport.climbing 0"], await HiddenAsync(test));
        Assert.Equal(pair, Assert.Single(await WaitingAsync(test)).PairId);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Two_different_things_are_never_proposed_again_unless_one_becomes_something_else(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var pair = await OnePairAsync(test);
        Assert.True(await test.Database.WriteAsync(connection => SameThings.KeepApart(connection, pair, "ann", Some.Now)));

        await ReadAsync(test, "sport", Climbing with { Summary = "Other words", Phone = "01632 960112" });
        Assert.Empty(await WaitingAsync(test));
        var decided = Assert.Single(await test.Database.ReadAsync(connection => SameThings.Decided(connection, 10)));
        Assert.Equal(("different", "ann", Some.Now), (decided.State, decided.DecidedBy, decided.DecidedAt));

        // Both move together: it is somewhere else, so whoever decided did not decide about this.
        await ReadAsync(test, "sport", Climbing with { Location = Some.KmNorth(8) });
        await ReadAsync(test, "council", Climbing with { Location = Some.KmNorth(8) });
        Assert.Single(await WaitingAsync(test));
    }

    [Fact]
    public async Task A_merge_in_a_circle_or_twice_is_refused()
    {
        await using var test = await TestDatabase.CreateAsync();
        await ReadAsync(test, "council", Climbing);
        await ReadAsync(test, "sport", Climbing);
        await ReadAsync(test, "third", Climbing);
        var pairs = (await WaitingAsync(test)).ToDictionary(pair => $"{pair.First!.SourceId} {pair.Second!.SourceId}", pair => pair.PairId);

        Assert.True(await MergeAsync("council sport", firstLeads: true));
        Assert.False(await MergeAsync("council sport", firstLeads: false));
        Assert.True(await MergeAsync("sport third", firstLeads: true));
        Assert.False(await MergeAsync("council third", firstLeads: false));
        Assert.Equal(["council.climbing 0", "sport.climbing 2", "third.climbing 2"], await HiddenAsync(test));

        Task<bool> MergeAsync(string pair, bool firstLeads) => test.Database.WriteAsync(connection => SameThings.Merge(connection, pairs[pair], firstLeads, "ann", Some.Now));
    }

    [Fact]
    public async Task What_a_curator_hid_stays_hidden()
    {
        await using var test = await TestDatabase.CreateAsync();
        var pair = await OnePairAsync(test);
        await test.Database.WriteAsync(connection => connection.Execute("update listing set hidden = 1 where listing_id = 'sport.climbing'"));

        await test.Database.WriteAsync(connection => SameThings.Merge(connection, pair, firstLeads: true, "ann", Some.Now));
        await test.Database.WriteAsync(connection => SameThings.TakeBack(connection, pair, Some.Now));

        Assert.Equal(["council.climbing 0", "sport.climbing 1"], await HiddenAsync(test));
    }

    [Fact]
    public async Task A_stale_lead_hides_nothing()
    {
        await using var test = await TestDatabase.CreateAsync();
        var pair = await OnePairAsync(test);
        await test.Database.WriteAsync(connection => SameThings.Merge(connection, pair, firstLeads: true, "ann", Some.Now));

        await ListingDigests.RefreshAsync(test.Database, new FakeTimeProvider(Some.Now.AddYears(3)));

        Assert.Equal(["council.climbing 0", "sport.climbing 0"], await HiddenAsync(test));
    }

    [Fact]
    public async Task What_hundreds_share_is_no_reason_to_compare_them()
    {
        await using var test = await TestDatabase.CreateAsync();
        Listing Helpline(int n) => Climbing with { Id = $"{n}", Name = $"Advice line {(char)('a' + (n % 26))}{n}", Location = null, Sessions = [] };
        await ReadAsync(test, "council", [.. Enumerable.Range(0, 60).Select(Helpline)]);
        await ReadAsync(test, "sport", [.. Enumerable.Range(100, 60).Select(Helpline)]);

        Assert.Empty(await WaitingAsync(test));
    }

    [Fact]
    public async Task Only_what_has_changed_is_looked_at()
    {
        await using var test = await TestDatabase.CreateAsync();
        await ReadAsync(test, "council", Climbing, Climbing with { Id = "b", Name = "Chess Corner" });

        Assert.Equal(new DigestCounts(0, 0), await ListingDigests.RefreshAsync(test.Database, new FakeTimeProvider(Some.Now)));
        Assert.Equal(new DigestCounts(1, 1), await ReadAsync(test, "council", Climbing with { Summary = "New words" }));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_lead_says_what_only_its_follower_knows_wherever_it_is_read_through_every_reading_until_the_decision_is_taken_back(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var lead = Climbing with { Phone = null, Location = null, Venue = null, Sessions = [] };
        await ReadAsync(test, "council", lead);
        await ReadAsync(test, "sport", Climbing with { HowToJoin = "Bouldering tryouts monthly" });
        var pair = Assert.Single(await WaitingAsync(test)).PairId;
        await test.Database.WriteAsync(connection => SameThings.Merge(connection, pair, firstLeads: true, "ann", Some.Now));

        await ExpectAsync("01632 960111");
        var near = new Wishes { Near = Some.FB3 };
        Assert.NotNull(Assert.Single(Matching.Choose(await Listings.CandidatesAsync(test.Database, near, Some.Now), near, Some.Now, 3).Suggestions).DistanceKm);
        Assert.Equal(1, await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from search_listing where listing_id = 'council.climbing' and cell >= 0")));

        // Its own source says it again, and something new.
        await ListingDigests.RefreshAsync(test.Database, new FakeTimeProvider(Some.Now));
        Assert.Equal(0, (await ReadAsync(test, "council", lead)).Changed);
        await ReadAsync(test, "council", lead with { Summary = "Ropes." });
        await ExpectAsync("01632 960111");

        // The other one changes, is hidden, goes and comes back.
        await ReadAsync(test, "sport", Climbing with { Phone = "01632 960222" });
        await ExpectAsync("01632 960222");
        await test.Database.WriteAsync(connection => { ListingEdits.Hide(connection, "sport.climbing", HidingReason.All[0], "closed", Ann); });
        await ListingDigests.RefreshAsync(test.Database, new FakeTimeProvider(Some.Now));
        await ExpectAsync(null);
        await test.Database.WriteAsync(connection => { ListingEdits.Undo(connection, "sport.climbing", 1, Ann); });
        await ReadAsync(test, "sport", Climbing with { Id = "chess", Name = "Chess Corner", Phone = null });
        await ExpectAsync(null);
        await ReadAsync(test, "sport", Climbing);
        await ExpectAsync("01632 960111");
        Assert.Empty(await WaitingAsync(test));

        await test.Database.WriteAsync(connection => SameThings.TakeBack(connection, pair, Some.Now));
        await ExpectAsync(null);
        Assert.Equal(0, await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select (select count(*) from listing_completion) + (select count(*) from listing_said)")));

        async Task ExpectAsync(string? phone)
        {
            var found = (await test.Database.ReadAsync(connection => ListingEdits.Find(connection, "council.climbing")))!;
            Assert.Equal((phone, phone is null), (found.Listing.Phone, found.Listing.Location is null));
            Assert.Equal(phone is null ? [] : ["place sport", "times sport", "phone sport"], found.Listing.FromOthers.Select(added => $"{added.Field} {added.SourceId}").Except(["how to join sport", "venue sport"]));
            Assert.Equal((null, null, 0), (found.Said.Phone, found.Said.Location, found.Said.FromOthers.Count));
        }
    }

    [Fact]
    public async Task Down_a_row_of_merges_each_fact_says_the_source_it_is_really_from()
    {
        await using var test = await TestDatabase.CreateAsync();
        await ReadAsync(test, "council", Climbing with { Phone = null });
        await ReadAsync(test, "sport", Climbing with { Phone = null, Email = "hello@the-slab.example" });
        await ReadAsync(test, "third", Climbing);
        var pairs = (await WaitingAsync(test)).ToDictionary(pair => $"{pair.First!.SourceId} {pair.Second!.SourceId}", pair => pair.PairId);

        await test.Database.WriteAsync(connection => SameThings.Merge(connection, pairs["council sport"], firstLeads: true, "ann", Some.Now));
        await test.Database.WriteAsync(connection => SameThings.Merge(connection, pairs["sport third"], firstLeads: true, "ann", Some.Now));

        Assert.Equal(["e-mail sport", "phone third"], (await Listings.FindAsync(test.Database, "council.climbing"))!.FromOthers.Select(added => $"{added.Field} {added.SourceId}"));
    }

    [Fact]
    public async Task What_a_curator_wrote_about_a_field_stands_over_what_others_know()
    {
        await using var test = await TestDatabase.CreateAsync();
        await ReadAsync(test, "council", Climbing with { Phone = null });
        await ReadAsync(test, "sport", Climbing);
        var pair = Assert.Single(await WaitingAsync(test)).PairId;
        await test.Database.WriteAsync(connection => SameThings.Merge(connection, pair, firstLeads: true, "ann", Some.Now));

        Assert.Equal(EditOutcome.Done, await test.Database.WriteAsync(connection => ListingEdits.Save(connection, "council.climbing", null, listing => listing with { Phone = null, Email = "desk@the-slab.example" }, "The number is dead", Ann)));
        await ReadAsync(test, "sport", Climbing);

        var found = (await Listings.FindAsync(test.Database, "council.climbing"))!;
        Assert.Equal((null, "desk@the-slab.example", 0), (found.Phone, found.Email, found.FromOthers.Count));
        await test.Database.WriteAsync(connection => { ListingEdits.Undo(connection, "council.climbing", 1, Ann); });
        Assert.Equal(("01632 960111", null), ((await Listings.FindAsync(test.Database, "council.climbing"))!.Phone, (await Listings.FindAsync(test.Database, "council.climbing"))!.Email));
    }

    [Theory]
    [InlineData("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "01632 960111")]
    [InlineData("CC-BY-4.0", null)]
    [InlineData(null, null)]
    public async Task Published_again_is_only_what_the_other_source_publishes_under_the_same_licence(string? licence, string? phone)
    {
        await using var test = await TestDatabase.CreateAsync();
        await ReadAsync(test, "council", Climbing with { Phone = null, Licence = "OGL-UK-3.0" });
        await ReadAsync(test, "sport", Climbing with { Licence = licence });
        var pair = Assert.Single(await WaitingAsync(test)).PairId;
        await test.Database.WriteAsync(connection => SameThings.Merge(connection, pair, firstLeads: true, "ann", Some.Now));
        await ListingDigests.RefreshAsync(test.Database, new FakeTimeProvider(Some.Now));

        var published = await PublishedListings.PlacesAsync(test.Database, new Republishable(["OGL-UK-3.0", "CC-BY-4.0"], []), new PublishedQuery { Now = Some.Now });

        Assert.Equal(phone, Assert.Single(published.Items).Listing.Phone);
        Assert.Equal("01632 960111", (await Listings.FindAsync(test.Database, "council.climbing"))!.Phone);
    }

    private static readonly StaffAction Ann = new("e", "ann", "curator", Some.Now);

    private static async Task<string> OnePairAsync(TestDatabase test)
    {
        await ReadAsync(test, "council", Climbing);
        await ReadAsync(test, "sport", Climbing);
        return Assert.Single(await WaitingAsync(test)).PairId;
    }

    /// <summary>Reads a source as an import does, and looks at what has changed as the timetable does.</summary>
    private static async Task<DigestCounts> ReadAsync(TestDatabase test, string source, params Listing[] listings)
    {
        var own = listings.Select(listing => listing with { SourceId = source, Id = $"{source}.{listing.Id.Replace("test.", "", StringComparison.Ordinal)}" }).ToList();
        await test.Database.WriteAsync(connection => Listings.Replace(connection, source, $"{source}.json", own, Some.Now));
        return await ListingDigests.RefreshAsync(test.Database, new FakeTimeProvider(Some.Now));
    }

    private static Task<IReadOnlyList<SameThingPair>> WaitingAsync(TestDatabase test) => test.Database.ReadAsync(connection => SameThings.Waiting(connection, 100));

    private static Task<IReadOnlyList<string>> HiddenAsync(TestDatabase test) =>
        test.Database.ReadAsync(connection => connection.Query<string>("select listing_id || ' ' || cast(hidden as text) from listing order by listing_id"));
}
