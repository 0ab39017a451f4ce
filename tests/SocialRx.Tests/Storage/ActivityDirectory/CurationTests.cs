using Dapper;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;

namespace SocialRx.Tests.Storage.ActivityDirectory;

public sealed class CurationTests
{
    private const string Id = "test.a";

    private static readonly ListingField Name = ListingField.Find("name")!;
    private static readonly HidingReason Closed = HidingReason.Find("closed")!;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_a_curator_changed_outlives_every_reading_and_can_be_taken_back(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await ReadAsync(test, Some.Listing("a"));

        Assert.Equal(EditOutcome.Done, await SaveAsync(test, listing => listing with { MinimumAge = 13, Cost = new Cost.Pounds(2, "bring a friend free"), Location = Some.KmNorth(3) }));
        var counts = await ReadAsync(test, Some.Listing("a"));
        var edited = await FindAsync(test);

        Assert.Equal(new ImportCounts(Imported: 0, Unchanged: 1, Removed: 0), counts);
        Assert.Equal((13, new Cost.Pounds(2, "bring a friend free"), Some.KmNorth(3)), (edited.Listing.MinimumAge, edited.Listing.Cost, edited.Listing.Location));
        Assert.Equal(18, edited.Listing.MaximumAge);
        Assert.Equivalent(Some.Listing("a"), edited.Said, strict: true);
        Assert.Equal(["ages", "place", "cost"], edited.Edits.Select(edit => edit.Field));
        Assert.All(edited.Edits, edit => Assert.Equal(("ana", "rang them", Some.Now), (edit.MadeBy, edit.Why, edit.MadeAt)));

        foreach (var edit in edited.Edits)
            Assert.Equal(EditOutcome.Done, await test.Database.WriteAsync(connection => ListingEdits.Undo(connection, Id, edit.Sequence, By("ben"))));

        var undone = await FindAsync(test);
        Assert.Equivalent(Some.Listing("a"), undone.Listing, strict: true);
        Assert.All(undone.Edits, edit => Assert.Equal("ben", edit.UndoneBy));
        Assert.Equal(0, await ScalarAsync<int>(test, "select count(*) from listing_said"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_listing_was_first_seen_when_it_came_however_often_it_is_read_and_one_that_comes_back_is_new(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await ReadAsync(test, Some.Now, Some.Listing("a"));

        await ReadAsync(test, Some.Now.AddDays(1), Some.Listing("a") with { Name = "Another name" });
        await SaveAsync(test, listing => listing with { MinimumAge = 13 });
        Assert.Equal((Some.Now, 13), ((await FindAsync(test)).FirstSeenAt, (await FindAsync(test)).Listing.MinimumAge));

        await ReadAsync(test, Some.Now.AddDays(2), Some.Listing("b"));
        await ReadAsync(test, Some.Now.AddDays(3), Some.Listing("a"));
        Assert.Equal(Some.Now.AddDays(3), (await FindAsync(test)).FirstSeenAt);

        await test.Database.WriteAsync(connection => { ListingRows.Put(connection, [Some.Listing("a") with { Summary = "x" }, Some.Listing("c")], Some.Now.AddDays(4)); });
        Assert.Equal(Some.Now.AddDays(3), (await FindAsync(test)).FirstSeenAt);
        Assert.Equal(Some.Now.AddDays(4), (await test.Database.ReadAsync(connection => ListingEdits.Find(connection, "test.c")))!.FirstSeenAt);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task When_the_source_says_something_else_a_curator_is_told_and_decides(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await ReadAsync(test, Some.Listing("a"));
        await SaveAsync(test, listing => listing with { Name = "Kickabout" });

        await ReadAsync(test, Some.Listing("a") with { Name = "Football", Summary = "On grass" });
        var moved = await FindAsync(test);
        Assert.Equal(["name"], moved.Moved.Select(field => field.Id));
        Assert.Equal(("Kickabout", "On grass", "Football"), (moved.Listing.Name, moved.Listing.Summary, moved.Said.Name));

        await test.Database.WriteAsync(connection => { ListingEdits.Keep(connection, Id, Name, "still right", By("ana")); });
        Assert.Empty((await FindAsync(test)).Moved);

        await ReadAsync(test, Some.Listing("a") with { Name = "Football on Mondays" });
        Assert.Single((await FindAsync(test)).Moved);
        await test.Database.WriteAsync(connection => { ListingEdits.TakeFromSource(connection, Id, Name, By("ana")); });
        var taken = await FindAsync(test);
        Assert.Equal("Football on Mondays", taken.Listing.Name);
        Assert.All(taken.Edits, edit => Assert.False(edit.Stands));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_hidden_listing_is_found_by_nobody_even_after_it_was_gone_and_is_listed_again(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await ReadAsync(test, Some.Listing("a"), Some.Listing("b"));

        Assert.Equal(EditOutcome.Done, await HideAsync(test));
        Assert.Equal(EditOutcome.NothingToDo, await HideAsync(test));
        Assert.Equal(["test.b"], await CandidatesAsync(test));

        await ReadAsync(test, Some.Listing("b"));
        await ReadAsync(test, Some.Listing("a") with { Name = "Under another name" }, Some.Listing("b"));
        Assert.Equal(["test.b"], await CandidatesAsync(test));

        await test.Database.WriteAsync(connection => ListingRows.Remove(connection, [Id]));
        await test.Database.WriteAsync(connection => ListingRows.Put(connection, [Some.Listing("a")], Some.Now));
        Assert.Equal(["test.b"], await CandidatesAsync(test));

        await test.Database.WriteAsync(connection => { ListingEdits.Undo(connection, Id, 1, By("ben")); });
        Assert.Equal([Id, "test.b"], await CandidatesAsync(test));
    }

    [Fact]
    public async Task What_a_curator_hides_is_hidden_whatever_else_kept_it_out_of_sight()
    {
        await using var test = await TestDatabase.CreateAsync();
        await ReadAsync(test, Some.Listing("a"));
        await test.Database.WriteAsync(connection => connection.Execute("update listing set hidden = 2"));

        Assert.Equal(EditOutcome.Done, await HideAsync(test));

        Assert.Equal(ListingHidden.ByCurator, (await FindAsync(test)).Hidden);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Of_two_who_change_a_listing_at_once_the_second_is_told_and_nothing_is_lost(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await ReadAsync(test, Some.Listing("a"));
        var version = (await FindAsync(test)).Version;

        var outcomes = await Task.WhenAll(
            SaveAsync(test, listing => listing with { Name = "First" }, version),
            SaveAsync(test, listing => listing with { Name = "Second" }, version));

        Assert.Equal([EditOutcome.Done, EditOutcome.ChangedMeanwhile], outcomes.Order());
        Assert.Single((await FindAsync(test)).Edits);
    }

    [Fact]
    public async Task A_version_is_another_when_the_source_changed_the_listing_or_somebody_hid_it()
    {
        await using var test = await TestDatabase.CreateAsync();
        await ReadAsync(test, Some.Listing("a"));
        var first = (await FindAsync(test)).Version;

        await ReadAsync(test, Some.Listing("a") with { Summary = "New" });
        var second = (await FindAsync(test)).Version;
        await HideAsync(test);

        Assert.Equal(EditOutcome.ChangedMeanwhile, await SaveAsync(test, listing => listing with { Name = "Late" }, first));
        Assert.Equal(EditOutcome.ChangedMeanwhile, await SaveAsync(test, listing => listing with { Name = "Late" }, second));
        Assert.Equal(EditOutcome.NothingToDo, await SaveAsync(test, listing => listing));
        Assert.Equal(EditOutcome.NotThere, await test.Database.WriteAsync(connection => ListingEdits.Save(connection, "test.none", null, listing => listing, "", By("ana"))));
    }

    [Fact]
    public async Task A_check_holds_until_the_source_checks_later_itself()
    {
        await using var test = await TestDatabase.CreateAsync();
        var old = Some.Listing("a") with { LastModified = Some.Now.AddDays(-800) };
        await ReadAsync(test, old);
        Assert.True(Hindrance.Of(old, Some.Now)[0].Hides);

        await SaveAsync(test, listing => listing with { Assured = new DateOnly(2026, 11, 4) });
        await ReadAsync(test, old with { Assured = new DateOnly(2026, 10, 1) });
        var kept = (await FindAsync(test)).Listing;
        await ReadAsync(test, old with { Assured = new DateOnly(2026, 12, 1) });

        Assert.Empty(Hindrance.Of(kept, Some.Now));
        Assert.Equal(new DateOnly(2026, 11, 4), kept.Assured);
        Assert.Equal(new DateOnly(2026, 12, 1), (await FindAsync(test)).Listing.Assured);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_changed_while_a_source_is_being_gathered_is_not_lost_when_it_is_swapped_in(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await ReadAsync(test, Some.Listing("a"), Some.Listing("b"));
        await SaveAsync(test, listing => listing with { MinimumAge = 12 });
        var undone = (await FindAsync(test)).Edits[0].Sequence;

        var staging = await test.Database.WriteAsync(connection => Staging.Begin(connection, "s1", "test", "test.json", Some.Now));
        await test.Database.WriteAsync(connection => { staging.Add(connection, [Some.Listing("a"), Some.Listing("b")], Some.Now); });
        await SaveAsync(test, listing => listing with { Name = "Mended meanwhile" });
        await test.Database.WriteAsync(connection => { ListingEdits.Undo(connection, Id, undone, By("ben")); });
        await test.Database.WriteAsync(connection => { staging.Swap(connection, Some.Now); });

        var found = (await FindAsync(test)).Listing;
        Assert.Equal(("Mended meanwhile", 11m), (found.Name, found.MinimumAge));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Something_written_by_hand_is_found_like_anything_else(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var own = Some.Listing("x") with { Id = "own.1", SourceId = ListingEdits.OwnSource };

        await test.Database.WriteAsync(connection => ListingEdits.AddOwn(connection, own, "we run it", By("ana")));
        await test.Database.WriteAsync(connection => { ListingEdits.Save(connection, "own.1", null, listing => listing with { Name = "Better name" }, "clearer", By("ben")); });

        var found = (await test.Database.ReadAsync(connection => ListingEdits.Find(connection, "own.1")))!;
        Assert.Equal(["own.1"], await CandidatesAsync(test));
        Assert.Equal(("Better name", "by hand"), (found.Listing.Name, found.Address));
        Assert.Equal(["added", "name"], found.Edits.Select(edit => edit.Field));
        Assert.Equal(EditOutcome.NotThere, await test.Database.WriteAsync(connection => ListingEdits.Undo(connection, "own.1", 1, By("ana"))));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_decision_about_a_word_holds_for_what_is_there_and_for_what_comes(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var a = Some.Listing("a") with { UnmappedTerms = ["Parkour & “free\" running", "Juggling"] };
        var b = Some.Listing("b") with { UnmappedTerms = ["parkour  & FREE running"] };
        await ReadAsync(test, a, b);
        await test.Database.WriteAsync(connection => ListingRows.Put(connection, [a with { Id = "other.a", SourceId = "other" }], Some.Now));
        var unmapped = await test.Database.ReadAsync(TermDecisions.Unmapped);
        Assert.Equal(("test", "parkour free running", 2L), (unmapped[0].SourceId, unmapped[0].Term, unmapped[0].Listings));
        Assert.Equal(["test.a", "test.b"], unmapped[0].Examples);

        var decision = Decision("1", "test", unmapped[0].Term) with { Themes = "creative", OnlyFor = "girls" };
        await test.Database.WriteAsync(connection => TermDecisions.Decide(connection, decision));
        var touched = await test.Database.ReadAsync(connection => TermDecisions.Touched(connection, decision));
        await test.Database.WriteAsync(connection => TermDecisions.Apply(connection, touched, Some.Now));

        var settled = (await FindAsync(test)).Listing;
        Assert.Equal(["test.a", "test.b"], touched.Order());
        Assert.Equal(["active", "creative"], settled.Themes);
        Assert.Equal(["girls"], settled.OnlyFor);
        Assert.Equal(["Juggling"], settled.UnmappedTerms);
        Assert.Equal(new ImportCounts(Imported: 0, Unchanged: 2, Removed: 0), await ReadAsync(test, a, b));
        Assert.Equal(["juggling", "juggling", "parkour free running"], (await test.Database.ReadAsync(TermDecisions.Unmapped)).Select(term => term.Term).Order());

        Assert.True(await test.Database.WriteAsync(connection => TermDecisions.Undo(connection, "1", By("ben"))));
        Assert.False(await test.Database.WriteAsync(connection => TermDecisions.Undo(connection, "1", By("ben"))));
        await ReadAsync(test, a, b);
        Assert.Equal(["active"], (await FindAsync(test)).Listing.Themes);
    }

    [Fact]
    public async Task A_decision_for_one_source_comes_before_one_for_all_and_a_new_one_takes_the_place_of_the_old()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.Database.WriteAsync(connection =>
        {
            TermDecisions.Decide(connection, Decision("1", "*", "juggling") with { Themes = "creative" });
            TermDecisions.Decide(connection, Decision("2", "test", "juggling") with { Themes = "games" });
            TermDecisions.Decide(connection, Decision("3", "test", "juggling"));
        });
        await ReadAsync(test, Some.Listing("a") with { UnmappedTerms = ["Juggling"] });
        await test.Database.WriteAsync(connection => ListingRows.Put(connection, [Some.Listing("a") with { Id = "other.a", SourceId = "other", UnmappedTerms = ["Juggling"] }], Some.Now));

        Assert.Equal(["active"], (await FindAsync(test)).Listing.Themes);
        Assert.Equal(["active", "creative"], (await Listings.FindAsync(test.Database, "other.a"))!.Themes);
        Assert.Equal(["3"], (await TermDecisions.ReadAsync(test.Database, "test")).Select(decision => decision.MappingId));
        Assert.Equal(["1"], (await TermDecisions.ReadAsync(test.Database, "other")).Select(decision => decision.MappingId));
        Assert.Empty(await test.Database.ReadAsync(TermDecisions.Unmapped));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Decisions_are_found_by_source_and_word_those_that_stand_and_those_that_do_not(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection =>
        {
            TermDecisions.Decide(connection, Decision("1", "*", "juggling"));
            TermDecisions.Decide(connection, Decision("2", "test", "fire juggling"));
            TermDecisions.Decide(connection, Decision("3", "test", "chess"));
            TermDecisions.Undo(connection, "3", By("ben"));
        });

        Assert.Equal("2 1", await FoundAsync(new TermFilter(IsUndone: false)));
        Assert.Equal("2", await FoundAsync(new TermFilter(IsUndone: false, "test")));
        Assert.Equal("2 1", await FoundAsync(new TermFilter(IsUndone: false, Word: "Juggling!")));
        Assert.Equal("1", await FoundAsync(new TermFilter(IsUndone: false, "*", "jugg")));
        Assert.Equal("3", await FoundAsync(new TermFilter(IsUndone: true)));
        Assert.Equal(["1"], await test.Database.ReadAsync(connection => TermDecisions.Find(connection, new TermFilter(IsUndone: false), 1, 1).Select(decision => decision.MappingId).ToList()));
        Assert.Equal(["*", "test"], await test.Database.ReadAsync(TermDecisions.SourceIds));

        async Task<string> FoundAsync(TermFilter filter)
        {
            var found = await test.Database.ReadAsync(connection => TermDecisions.Find(connection, filter, 0, 10));
            Assert.Equal(found.Count, await test.Database.ReadAsync(connection => TermDecisions.Count(connection, filter)));
            return string.Join(' ', found.Select(decision => decision.MappingId));
        }
    }

    [Fact]
    public async Task A_term_that_is_an_address_is_decided_as_it_is_written()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.Database.WriteAsync(connection => TermDecisions.Decide(connection, Decision("1", "*", TermDecisions.Key(" https://scheme.example/kinds#A-1 ")) with { Themes = "creative" }));
        await ReadAsync(test, Some.Listing("a") with { UnmappedTerms = ["https://scheme.example/kinds#A-1", "https://scheme.example/kinds#a/1"] });

        Assert.Equal(["https://scheme.example/kinds#a/1"], (await FindAsync(test)).Listing.UnmappedTerms);
    }

    [Theory]
    [InlineData("sqlite", 1)]
    [InlineData("sqlite", 2)]
    [InlineData("postgres", 3)]
    public async Task Whatever_curators_and_sources_do_in_whatever_order_the_last_standing_word_holds(string dialect, int seed)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var chance = new Random(seed);
        var model = new Model();
        await ReadAsync(test, [.. model.Said()]);
        for (var step = 0; step < 60; step++)
        {
            await StepAsync(test, model, chance);
            await test.Database.ReadAsync(connection =>
            {
                model.Check(connection, step);
                return true;
            });
        }
    }

    private static async Task StepAsync(TestDatabase test, Model model, Random chance)
    {
        switch (chance.Next(5))
        {
            case 0:
                model.SourceChanges(chance);
                await ReadAsync(test, [.. model.Said()]);
                break;
            case 1:
                model.SourceChanges(chance);
                await test.Database.WriteAsync(connection => ListingRows.Put(connection, [.. model.Said()], Some.Now));
                model.NothingGoes();
                break;
            case 2 when model.AnyStanding(chance) is { } edit:
                await test.Database.WriteAsync(connection => { ListingEdits.Undo(connection, edit.ListingId, edit.Sequence, By("ben")); });
                edit.Stands = false;
                break;
            case 3 when model.AnyThere(chance) is { } hidden && !model.IsHidden(hidden):
                await test.Database.WriteAsync(connection => { ListingEdits.Hide(connection, hidden, Closed, "closed", By("ana")); });
                model.Add(hidden, ListingEdit.Hidden, "");
                break;
            default:
                if (model.AnyThere(chance) is { } there)
                {
                    var name = $"Name {chance.Next(1000)}";
                    await test.Database.WriteAsync(connection => { ListingEdits.Save(connection, there, null, listing => listing with { Name = name }, "better", By("ana")); });
                    model.Add(there, "name", name);
                }

                break;
        }
    }

    private static Task<EditOutcome> SaveAsync(TestDatabase test, Func<Listing, Listing> change, string? version = null) =>
        test.Database.WriteAsync(connection => ListingEdits.Save(connection, Id, version, change, "rang them", By("ana")));

    private static Task<EditOutcome> HideAsync(TestDatabase test) => test.Database.WriteAsync(connection => ListingEdits.Hide(connection, Id, Closed, "closed", By("ana")));

    private static Task<ImportCounts> ReadAsync(TestDatabase test, DateTimeOffset at, params Listing[] listings) =>
        test.Database.WriteAsync(connection => Listings.Replace(connection, "test", "test.json", listings, at));

    private static Task<ImportCounts> ReadAsync(TestDatabase test, params Listing[] listings) =>
        test.Database.WriteAsync(connection => Listings.Replace(connection, "test", "test.json", listings, Some.Now));

    private static async Task<CuratedListing> FindAsync(TestDatabase test) => (await test.Database.ReadAsync(connection => ListingEdits.Find(connection, Id)))!;

    private static async Task<IEnumerable<string>> CandidatesAsync(TestDatabase test) => (await Listings.CandidatesAsync(test.Database, Some.Wishes(), Some.Now)).Select(listing => listing.Id).Order(StringComparer.Ordinal);

    private static Task<T?> ScalarAsync<T>(TestDatabase test, string sql) => test.Database.ReadAsync(connection => connection.ExecuteScalar<T>(sql));

    private static StaffAction By(string actor) => new("audit", actor, "curator", Some.Now);

    private static TermDecision Decision(string id, string sourceId, string term) =>
        new() { MappingId = id, SourceId = sourceId, Term = term, Shown = term, Themes = "", OnlyFor = "", MadeBy = "ana", MadeAt = Some.Now };

    /// <summary>What should hold: of each listing what its source says, and a stack of changes.</summary>
    private sealed class Model
    {
        private readonly Dictionary<string, string?> _said = new() { ["test.a"] = "A", ["test.b"] = "B", ["test.c"] = "C" };
        private readonly Dictionary<string, string?> _there = new() { ["test.a"] = "A", ["test.b"] = "B", ["test.c"] = "C" };
        private readonly List<Change> _changes = [];

        public IEnumerable<Listing> Said() => _said.Where(pair => pair.Value is not null).Select(pair => Some.Listing(pair.Key[5..]) with { Name = pair.Value! });

        // At least one stays: a reading that holds nothing is none.
        public void SourceChanges(Random chance)
        {
            var id = Any(chance, _said.Keys);
            _said[id] = chance.Next(4) == 0 && _said.Values.Count(value => value is not null) > 1 ? null : $"Source {chance.Next(1000)}";
            foreach (var (key, value) in _said)
                _there[key] = value;
        }

        // Putting some takes none away: what the source dropped just now is there still, as it was before.
        public void NothingGoes()
        {
            foreach (var gone in _said.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
                _there[gone] = _before.GetValueOrDefault(gone);
        }

        public string? AnyThere(Random chance) => _there.Where(pair => pair.Value is not null).Select(pair => pair.Key).ToList() is { Count: > 0 } ids ? Any(chance, ids) : null;

        public Change? AnyStanding(Random chance) => _changes.Where(change => change.Stands && _there[change.ListingId] is not null).ToList() is { Count: > 0 } standing ? standing[chance.Next(standing.Count)] : null;

        public bool IsHidden(string id) => _changes.Exists(change => change.Stands && change.ListingId == id && change.Field == ListingEdit.Hidden);

        // To say what the source says takes back what was said instead; to say what it says already changes nothing.
        public void Add(string id, string field, string value)
        {
            if (field == "name" && Holds(id) == value)
                return;
            var standing = _changes.Where(change => change.Stands && change.ListingId == id && change.Field == field).ToList();
            if (field == "name" && value == _there[id] && standing.Count > 0)
                standing.ForEach(change => change.Stands = false);
            else
                _changes.Add(new Change(id, _changes.Count(change => change.ListingId == id) + 1, field, value));
        }

        public void Check(Connection connection, int step)
        {
            foreach (var id in _there.Keys)
            {
                var found = ListingEdits.Find(connection, id);
                Assert.True((found is null) == (_there[id] is null), $"step {step}: {id} is {(found is null ? "gone" : "there")}");
                if (found is null)
                    continue;
                Assert.Equal($"step {step}: {Holds(id)}, {_there[id]}, hidden {IsHidden(id)}", $"step {step}: {found.Listing.Name}, {found.Said.Name}, hidden {found.Hidden == ListingHidden.ByCurator}");
                Assert.Equal(_changes.Where(change => change.ListingId == id).Select(change => change.Stands), found.Edits.Select(edit => edit.Stands));
            }

            foreach (var (id, value) in _there)
                _before[id] = value;
        }

        private readonly Dictionary<string, string?> _before = new() { ["test.a"] = "A", ["test.b"] = "B", ["test.c"] = "C" };

        private string? Holds(string id) => _changes.LastOrDefault(change => change.Stands && change.ListingId == id && change.Field == "name")?.Value ?? _there[id];

        private static string Any(Random chance, IEnumerable<string> ids) => ids.ElementAt(chance.Next(ids.Count()));
    }

    private sealed record Change(string ListingId, long Sequence, string Field, string Value)
    {
        public bool Stands { get; set; } = true;
    }
}
