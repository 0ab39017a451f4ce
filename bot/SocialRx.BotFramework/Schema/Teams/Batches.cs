namespace Microsoft.Bot.Schema.Teams;

/// <summary>How far a message to many people or channels has come.</summary>
public class BatchOperationState
{
    public string State { get; set; }

    /// <summary>How many were answered with each HTTP status.</summary>
    public IDictionary<int, int> StatusMap { get; set; } = new Dictionary<int, int>();

    public DateTime? RetryAfter { get; set; }

    public int TotalEntriesCount { get; set; }
}

public class BatchFailedEntry
{
    public string EntryId { get; set; }

    public string Error { get; set; }
}

public class BatchFailedEntriesResponse
{
    public string ContinuationToken { get; set; }

    public IList<BatchFailedEntry> FailedEntries { get; set; } = new List<BatchFailedEntry>();
}
