using System.Text.Json.Serialization;
using SocialRx.Dialogs.Forms;

namespace SocialRx.Dialogs.MyData;

/// <summary>What somebody is doing with their data; holds nothing of the data but the words it was last shown in.</summary>
internal sealed record MyDataDraft : Draft<MyDataDraft>
{
    /// <summary>What is known, in words; null until it was looked up.</summary>
    public string? Known { get; init; }
    public bool HasShown { get; init; }

    /// <summary>Purposes the person has said yes to, when looked up.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>"delete", "take-back", or nothing in particular.</summary>
    public string? Doing { get; init; }
    public string? TookBack { get; init; }
    public string? Receipt { get; init; }

    /// <summary>"age" or "area", to be asked again.</summary>
    public string? Corrects { get; init; }
    public bool IsDone { get; init; }
    public bool IsDeleted { get; init; }

    [JsonIgnore]
    public override bool EndsEverything => IsDeleted;
}
