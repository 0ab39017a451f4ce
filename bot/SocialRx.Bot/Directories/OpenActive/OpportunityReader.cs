using System.Globalization;
using System.Text.Json.Nodes;
using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>Makes listings of groups of OpenActive opportunities: one a group, or one a place where it happens at several.</summary>
internal sealed class OpportunityReader(string sourceId, ActivityMeanings meanings, DateTimeOffset now)
{
    private const int MostSchedules = 50;
    private const int MostPlaces = 50;
    private const int Week = 7;

    private readonly DateOnly _today = DateOnly.FromDateTime(London.Local(now).DateTime);
    private readonly TimeOnly _time = TimeOnly.FromDateTime(London.Local(now).DateTime);

    /// <summary>No listings and no problems: all of it is over, or only names what others belong to.</summary>
    public ReadRecord Read(OpportunityGroup group)
    {
        var record = new OpportunityRecord(group, now);
        var (wholes, onces) = Parts(group);
        var faces = onces.Count > 0 ? Upcoming(onces, record) : wholes.Where(one => !IsOnlyAName(one)).Take(1).Select(one => new Face(one, AtAnyTime(one, record), null)).Where(face => face.Sessions is not null).ToList();
        var whole = group.Whole is { } named ? Opportunity.Whole(OpportunityGroup.Data(named), group.Find) : null;
        var listings = faces.GroupBy(face => Where(face.Data), StringComparer.Ordinal).OrderBy(place => place.Key, StringComparer.Ordinal).Take(MostPlaces).ToList();
        var unmapped = new List<string>();
        var made = listings.Select((place, index) => Listing(group, record, whole, [.. place], index == 0 ? "" : $"~{Short(place.Key)}", unmapped)).OfType<Listing>().ToList();
        return new ReadRecord(record.RecordId, made, record.Problems.All, [.. unmapped.Distinct(StringComparer.OrdinalIgnoreCase)], record.LastModified);
    }

    // A whole is there for its facts; when things happen their days count, not the days of the whole.
    private static (List<JsonObject> Wholes, List<JsonObject> Onces) Parts(OpportunityGroup group)
    {
        var all = group.Members.OrderByDescending(member => member.Uri == group.Uri).SelectMany(member => Opportunity.Flat(OpportunityGroup.Data(member), group.Find)).ToList();
        return ([.. all.Where(IsWhole)], [.. all.Where(one => !IsWhole(one))]);
    }

    private static bool IsWhole(JsonObject one) => OpportunityNames.IsWhole(Opportunity.Type(one)) || (Opportunity.Type(one) is not ("ScheduledSession" or "Slot") && one["eventSchedule"] is not null);

    // The name over several series or courses is nothing anybody could go to.
    private static bool IsOnlyAName(JsonObject whole) => Opportunity.Type(whole) is "EventSeries" or "Course" && whole["eventSchedule"] is null;

    private List<Face> Upcoming(List<JsonObject> onces, OpportunityRecord record)
    {
        var on = onces.Where(once => !IsCalledOff(once)).Select(once => (Once: once, Occasions: Occasions(once, record))).ToList();
        return [.. on.Where(pair => pair.Occasions.Count > 0 || IsOnDemand(pair.Once)).Select(pair => new Face(pair.Once, null, pair.Occasions))];
    }

    private List<Occasion> Occasions(JsonObject once, OpportunityRecord record)
    {
        var (occasions, why) = OpportunityTimes.Of(once);
        if (why is not null)
            record.Problems.Note("startDate", why);
        return [.. occasions.Where(one => !IsOver(one))];
    }

    private bool IsOver(Occasion one) => one.Closes < one.Opens ? one.Day.AddDays(1) < _today : one.Day < _today || (one.Day == _today && one.Closes < _time);

    private static bool IsCalledOff(JsonObject once) =>
        once["eventStatus"].Said() is { } status && (status.EndsWith("EventCancelled", StringComparison.OrdinalIgnoreCase) || status.EndsWith("EventPostponed", StringComparison.OrdinalIgnoreCase));

    private static bool IsOnDemand(JsonObject once) => Opportunity.Type(once) == "OnDemandEvent";

