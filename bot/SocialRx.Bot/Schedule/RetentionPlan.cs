using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Bot.Turn;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Forgetting;
using SocialRx.Storage.Staff;

namespace SocialRx.Bot.Schedule;

/// <summary>Every kind of data that is kept for a time: for how long, what there is of it, how it goes. What is removed and what is reported come from here.</summary>
internal sealed class RetentionPlan(RetentionOptions keep, ProgrammeOptions programme, RetentionPlan.OtherTimes others)
{
    private static readonly TimedRows Transcripts = new("directline_activity", "created_at");
    private static readonly TimedRows SeenActivities = new("inbox", "received_at", "done_at is not null");
    private static readonly TimedRows Undelivered = new("outbox", "given_up_at", "given_up_at is not null");
    private static readonly TimedRows CheckIns = new("check_in", "(ask_after || 'T23:59:59.999Z')");
    private static readonly TimedRows Complaints = new("complaint", "answered_at", "answered_at is not null");
    private static readonly TimedRows Receipts = new("receipt", "issued_at");
    private static readonly TimedRows StatementRows = new("statement", "said_at", "state <> 'waiting'");
    private static readonly TimedRows RoomWords = new("workshop_words", "said_at");
    private static readonly TimedRows ImportReports = new("import_run", "finished_at");
    private static readonly TimedRows SentSheets = new("sheet_upload", "sent_at");
    private static readonly TimedRows Audits = new("audit", "at");
    private static readonly TimedRows Removals = new("retention_day", "last_at");

    /// <summary>In the order in which they are removed.</summary>
    public IReadOnlyList<RetentionKind> Kinds =>
    [
        Timed("transcripts", "messages of web chats, sealed", Hours(others.DirectLine.KeepTranscriptHours), Transcripts, now => now.AddHours(-others.DirectLine.KeepTranscriptHours)),
        Timed("seen-activities", "that a message was seen, so that none is answered twice", Days(others.Turn.RememberActivitiesDays), SeenActivities, now => now.AddDays(-others.Turn.RememberActivitiesDays)),
        Timed("undelivered", "that a reply could not be delivered, without its words", Days(keep.UndeliveredDays), Undelivered, now => now.AddDays(-keep.UndeliveredDays)),
        Timed("check-ins", "who may be asked how it went", $"{Days(others.CheckIns.ForgetAfterDays)} after the day", CheckIns, now => now.AddDays(-others.CheckIns.ForgetAfterDays)),
        Conversations,
        People,
        Concerns,
        Timed("complaints", "complaints, sealed", $"{Days(keep.ComplaintsDays)} after the answer", Complaints, now => now.AddDays(-keep.ComplaintsDays)),
        Timed("receipts", "what somebody took part in, to be found by their receipt only", Days(keep.ReceiptsDays), Receipts, now => now.AddDays(-keep.ReceiptsDays)),
        Statements,
        Timed("room-words", "words said in a room, without names, sealed", Days(keep.QuotesDays), RoomWords, now => now.AddDays(-keep.QuotesDays)),
        ImportRuns,
        Sheets,
        AuditRows,
        Timed("removals", "this record of what was removed", Years(keep.AuditYears), Removals, now => now.AddYears(-keep.AuditYears)),
    ];

    private RetentionKind Conversations => new(
        "conversations",
        "conversations: their memory and what people told in them (age, area, what matters, plan, answers, decisions)",
        $"{Days(keep.ForgetAfterDays)} after the last message; {Hours(keep.TracesHours)} after \"delete my data\"; while a concern or request for a link worker is open")
    {
        Read = (connection, now) => Overs.KeptConversations(connection, Until(now)),
        Purge = (connection, now, atMost) => Overs.Conversations(connection, Until(now), atMost).Sum(id => Overs.Forget(connection, programme.Id, id, Until(now))),
        AtATime = 25,
        DueAt = oldest => oldest.AddDays(keep.ForgetAfterDays),
    };

