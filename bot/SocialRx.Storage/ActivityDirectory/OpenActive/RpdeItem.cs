using System.Globalization;

namespace SocialRx.Storage.ActivityDirectory.OpenActive;

/// <summary>One item of a feed as it is kept.</summary>
public sealed record RpdeItem
{
    public required string Kind { get; init; }
    public required string ItemId { get; init; }

    /// <summary>As the feed said it; see <see cref="RpdeModified"/>.</summary>
    public required string Modified { get; init; }

    /// <summary>What other items refer to it by.</summary>
    public string? Uri { get; init; }

    /// <summary>The series or facility it is shown with, or itself.</summary>
    public string? GroupUri { get; init; }

    /// <summary>What a series takes missing facts from.</summary>
    public string? ParentUri { get; init; }

    /// <summary>What is shown with another: which part, with which whole.</summary>
    public IReadOnlyList<RpdePart> Parts { get; init; } = [];

    /// <summary>JSON; null when the item was deleted.</summary>
    public string? Body { get; init; }

    /// <summary>Others may take facts from it, or be shown with it.</summary>
    public bool IsWhole => Uri is not null && (GroupUri == Uri || Parts.Count > 0);
}

public sealed record RpdePart(string PartUri, string WholeUri);

/// <summary>An item that stands behind a listing.</summary>
public sealed record RpdeMember
{
    public required string Kind { get; init; }
    public required string ItemId { get; init; }
    public required string Modified { get; init; }
    public string? Uri { get; init; }
    public required string GroupUri { get; init; }
    public string? ParentUri { get; init; }
    public required string Body { get; init; }
    public string? Licence { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
}

/// <summary>A group whose listing is not yet what its items say.</summary>
public sealed record RpdeChange
{
    public required string GroupUri { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Which of two states of an item is the older: numbers by their size, anything else as text (RPDE 1.0, "modified").</summary>
public static class RpdeModified
{
    public static bool IsOlder(string one, string other) => Compare(one, other) < 0;

    public static int Compare(string one, string other) =>
        Number(one) is { } first && Number(other) is { } second ? first.CompareTo(second) : string.CompareOrdinal(one, other);

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;
}
