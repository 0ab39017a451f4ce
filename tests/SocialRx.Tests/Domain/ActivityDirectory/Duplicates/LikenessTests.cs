using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Duplicates;

namespace SocialRx.Tests.Domain.ActivityDirectory.Duplicates;

public sealed class LikenessTests
{
    private static readonly Listing Climbing = Some.Listing("a") with
    {
        Name = "Junior Climbing Club",
        Organisation = "The Slab Climbing Centre",
        Venue = "The Slab",
        Phone = "01632 960111",
        Web = "https://the-slab.example/juniors",
    };

    public static TheoryData<string, Listing, bool> Others => new()
    {
        { "the same words in another order", Of(Climbing with { Name = "Climbing club for juniors" }), true },
        { "a slip in the name, and no phone", Of(Climbing with { Name = "Junior Climing Club", Phone = null, Web = null }), true },
        { "another spelling of the phone, eighty metres away", Of(Climbing with { Phone = "+44 1632 960111", Location = Some.KmNorth(1.08), Venue = "Slab, Mill Lane" }), true },
        { "a source that knows hardly anything", Of(Some.Listing("b") with { Name = "Junior climbing", Organisation = "Junior climbing", Sessions = [], MinimumAge = null, MaximumAge = null }), true },
        { "the same club in the next town", Of(Climbing with { Location = Some.KmNorth(9), Venue = "Slab Two", Phone = null, Web = null }), false },
        { "something else at the same place by the same people", Of(Climbing with { Name = "Yoga for teachers" }), false },
        { "the same name for adults", Of(Climbing with { MinimumAge = 19, MaximumAge = 65 }), false },
        { "another thing next door", Of(Some.Listing("b") with { Name = "Chess Corner", Venue = "Library" }), false },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Only_what_looks_like_one_thing_is_put_to_a_person(string case_, Listing other, bool asked)
    {
        var likeness = Likeness.Of(Climbing, other);

        Assert.True(asked == likeness.IsWorthAsking, $"{case_}: {likeness.Score} {string.Join(", ", likeness.Signs)}");
    }

    [Fact]
    public void It_does_not_matter_which_of_two_is_named_first() =>
        Assert.All(Others, row =>
        {
            var other = row.Data.Item2;
            Assert.Equal(Likeness.Of(Climbing, other).Score, Likeness.Of(other, Climbing).Score);
        });

    [Fact]
    public void Another_age_group_is_no_slip_of_the_finger() =>
        Assert.True(Likeness.Of(Climbing with { Name = "Under 16s climbing" }, Of(Climbing with { Name = "Under 14s climbing" })).Score < Likeness.Of(Climbing with { Name = "Under 16s climbing" }, Of(Climbing with { Name = "Under 16s climing" })).Score);

    [Fact]
    public void The_more_alike_the_higher_the_rank()
    {
        var scores = new[] { Climbing, Climbing with { Phone = null, Web = null }, Climbing with { Phone = null, Web = null, Organisation = "Leisure Trust" } }.Select(other => Likeness.Of(Climbing, Of(other)).Score).ToList();

        Assert.Equal(1, scores[0]);
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_put_to_a_person_shares_a_key(string case_, Listing other, bool asked) =>
        Assert.True(!asked || SharedKeys.Of(Climbing).Intersect(SharedKeys.Of(other)).Any(), case_);

    [Fact]
    public void Two_points_within_250_metres_share_a_cell_wherever_they_lie()
    {
        var random = new Random(7);
        for (var n = 0; n < 2_000; n++)
        {
            var one = new GeoPoint(50 + (random.NextDouble() * 5), -5 + (random.NextDouble() * 6));
            var other = new GeoPoint(one.Latitude + ((random.NextDouble() - 0.5) * 0.003), one.Longitude + ((random.NextDouble() - 0.5) * 0.005));
            Assert.True(Cells(one).Intersect(Cells(other)).Any(), $"{one} {other}");
        }

        static IEnumerable<string> Cells(GeoPoint point) => SharedKeys.Of(Climbing with { Location = point }).Where(key => key.StartsWith("near:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Junior Climbing", false)]
    [InlineData("Knitting for Grandparents", true)]
    public void Another_name_is_another_thing(string name, bool changed) =>
        Assert.Equal(changed, Essentials.Of(Climbing with { Name = name }).IsAnotherThingThan(Essentials.Of(Climbing)));

    [Theory]
    [InlineData(1.9, false)]
    [InlineData(5, true)]
    public void Another_place_is_another_thing(double km, bool changed) =>
        Assert.Equal(changed, Essentials.Of(Climbing with { Location = Some.KmNorth(km) }).IsAnotherThingThan(Essentials.Of(Climbing)));

    [Fact]
    public void What_the_lead_does_not_say_is_added_with_where_it_is_from_and_nothing_else_is_changed()
    {
        var lead = Climbing with { Phone = null, Sessions = [], Summary = "Ropes and walls." };
        var other = Of(Climbing with { Summary = "Other words", Email = "hello@the-slab.example" });

        var completed = Completed.Of(lead, [other]);

        Assert.Equal(["times", "phone", "e-mail"], completed.Added.Select(added => added.Field));
        Assert.All(completed.Added, added => Assert.Equal("other", added.SourceId));
        Assert.Equal("Ropes and walls.", completed.Listing.Summary);
        Assert.Equal(("01632 960111", "hello@the-slab.example", lead.Id), (completed.Listing.Phone, completed.Listing.Email, completed.Listing.Id));
    }

    [Fact]
    public void Something_online_is_given_no_place() =>
        Assert.DoesNotContain("place", Completed.Of(Climbing with { IsOnline = true, Location = null, Venue = null }, [Of(Climbing)]).Added.Select(added => added.Field));

    private static Listing Of(Listing listing) => listing with { Id = "other.1", SourceId = "other" };
}
