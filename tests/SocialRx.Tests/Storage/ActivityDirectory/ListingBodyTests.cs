using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Tests.Storage.ActivityDirectory;

public sealed class ListingBodyTests
{
    [Fact]
    public void A_listing_that_was_stored_by_an_earlier_release_is_still_read()
    {
        const string Body =
            """
            {"Id":"a.b","SourceId":"a","Name":"Tuesday Kickabout","Organisation":"Rovers","Themes":["active"],"Cost":"free","LastModified":"2026-10-01T10:00:00+00:00",
             "Sessions":[{"Day":2,"Opens":"17:00:00","Closes":"18:30:00","TermTimeOnly":true}]}
            """;

        var listing = ListingJson.Read(Body);

        Assert.Equal(new Session(DayOfWeek.Tuesday, new(17, 0), new(18, 30), TermTimeOnly: true), Assert.Single(listing.Sessions));
        Assert.Empty(listing.Settings);
        Assert.Empty(listing.Languages);
        Assert.Empty(listing.OnlyFor);
        Assert.Empty(listing.Access);
    }

    [Fact]
    public void A_session_with_a_rule_is_read_as_it_was_written()
    {
        var session = new Session(DayOfWeek.Saturday, new(22, 0), new(2, 0), new(2026, 11, 7)) { Rule = "RRULE:FREQ=MONTHLY;BYDAY=1SA\nEXDATE:20261205", HolidaysOnly = true };
        var listing = new Listing { Id = "a.b", SourceId = "a", Name = "n", Organisation = "o", LastModified = DateTimeOffset.UnixEpoch, Sessions = [session] };

        Assert.Equal([session], ListingJson.Read(ListingJson.Write(listing)).Sessions);
    }
}
