using System.Globalization;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>What a report says of a group: what it is called, when it changed, what was wrong.</summary>
internal sealed class OpportunityRecord
{
    private static readonly DateTimeOffset Earliest = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public OpportunityRecord(OpportunityGroup group, DateTimeOffset now)
    {
        RecordId = Plain.Clip(Plain.Text((group.Whole ?? group.Members[0]).ItemId), 80);
        Problems = new(RecordId);
        LastModified = group.Members.Max(member => Point(member.Modified) is { } said && said <= now ? said : member.SeenAt);
    }

    public string RecordId { get; }

    public RecordProblems Problems { get; }

    public DateTimeOffset LastModified { get; }

    // RPDE asks for an order, not for a time: seconds, milliseconds and ticks since their beginnings are told by their size, and any other number is none.
    private static DateTimeOffset? Point(string modified)
    {
        var point = decimal.TryParse(modified, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number switch
            {
                > 1_000_000_000 and < 5_000_000_000 => DateTimeOffset.FromUnixTimeSeconds((long)number),
                > 1_000_000_000_000 and < 5_000_000_000_000 => DateTimeOffset.FromUnixTimeMilliseconds((long)number),
                > 600_000_000_000_000_000 and < 700_000_000_000_000_000 => new DateTimeOffset((long)number, TimeSpan.Zero),
                _ => (DateTimeOffset?)null,
            }
            : modified.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(modified, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var said) ? said.ToUniversalTime() : null;
        return point >= Earliest ? point : null;
    }
}