    // What nobody gives days for: its schedule, its opening hours, its own days, or no times. Null when it is called off or over.
    private IReadOnlyList<Session>? AtAnyTime(JsonObject whole, OpportunityRecord record)
    {
        if (IsCalledOff(whole))
            return null;
        if (whole["eventSchedule"] is not null)
            return Scheduled(whole, record);
        if (whole["hoursAvailable"] is not null)
            return InOrder(Opportunity.Objects(whole["hoursAvailable"]).SelectMany(OpportunityHours.Read));
        if (Opportunity.Type(whole) is "SessionSeries" or "FacilityUse" or "IndividualFacilityUse")
            return IsPast(whole) ? null : [];

        var occasions = Occasions(whole, record);
        return occasions.Count > 0 || !IsPast(whole) ? OpportunityTimes.Sessions(occasions) : null;
    }

    private bool IsPast(JsonObject whole) => (OpportunityTimes.Day(whole["endDate"].Said()) ?? (Opportunity.Type(whole) == "SessionSeries" ? null : OpportunityTimes.Day(whole["startDate"].Said()))) < _today;

    private IReadOnlyList<Session>? Scheduled(JsonObject whole, OpportunityRecord record)
    {
        var read = Opportunity.Objects(whole["eventSchedule"]).Take(MostSchedules).Select(schedule => OpportunitySchedule.Sessions(schedule, _today)).ToList();
        foreach (var why in read.Select(one => one.Why).OfType<string>())
            record.Problems.Note("eventSchedule", $"{why}; it is not shown as times");
        if (read.TrueForAll(one => one.Why is null && one.Sessions.Count == 0))
            return null;

        return InOrder(read.SelectMany(one => one.Sessions));
    }

    private static IReadOnlyList<Session> InOrder(IEnumerable<Session> sessions) => [.. sessions.Distinct().OrderBy(session => ((int)session.Day + 6) % Week).ThenBy(session => session.Opens)];

    private Listing? Listing(OpportunityGroup group, OpportunityRecord record, JsonObject? whole, List<Face> faces, string suffix, List<string> unmapped)
    {
        var soonest = faces.MinBy(face => face.Occasions?.Select(one => (one.Day, one.Opens)).FirstOrDefault())!;
        var facts = new OpportunityFacts(soonest.Data, whole, record, meanings);
        if (facts.Name is null)
        {
            record.Problems.LeaveOut("name", facts.Awaits is null ? "is missing" : "is missing: it belongs to something that no feed of this source holds");
            return null;
        }

        var (sessions, places) = soonest.Sessions is { } known ? (known, null) : Times(faces);
        var listing = facts.Listing($"{sourceId}.{group.Digest}{suffix}", sourceId) with
        {
            Sessions = sessions,
            PlacesLeft = places,
            Licence = soonest.Data["license"].Said() is { } own ? Plain.Web(own) : (group.Whole ?? group.Members[0]).Licence,
            LastModified = record.LastModified,
        };
        unmapped.AddRange(facts.Unmapped);
        return listing;
    }

    // Times that are full are no times to go to; when all are full, all are shown, and that they are.
    private static (IReadOnlyList<Session> Sessions, int? PlacesLeft) Times(List<Face> faces)
    {
        var all = faces.SelectMany(face => Opportunity.Type(face.Data) == "Slot" ? [] : face.Occasions!).ToList();
        var slots = faces.SelectMany(face => Opportunity.Type(face.Data) == "Slot" ? face.Occasions! : []).ToList();
        var (free, freeSlots) = (all.Where(one => one.PlacesLeft != 0).ToList(), slots.Where(one => one.PlacesLeft != 0).ToList());
        if (free.Count + freeSlots.Count == 0 && all.Count + slots.Count > 0)
            return (OpportunityTimes.Sessions(all.Concat(OpportunityTimes.Joined(slots))), 0);

        return (OpportunityTimes.Sessions(free.Concat(OpportunityTimes.Joined(freeSlots))), free.MinBy(one => (one.Day, one.Opens))?.PlacesLeft);
    }

    private static string Where(JsonObject data)
    {
        var place = Opportunity.Objects(data["location"]).FirstOrDefault();
        var geo = place?["geo"] as JsonObject;
        return geo is not null ? string.Create(CultureInfo.InvariantCulture, $"{geo["latitude"].Said()} {geo["longitude"].Said()}") : place?["@id"].Said() ?? place?["name"].Said() ?? "";
    }

    private static string Short(string place) => new OpportunityGroup(place, [], new Dictionary<string, RpdeMember>()).Digest[..8];

    /// <param name="Sessions">Known without days; null: the days count.</param>
    private sealed record Face(JsonObject Data, IReadOnlyList<Session>? Sessions, IReadOnlyList<Occasion>? Occasions);
}
