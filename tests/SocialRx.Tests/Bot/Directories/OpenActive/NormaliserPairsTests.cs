using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

/// <summary>
/// The fixtures of OpenActive's own feed normaliser (MIT) where they are at hand; they are not part of the project, so these tests are skipped where they are missing. Two things in them are not compared:
/// properties it sets aside as "invalid", which the fixtures themselves do in one file and not in another, and the zone of times made of a schedule, which there is UTC with the clock time of London in it.
/// </summary>
public sealed class NormaliserPairsTests
{
    private static readonly string Folder = Repository.PathOf("..", "shared", "data", "directory", "openactive-feed-normaliser-fixtures", "test", "fixtures");

    /// <summary>An item, what it should become, and what it refers to.</summary>
    public static TheoryData<string, string, string?> Pairs => new()
    {
        { "event-not-normalised", "event-normalised", null },
        { "event-valid-not-normalised", "event-valid-normalised", null },
        { "event-with-superevent", "event-with-superevent-normalised", null },
        { "on-demand-event", "on-demand-event-normalised", null },
        { "headline-event-with-subevents", "headline-event-with-subevents-normalised", null },
        { "courseinstance", "courseinstance-normalised", null },
        { "sessionseries-with-subevent", "sessionseries-with-subevent-normalised", null },
        { "scheduledsession-with-superevent", "sessionseries-with-subevent-normalised", null },
        { "scheduledsession-referenced-superevent", "scheduledsession-referenced-superevent-normalised", "sessionseries" },
        { "scheduledsession-referenced-superevent-2", "scheduledsession-referenced-superevent-normalised-2", "sessionseries-2" },
        { "slot-referenced-facilityuse", "slot-referenced-facilityuse-normalised", "facilityuse" },
        { "slot-referenced-facilityuse-2", "slot-referenced-facilityuse-normalised-2", "facilityuse-2" },
        { "facilityuse-embedded-slot", "facilityuse-embedded-slot-normalised", null },
        { "individualfacilityuse-embedded-slot", "individualfacilityuse-embedded-slot-normalised", null },
        { "facilityuse-ifu-slots", "facilityuse-ifu-slots-normalised", null },
        { "ifu-facilityuse-slots", "ifu-facilityuse-slots-normalised", null },
    };

    public static TheoryData<string, string, string, string> Schedules => new()
    {
        { "course-with-schedule", "course-with-schedule-normalised", "2020-04-30", "2020-05-14" },
        { "sessionseries-with-schedule", "sessionseries-with-schedule-normalised", "2020-07-22", "2020-08-05" },
        { "sessionseries-with-schedule-exdates", "sessionseries-with-schedule-exdates-normalised", "2020-07-22", "2020-08-05" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_item_becomes_what_it_should(string item, string expected, string? referred)
    {
        var above = referred is null ? null : Opportunity.Normal(Data(referred));

        var made = Opportunity.Flat(Opportunity.Normal(Data(item)), _ => above).ToList();

        var should = Expected(expected);
        Assert.Equal(should.Count, made.Count);
        Assert.All(should.Zip(made), pair => Agree(pair.First, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_schedule_becomes_its_times(string item, string expected, string from, string until)
    {
        var made = Opportunity.Scheduled(Opportunity.Normal(Data(item)), DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(until, CultureInfo.InvariantCulture)).ToList();

        var should = Expected(expected);
        Assert.Equal(should.Count, made.Count);
        foreach (var (one, other) in should.Zip(made))
        {
            foreach (var time in (string[])["startDate", "endDate"])
            {
                Assert.Equal(one[time]!.GetValue<string>()[..16], other[time]!.GetValue<string>()[..16]);
                other[time] = one[time]!.DeepClone();
            }

            Agree(one, other);
        }
    }

    [Fact]
    public void Days_by_their_old_address_are_days()
    {
        var made = Opportunity.Scheduled(Opportunity.Normal(Data("course-schedule-httpday")), new(2020, 8, 1), new(2020, 8, 14));

        Assert.Equal(["2020-08-07T09:00:00+01:00", "2020-08-14T09:00:00+01:00"], made.Select(one => one["startDate"]!.GetValue<string>()));
    }

    /// <summary>One file expects what a database adds (where an item came from) and has no item of its own.</summary>
    [Fact]
    public void Every_file_is_compared()
    {
        SkipWithoutFixtures();
        var used = Pairs.SelectMany(row => (string?[])[row.Data.Item1, row.Data.Item2, row.Data.Item3])
            .Concat(Schedules.SelectMany(row => (string?[])[row.Data.Item1, row.Data.Item2]))
            .Append("course-schedule-httpday");

        Assert.Equal(["scheduledsession-normalised"], Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Except(used));
    }

    private static void Agree(JsonObject should, JsonObject made)
    {
        if (should.Remove("invalidAttribute", out var aside))
            RemoveAll(made, aside!.AsObject());
        // The fixtures leave the context out of some of several objects.
        if (!should.ContainsKey("@context"))
            made.Remove("@context");

        Assert.True(JsonNode.DeepEquals(Sorted(should), Sorted(made)), $"{Sorted(should)}\n{Sorted(made)}");
    }

    private static void RemoveAll(JsonObject from, JsonObject names)
    {
        foreach (var (name, value) in names)
        {
            if (value is JsonObject inner && from[name] is JsonObject place && !inner.ContainsKey("@type"))
                RemoveAll(place, inner);
            else
                from.Remove(name);
        }
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject whole => new JsonObject(whole.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),
        _ => node?.DeepClone(),
    };

    private static JsonElement Data(string name)
    {
        SkipWithoutFixtures();
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json"))).RootElement.GetProperty("data");
    }

    private static List<JsonObject> Expected(string name) =>
        [.. Opportunity.Objects(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))).Select(one => (one["data"] ?? one).DeepClone().AsObject())];

    private static void SkipWithoutFixtures() => Assert.SkipUnless(Directory.Exists(Folder), "The feed normaliser's fixtures are not at hand.");
}
