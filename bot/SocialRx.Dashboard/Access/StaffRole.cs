namespace SocialRx.Dashboard.Access;

/// <summary>What a member of staff is here to do; it alone decides which pages open.</summary>
public sealed record StaffRole(string Id, string Label, string Reads)
{
    /// <summary>The authentication scheme that says who is signed in to the dashboard.</summary>
    public const string Scheme = "staff";

    public static StaffRole Commissioner { get; } = new("commissioner", "Commissioner", "Summaries and released quotes. Nothing about any one young person.");

    public static StaffRole Facilitator { get; } = new("facilitator", "Panel facilitator", "Summaries, consultations, youth panels, statements to check, and redacted words that wait to be released.");

    public static StaffRole LinkWorker { get; } = new("link-worker", "Link worker", "Summaries, and requests for a link worker with what was agreed to be shared.");

    public static StaffRole SafeguardingLead { get; } = new("safeguarding-lead", "Safeguarding lead", "Summaries, safeguarding concerns, and complaints.");

    public static StaffRole Curator { get; } = new("curator", "Curator", "Summaries, and how the imports of the directory went.");

    public static StaffRole Administrator { get; } = new("administrator", "Administrator", "Summaries, and the record of who read or changed what.");

    public static IReadOnlyList<StaffRole> All { get; } = [Commissioner, Facilitator, LinkWorker, SafeguardingLead, Curator, Administrator];

    /// <summary>For the operator.</summary>
    public static string OneOf => $"one of {string.Join(", ", All.Select(role => role.Id))}";

    public static StaffRole? Find(string? id) => All.FirstOrDefault(role => role.Id == id);
}
