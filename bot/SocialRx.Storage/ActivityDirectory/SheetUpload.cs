namespace SocialRx.Storage.ActivityDirectory;

/// <summary>A spreadsheet that a curator sent to be taken in as a source. Nothing of it is in the directory yet.</summary>
public sealed record SheetUpload
{
    public required string UploadId { get; init; }

    public required string ProgrammeId { get; init; }

    /// <summary>What it would replace: all that this source holds.</summary>
    public required string SourceId { get; init; }

    /// <summary>Without its folder.</summary>
    public required string FileName { get; init; }

    /// <summary>What its organisation lets others do with it; null when it says nothing.</summary>
    public string? Licence { get; init; }

    /// <summary>A file of JSON that says which column is what; null when its headings say it.</summary>
    public string? Mapping { get; init; }

    public required string SentBy { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Since when somebody is taking it in; null while nobody is.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>Null until it was looked through.</summary>
    public SheetFindings? Findings { get; init; }
}

/// <summary>What taking a spreadsheet in would do.</summary>
public sealed record SheetFindings
{
    /// <summary>Why nothing of it can be used; null when something can.</summary>
    public string? Why { get; init; }

    public required ListingChanges Changes { get; init; }

    /// <summary>Rows.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Rows.</summary>
    public required int Mended { get; init; }

    public required IReadOnlyList<ImportProblem> Problems { get; init; }
}

/// <summary>A source whose listings a curator may want to replace.</summary>
public sealed record KnownSource
{
    public required string SourceId { get; init; }

    /// <summary>Its listings came from a spreadsheet.</summary>
    public required bool IsSheet { get; init; }
}
