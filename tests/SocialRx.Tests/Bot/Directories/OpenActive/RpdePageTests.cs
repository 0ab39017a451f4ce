using System.Text;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

public sealed class RpdePageTests
{
    [Fact]
    public void Ids_and_times_of_change_may_be_numbers_or_text()
    {
        var items = Read("""
            { "state": "updated", "kind": "Event", "id": 12, "modified": "2026-11-01T10:00:00Z", "data": { "@type": "Event" } },
            { "state": "deleted", "kind": "Event", "id": "b-1", "modified": 1521565719 }
            """);

        Assert.Equal([("12", "2026-11-01T10:00:00Z", false), ("b-1", "1521565719", true)], items.All.Select(item => (item.ItemId, item.Modified, item.Body is null)));
        Assert.Empty(items.Problems);
    }

    [Theory]
    [InlineData("""{ "state": "updated", "kind": "Event", "modified": 1, "data": {} }""", "id")]
    [InlineData("""{ "state": "updated", "kind": "Event", "id": 1, "data": {} }""", "modified")]
    [InlineData("""{ "state": "updated", "kind": "Event", "id": 1, "modified": 1 }""", "data")]
    [InlineData("""{ "state": "updated", "kind": "Event", "id": 1, "modified": 1, "data": "text" }""", "data")]
    [InlineData("""{ "state": "parked", "kind": "Event", "id": 1, "modified": 1, "data": {} }""", "state")]
    [InlineData("""{ "state": "updated", "kind": "Event", "id": 1, "modified": 1, "data": { "name": "\ud83d" } }""", "data")]
    [InlineData("17", "record")]
    public void An_item_that_cannot_be_used_is_named_and_the_rest_is_taken_in(string item, string field)
    {
        var items = Read($$"""{{item}}, { "state": "updated", "kind": "Event", "id": "good", "modified": 1, "data": { "@type": "Event" } }""");

        Assert.Equal("good", Assert.Single(items.All).ItemId);
        Assert.Equal((field, "left-out"), Assert.Single(items.Problems) is var problem ? (problem.Field, problem.Effect) : default);
    }

    [Fact]
    public void Of_an_item_that_is_twice_on_a_page_the_one_changed_last_counts()
    {
        var items = Read("""
            { "state": "updated", "kind": "Event", "id": 1, "modified": 9, "data": { "name": "new" } },
            { "state": "updated", "kind": "Event", "id": 1, "modified": 10, "data": { "name": "newest" } },
            { "state": "updated", "kind": "Slot", "id": 1, "modified": 3, "data": { "name": "another kind" } },
            { "state": "deleted", "kind": "Event", "id": 1, "modified": 2 }
            """);

        Assert.Equal([("Event", "10"), ("Slot", "3")], items.All.Select(item => (item.Kind, item.Modified)));
        Assert.Equal(2, items.Problems.Count(problem => problem.Why.Contains("twice", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{ "next": "https://feeds.example/2", "items": [ { "state": "upd""", "it breaks off (line 1, position ")]
    [InlineData("""<html>Down for maintenance</html>""", "it is not JSON (line 1, position 1)")]
    [InlineData("""{ "next": "https://feeds.example/2" }""", "no RPDE page")]
    [InlineData("""{ "items": [] }""", "where the next page is")]
    [InlineData("""{ "items": [], "next": 7 }""", "where the next page is")]
    [InlineData("[]", "no RPDE page")]
    [InlineData("", "it is empty")]
    public void A_page_that_is_none_says_why(string text, string why) =>
        Assert.Contains(why, Assert.IsType<RpdePage.Broken>(RpdePage.Read(Encoding.UTF8.GetBytes(text))).Why, StringComparison.Ordinal);

    [Fact]
    public void What_nests_without_end_is_no_page() =>
        Assert.StartsWith("it nests more than 64 deep (line 1, position ", Assert.IsType<RpdePage.Broken>(RpdePage.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))))).Why, StringComparison.Ordinal);

    [Fact]
    public void Names_of_people_pictures_and_foreign_properties_are_not_kept()
    {
        var body = Assert.Single(Read("""
            { "state": "updated", "kind": "Event", "id": 1, "modified": 1, "data": {
              "type": "Event", "id": "https://booking.example/1", "leader": [{ "givenName": "Robin" }], "image": [{ "url": "https://booking.example/1.jpg" }], "beta:attendeeCount": 3, "name": "Yoga" } }
            """).All).Body!;

        Assert.Equal("""{"name":"Yoga","@id":"https://booking.example/1","@type":"Event"}""", body);
    }

    [Theory]
    [InlineData("9", "10", true)]
    [InlineData("10", "9", false)]
    [InlineData("2026-11-01", "2026-11-02", true)]
    [InlineData("7", "7", false)]
    [InlineData("1593083366", "1593083366.5", true)]
    public void Changes_are_ordered_as_numbers_or_as_text(string one, string other, bool isOlder) => Assert.Equal(isOlder, RpdeModified.IsOlder(one, other));

    private static RpdePage.Items Read(string items) =>
        Assert.IsType<RpdePage.Items>(RpdePage.Read(Encoding.UTF8.GetBytes($$"""{ "next": "https://feeds.example/2", "license": "https://licence.example/open", "items": [ {{items}} ] }""")));
}