    private RetentionKind People => new(
        "kept-longer",
        "people whose conversation is forgotten and of whom something stays: words they agreed to be quoted, a request for a link worker that has ended",
        $"quotes {Days(keep.QuotesDays)} after they were said; requests until age {keep.ReferredUntilAge}, reckoned from the youngest of the age band")
    {
        Read = (connection, now) => Overs.KeptPeople(connection, programme.Id, Until(now)),
        Purge = (connection, now, atMost) => Overs.People(connection, programme.Id, Until(now), atMost).Sum(person => Overs.Forget(connection, person, Until(now))),
        AtATime = 25,
    };

    private RetentionKind Concerns => new("concerns", "safeguarding concerns with their words and notes, sealed", $"{Years(keep.ConcernsYears)} after they were closed; an open one for ever")
    {
        Read = (connection, now) => ClosedConcerns.Read(connection, now.AddYears(-keep.ConcernsYears)),
        Purge = (connection, now, atMost) =>
        {
            ClosedConcerns.Note(connection, now);
            return ClosedConcerns.Purge(connection, now.AddYears(-keep.ConcernsYears), atMost);
        },
    };

    private RetentionKind Statements => Timed("statements", "statements that were decided on, sealed, with votes on them", Days(keep.StatementsDays), StatementRows, now => now.AddDays(-keep.StatementsDays)) with
    {
        Purge = (connection, now, atMost) => StatementRemoval.Purge(connection, programme.Id, now.AddDays(-keep.StatementsDays), atMost),
        AtATime = 100,
    };

    private RetentionKind ImportRuns => Timed("import-reports", "reports of imports of directories", Days(keep.ImportReportsDays), ImportReports, now => now.AddDays(-keep.ImportReportsDays)) with
    {
        Purge = (connection, now, atMost) => Listings.PurgeRuns(connection, now.AddDays(-keep.ImportReportsDays), atMost),
    };

    private static RetentionKind Sheets => Timed("sent-sheets", "spreadsheets that a curator sent and did not take in, sealed", "24 hours", SentSheets, now => now.AddDays(-1)) with
    {
        Purge = (connection, now, atMost) => SheetUploads.Purge(connection, now.AddDays(-1), atMost),
        AtATime = 5,
    };

    private RetentionKind AuditRows => Timed("audit", "who of the staff read or changed what", Years(keep.AuditYears), Audits, now => now.AddYears(-keep.AuditYears)) with
    {
        Purge = (connection, now, atMost) => AuditRemoval.Purge(connection, programme.Id, now.AddYears(-keep.AuditYears), atMost, now),
    };

    private KeepUntil Until(DateTimeOffset now) => KeepUntil.At(now, keep, programme);

    private static RetentionKind Timed(string id, string what, string keptFor, TimedRows rows, Func<DateTimeOffset, DateTimeOffset> before) => new(id, what, keptFor)
    {
        Read = (connection, now) => rows.Read(connection, before(now)),
        Purge = (connection, now, atMost) => rows.Purge(connection, before(now), atMost),
        DueAt = oldest => oldest + (DateTimeOffset.UnixEpoch.AddYears(100) - before(DateTimeOffset.UnixEpoch.AddYears(100))),
    };

    private static string Hours(double hours) => FormattableString.Invariant($"{hours} hours");

    private static string Days(int days) => FormattableString.Invariant($"{days} days");

    private static string Years(int years) => FormattableString.Invariant($"{years} years");

    /// <summary>Sections that say for how long something of theirs is kept.</summary>
    internal sealed record OtherTimes(TurnOptions Turn, DirectLineOptions DirectLine, CheckInOptions CheckIns);
}

/// <summary>One kind of data that is kept for a time.</summary>
/// <param name="What">As the report says it.</param>
/// <param name="KeptFor">As the report says it, from the configuration.</param>
internal sealed record RetentionKind(string Id, string What, string KeptFor)
{
    public required Func<Connection, DateTimeOffset, Kept> Read { get; init; }

    /// <summary>Removes at most so many of those that are over at a point in time; returns how many rows, 0 when none is left.</summary>
    public required Func<Connection, DateTimeOffset, int, int> Purge { get; init; }

    /// <summary>Removed in one write, so that turns are not held up.</summary>
    public int AtATime { get; init; } = 500;

    /// <summary>When the time of the oldest is over; null where that depends on more.</summary>
    public Func<DateTimeOffset, DateTimeOffset>? DueAt { get; init; }
}
