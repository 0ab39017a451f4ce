using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Tests.Domain.ActivityDirectory;

public sealed class HindranceTests
{
    [Fact]
    public void Nothing_keeps_anybody_from_a_listing_that_says_all() => Assert.Empty(Hindrance.Of(Some.Listing("a"), Some.Now));

    [Fact]
    public void What_hides_a_listing_is_said_first_and_matching_agrees()
    {
        var today = new DateOnly(2026, 11, 4);
        Listing[] hidden =
        [
            Some.Listing("old") with { LastModified = Some.Now.AddDays(-731), Venue = null, Location = null },
            Some.Listing("over") with { Sessions = [Some.At(DayOfWeek.Tuesday, 17, 18) with { Until = today.AddDays(-1) }] },
            Some.Listing("babies") with { MinimumAge = 0, MaximumAge = 5 },
        ];

        Assert.All(hidden, listing =>
        {
            Assert.True(Hindrance.Of(listing, Some.Now)[0].Hides);
            Assert.Empty(Matching.Choose([listing], Some.Wishes() with { Themes = [] }, Some.Now).Suggestions);
        });
    }

    [Fact]
    public void Whatever_makes_fewer_find_it_is_named()
    {
        var bare = new Listing { Id = "test.bare", SourceId = "test", Name = "Bare", Organisation = "Somebody", LastModified = Some.Now.AddDays(-400), OnlyFor = ["girls"], CanJoinDirectly = false, PlacesLeft = 0 };

        var hindrances = Hindrance.Of(bare, Some.Now);

        Assert.Equal(
            ["NotCheckedLately", "NoPlace", "NoAges", "NoTimes", "NoThemes", "CostNotSaid", "IsFull", "OnlyForSome", "NeedsReferral"],
            hindrances.Select(hindrance => hindrance.GetType().Name));
        Assert.All(hindrances, hindrance => Assert.False(hindrance.Hides));
    }

    [Fact]
    public void What_starts_in_a_year_is_said_to()
    {
        var later = Some.Listing("later") with { Sessions = [Some.At(DayOfWeek.Tuesday, 17, 18) with { From = new DateOnly(2027, 9, 1) }] };

        Assert.Equal([new Hindrance.StartsLater(new DateOnly(2027, 9, 7))], Hindrance.Of(later, Some.Now));
    }
}
