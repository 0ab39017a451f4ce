using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>One record of a source, whatever its format, read into listings.</summary>
/// <param name="RecordId">As the source calls it, or its position ("#12") when it has no id.</param>
/// <param name="Listings">One a place it happens at; none when the record was left out.</param>
/// <param name="UnmappedTerms">Terms of the source's taxonomy nobody has mapped yet.</param>
internal sealed record ReadRecord(
    string RecordId, IReadOnlyList<Listing> Listings, IReadOnlyList<ImportProblem> Problems, IReadOnlyList<string> UnmappedTerms, DateTimeOffset LastModified)
{
    /// <summary>Each knows the terms that nobody has mapped, so that a decision about one finds it.</summary>
    public IReadOnlyList<Listing> Listings { get; init; } =
        UnmappedTerms.Count == 0 ? Listings : [.. Listings.Select(listing => listing with { UnmappedTerms = [.. UnmappedTerms.Select(SaidTerm.Clip).Distinct()] })];
}
