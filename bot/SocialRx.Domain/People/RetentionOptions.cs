namespace SocialRx.Domain.People;

/// <summary>
/// Section "Retention": how long each kind of data is kept. Nothing here ever removes an open concern, an open request for a link worker, or
/// the person behind one. Transcripts of web chats, seen activities and check-ins have their times in DirectLine, Turn and CheckIns.
/// </summary>
public sealed record RetentionOptions : IOptionsSection
{
    public static string Section => "Retention";

    /// <summary>Without a message for so long, the conversation is forgotten with what the person told and chose. The numbers they agreed to be in stay.</summary>
    public int ForgetAfterDays { get; init; } = 30;

    /// <summary>Words that somebody agreed to be quoted stay so long after they were said.</summary>
    public int QuotesDays { get; init; } = 365;

    /// <summary>
    /// A request for a link worker that has ended stays until the person is certainly this old. Only an age band is known, so they are taken to
    /// be the youngest of it on the day of their last message; of somebody who did not say, to be of the minimum age.
    /// </summary>
    public int ReferredUntilAge { get; init; } = 25;

    /// <summary>A concern stays so long after it was closed.</summary>
    public int ConcernsYears { get; init; } = 14;

    /// <summary>Who read or changed what, and what was removed; at least as long as concerns.</summary>
    public int AuditYears { get; init; } = 15;

    /// <summary>A complaint stays so long after it was answered.</summary>
    public int ComplaintsDays { get; init; } = 730;

    /// <summary>A receipt opens so long after it was given; after <see cref="ForgetAfterDays"/> without saying any longer whose it was.</summary>
    public int ReceiptsDays { get; init; } = 730;

    /// <summary>A statement that others vote on stays so long after it was said, without saying whose it was once its writer is forgotten; votes on it too.</summary>
    public int StatementsDays { get; init; } = 1095;

    /// <summary>Reports of imports; longer than any pause between two readings of a feed, which the next one is reckoned from.</summary>
    public int ImportReportsDays { get; init; } = 400;

    /// <summary>That a reply could not be delivered; what it said is not kept.</summary>
    public int UndeliveredDays { get; init; } = 30;

    /// <summary>After "delete my data" what was said is gone at once; that there was a conversation (ids and times) so long after the last message.</summary>
    public double TracesHours { get; init; } = 24;

    public IEnumerable<OptionProblem> Problems()
    {
        if (ForgetAfterDays is < 1 or > 365)
            yield return new(nameof(ForgetAfterDays), "a whole number of days from 1 to 365");
        if (QuotesDays < ForgetAfterDays || QuotesDays > 3650)
            yield return new(nameof(QuotesDays), "a whole number of days from ForgetAfterDays to 3650");
        if (ReferredUntilAge is < 18 or > 100)
            yield return new(nameof(ReferredUntilAge), "an age from 18 to 100");
        if (ConcernsYears is < 1 or > 100)
            yield return new(nameof(ConcernsYears), "a whole number of years from 1 to 100");
        if (AuditYears < ConcernsYears || AuditYears > 100)
            yield return new(nameof(AuditYears), "a whole number of years from ConcernsYears to 100");
        if (ComplaintsDays is < 30 or > 3650)
            yield return new(nameof(ComplaintsDays), "a whole number of days from 30 to 3650");
        if (ReceiptsDays < ForgetAfterDays || ReceiptsDays > 3650)
            yield return new(nameof(ReceiptsDays), "a whole number of days from ForgetAfterDays to 3650");
        if (StatementsDays < ForgetAfterDays || StatementsDays > 3650)
            yield return new(nameof(StatementsDays), "a whole number of days from ForgetAfterDays to 3650");
        if (ImportReportsDays is < 30 or > 3650)
            yield return new(nameof(ImportReportsDays), "a whole number of days from 30 to 3650");
        if (UndeliveredDays is < 1 or > 365)
            yield return new(nameof(UndeliveredDays), "a whole number of days from 1 to 365");
        if (TracesHours is not (>= 0 and <= 168))
            yield return new(nameof(TracesHours), "a number of hours from 0 to 168");
    }

    /// <summary>Whoever said they are in this band, and last wrote before the answer, is certainly as old as <see cref="ReferredUntilAge"/> now.</summary>
    /// <param name="youngest">The least age they may have had then.</param>
    public DateTimeOffset ReferredBefore(int youngest, DateTimeOffset now) => now.AddYears(-Math.Max(0, ReferredUntilAge - youngest));
}
