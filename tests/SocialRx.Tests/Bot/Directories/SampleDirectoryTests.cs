using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Storage.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>The made-up town, as a young person in it would find it.</summary>
public sealed class SampleDirectoryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2027, 3, 2, 16, 0, 0, TimeSpan.Zero); // a Tuesday, months after the sample was written

    private static readonly string[] Outcodes = ["FB1", "FB2", "FB3", "FB4", "FB5", "FB6"];

    private TestDatabase _test = null!;
    private ImportReport _report = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _report = await Sample(_test).ImportAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task It_has_plenty_from_many_and_leaves_out_only_what_is_closed()
    {
        var listings = await Stored.VisibleAsync(_test.Database);

        Assert.InRange(listings.Count, 70, 1_000);
        Assert.InRange(listings.Select(listing => listing.Organisation).Distinct().Count(), 40, 1_000);
        Assert.All(_report.Problems, problem => Assert.Equal("status", problem.Field));
        Assert.Equal(3, _report.Run.LeftOut);
    }

    [Fact]
    public async Task Every_theme_has_something_for_every_age()
    {
        var listings = await Stored.VisibleAsync(_test.Database);

        foreach (var theme in Theme.All)
        foreach (var age in AgeBand.All)
            Assert.True(Matching.Choose(listings, new Wishes { Age = age, Themes = [theme.Id] }, Now) is { WidenedBy: null, Suggestions.Count: > 0 }, $"{theme.Id} for {age.Id}");
    }

    [Fact]
    public async Task Whoever_asks_from_wherever_for_whatever_gets_a_sensible_shortlist()
    {
        foreach (var outcode in Outcodes)
        {
            var near = await Places.OfOutcodeAsync(_test.Database, outcode);
            var candidates = await Stored.VisibleAsync(_test.Database);
            foreach (var age in AgeBand.All)
            foreach (var theme in Theme.All)
                AssertSensible(Matching.Choose(candidates, new Wishes { Near = near, Age = age, Themes = [theme.Id] }, Now), age, $"{theme.Id} for {age.Id} in {outcode}");
        }
    }

    [Fact]
    public async Task Nothing_stale_or_over_is_ever_found()
    {
        var listings = await Stored.VisibleAsync(_test.Database);

        var found = Matching.Choose(listings, new Wishes { BelongsTo = ["girls", "boys", "lgbt", "send", "young-carers", "care-experienced", "refugees"] }, Now, 1_000).Suggestions.Select(suggestion => suggestion.Listing.Name).ToList();

        Assert.Contains("Tuesday Kickabout", found);
        Assert.DoesNotContain("Chess Corner", found);
        Assert.DoesNotContain("Quarry Hill Summer Scheme", found);
    }

    [Fact]
    public async Task A_thirteen_year_old_with_no_money_on_Quarry_Hill_has_something_to_do_after_school()
    {
        var shortlist = await Choose("FB3", new Wishes { Age = AgeBand.From11To13, Themes = ["active", "friends"], Barriers = ["cost", "alone"], NotBefore = new TimeOnly(15, 30), Days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday] });

        Assert.Null(shortlist.WidenedBy);
        Assert.Equal(3, shortlist.Suggestions.Count);
        Assert.Equal("Tuesday Kickabout", shortlist.Suggestions[0].Listing.Name);
        Assert.All(shortlist.Suggestions, suggestion =>
        {
            Assert.Contains(new Reason.IsFree(), suggestion.Reasons);
            Assert.Contains(new Reason.WelcomesNewcomers(), suggestion.Reasons);
            Assert.InRange(suggestion.DistanceKm!.Value, 0, 5);
        });
    }

    [Theory]
    [InlineData("FB3", "footie", "11-13", "Tuesday Kickabout")]
    [InlineData("FB1", "gaming", "14-15", "Pixel Club")]
    [InlineData("FB4", "climing", "14-15", "The Slab: Pay What You Can")]
    [InlineData("FB5", "horses", "11-13", "Farm Hands")]
    [InlineData("FB2", "debt", "18-25", "Pocket Pennies")]
    public async Task A_word_finds_what_they_meant(string outcode, string word, string age, string expected)
    {
        var shortlist = await Choose(outcode, new Wishes { Age = AgeBand.Find(age), Words = [word] });

        Assert.Contains(expected, shortlist.Suggestions.Select(suggestion => suggestion.Listing.Name));
    }

    [Theory]
    [InlineData("near fernbridge bus stn", "FB1")]
    [InlineData("fernbrige", "FB1")]
    [InlineData("quary hill", "FB3")]
    [InlineData("litle mossop", "FB5")]
    [InlineData("fb6 2qq", "FB6")]
    public async Task The_places_people_name_are_known(string text, string outcode) =>
        Assert.Equal(outcode, Assert.IsType<PlaceFinding.Found>(await Places.FindAsync(_test.Database, text)).Place.Outcode);

    [Fact]
    public async Task It_is_imported_at_the_first_start_only_when_asked_for()
    {
        await using var empty = await TestDatabase.CreateAsync();

        await Sample(empty, new DirectoryOptions { Sample = false }).StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await Listings.CountAsync(empty.Database));

        await Sample(empty).StartAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, await Listings.CountAsync(empty.Database));
    }

    [Fact]
    public void It_keeps_to_the_standard_and_names_nothing_real()
    {
        using var page = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Directories", "Sample", "services.json")));

        Assert.All(page.RootElement.GetProperty("contents").EnumerateArray(), service =>
        {
            Assert.True(Guid.TryParse(service.GetProperty("id").GetString(), out _));
            Assert.EndsWith(".example", new Uri(service.GetProperty("url").GetString()!).Host, StringComparison.Ordinal);
            Assert.EndsWith(".example", service.GetProperty("email").GetString(), StringComparison.Ordinal);
            Assert.StartsWith("01632 960", service.GetProperty("contacts")[0].GetProperty("phones")[0].GetProperty("number").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(service.GetProperty("organization").GetProperty("description").GetString()!);
        });
    }

    private static void AssertSensible(Shortlist shortlist, AgeBand age, string asked)
    {
        Assert.True(shortlist.Suggestions.Count is > 0 and <= 3, asked);
        Assert.True(shortlist.Suggestions.Select(suggestion => suggestion.Listing.Name).Distinct().Count() == shortlist.Suggestions.Count, $"{asked}: the same thing twice");
        Assert.All(shortlist.Suggestions, suggestion =>
        {
            Assert.NotEmpty(suggestion.Reasons);
            Assert.Empty(suggestion.Listing.OnlyFor);
            Assert.True((suggestion.Listing.MinimumAge ?? 0) < age.To + 1 && (suggestion.Listing.MaximumAge ?? 99) >= age.From, asked);
        });
    }

    private async Task<Shortlist> Choose(string outcode, Wishes wishes)
    {
        var placed = wishes with { Near = await Places.OfOutcodeAsync(_test.Database, outcode) };
        return Matching.Choose(await Listings.CandidatesAsync(_test.Database, placed, Now), placed, Now);
    }

    private static SampleDirectory Sample(TestDatabase test, DirectoryOptions? options = null) =>
        new(test.Database, options ?? new DirectoryOptions { Sample = true }, new FakeTimeProvider(Now), TestDatabase.CountingIds("run-"), NullLogger<SampleDirectory>.Instance);
}
