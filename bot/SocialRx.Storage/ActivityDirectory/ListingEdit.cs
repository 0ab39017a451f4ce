namespace SocialRx.Storage.ActivityDirectory;

/// <summary>One thing a curator changed about a listing. Rows are added and undone, never taken away.</summary>
public sealed record ListingEdit
{
    /// <summary>In the place of a field: it is shown to nobody.</summary>
    public const string Hidden = "hidden";

    /// <summary>In the place of a field: it was written here by hand.</summary>
    public const string Added = "added";

    public required string ListingId { get; init; }

    /// <summary>From 1, in the order they were made.</summary>
    public required long Sequence { get; init; }

    /// <summary>Id of a <see cref="ListingField"/>, or one of the above.</summary>
    public required string Field { get; init; }

    /// <summary>JSON of what stands in the place of what the source says.</summary>
    public required string Value { get; init; }

    /// <summary>JSON of what the source said then.</summary>
    public required string Said { get; init; }
    public required string Why { get; init; }
    public required string MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public string? UndoneBy { get; init; }
    public DateTimeOffset? UndoneAt { get; init; }

    public bool Stands => UndoneAt is null;
}

/// <summary>What came of a curator's change.</summary>
public enum EditOutcome
{
    Done,

    /// <summary>It says this already.</summary>
    NothingToDo,

    /// <summary>Somebody, or its source, changed it after it was read.</summary>
    ChangedMeanwhile,

    NotThere,
}

/// <summary>Why a listing is shown to nobody.</summary>
public sealed record HidingReason(string Id, string Label)
{
    public static IReadOnlyList<HidingReason> All { get; } =
    [
        new("closed", "It has closed"),
        new("unsafe", "It may not be safe"),
        new("not-for-young-people", "It is not for young people"),
        new("wrong", "What it says is wrong"),
    ];

    public static HidingReason? Find(string? id) => All.FirstOrDefault(reason => reason.Id == id);
}
