namespace SocialRx.Domain.ActivityDirectory;

/// <summary>A group a listing may be only for.</summary>
/// <param name="Id">Stored; never changes once used.</param>
public sealed record OnlyForGroup(string Id, string Label)
{
    public static IReadOnlyList<OnlyForGroup> All { get; } =
    [
        new("girls", "Girls and young women"),
        new("boys", "Boys and young men"),
        new("lgbt", "LGBT+ young people"),
        new("young-carers", "Young carers"),
        new("send", "Disabled young people and those with special educational needs"),
        new("care-experienced", "Young people who are or were in care"),
        new("refugees", "Refugees and people seeking asylum"),
        new("young-parents", "Young parents"),
    ];

    public static string LabelOf(string id) => All.FirstOrDefault(group => group.Id == id)?.Label ?? id.Replace('-', ' ');
}
