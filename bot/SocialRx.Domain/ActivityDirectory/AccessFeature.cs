namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Something about a place or a group that lets more people take part.</summary>
/// <param name="Id">Stored; never changes once used.</param>
public sealed record AccessFeature(string Id, string Label)
{
    public static IReadOnlyList<AccessFeature> All { get; } =
    [
        new("step-free", "Step-free"),
        new("accessible-toilet", "Accessible toilet"),
        new("hearing-loop", "Hearing loop"),
        new("quiet-space", "Quiet space"),
        new("bsl", "British Sign Language"),
        new("carer-welcome", "A carer or supporter is welcome"),
        new("large-print", "Large print or easy read"),
    ];

    public static string LabelOf(string id) => All.FirstOrDefault(feature => feature.Id == id)?.Label ?? id.Replace('-', ' ');
}
