namespace SocialRx.Domain.Safeguarding;

/// <summary>What a signal is about, as a safeguarding lead reads it. Stored by id.</summary>
public sealed record RiskCategory(string Id, string Label)
{
    public static IReadOnlyList<RiskCategory> All { get; } =
    [
        new("suicide", "Suicide"),
        new("self-harm", "Self-harm"),
        new("abuse-physical", "Being hurt by somebody"),
        new("abuse-sexual", "Sexual abuse"),
        new("abuse-emotional", "Emotional abuse or neglect"),
        new("exploitation", "Exploitation, online or off"),
        new("violence", "Violence or threats"),
        new("eating", "Eating"),
        new("substances", "Drugs and alcohol"),
        new("home", "Unsafe, missing or nowhere to stay"),
        new("distress", "Severe distress"),
        new("medical", "Medical emergency"),
        new("asked-for-help", "Asked for help now"),
        new("could-not-read", "A message that could not be read"),
    ];

    public static RiskCategory? Find(string? id) => All.FirstOrDefault(category => category.Id == id);
}
