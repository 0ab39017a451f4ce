using SocialRx.Domain.People;

namespace SocialRx.Storage.Forgetting;

/// <summary>Where the time of each kind of a person's data is over: what is older goes.</summary>
/// <param name="LastWrote">Of conversations.</param>
/// <param name="Deleted">Of conversations whose person has had everything deleted.</param>
/// <param name="Said">Of words that may be quoted.</param>
/// <param name="Referred">Last message of somebody of an age band whose request for a link worker has ended; with null of somebody who did not say.</param>
public sealed record KeepUntil(DateTimeOffset LastWrote, DateTimeOffset Deleted, DateTimeOffset Said, Func<AgeBand?, DateTimeOffset> Referred)
{
    public static KeepUntil At(DateTimeOffset now, RetentionOptions options, ProgrammeOptions programme) => new(
        now.AddDays(-options.ForgetAfterDays),
        now.AddHours(-options.TracesHours),
        now.AddDays(-options.QuotesDays),
        band => options.ReferredBefore(band?.From ?? Math.Min(programme.MinimumAge, AgeBand.All[0].From), now));
}
