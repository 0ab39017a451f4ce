using SocialRx.Domain.CoDesign;

namespace SocialRx.Storage.CoDesign;

/// <summary>Consultations with all their versions, as one programme keeps them.</summary>
public static class ConsultationShelf
{
    public const string FromFile = "file";
    private const string FromDashboard = "dashboard";

    /// <summary>The file a consultation came from stands for whoever wrote and opened it.</summary>
    public const string TheFile = "Consultations:File";

    /// <summary>Grows with every change in the programme; one number to ask for, often.</summary>
    public static long Revision(Connection connection, string programmeId) =>
        connection.ExecuteScalar<long>("select cast(coalesce(sum(revision), 0) as bigint) from consultation where programme_id = @programmeId", new { programmeId });

    /// <summary>All that were ever opened, as they were opened last.</summary>
    public static Consultations Opened(Connection connection, string programmeId)
    {
        var rows = connection.Query<OpenedRow>(
            """
            select consultation.withdrawn_reason, consultation_version.version, consultation_version.body,
              (select cast(sum(revision) as bigint) from consultation where programme_id = @programmeId) as revisions
            from consultation
            left join consultation_version
              on consultation_version.programme_id = consultation.programme_id
              and consultation_version.consultation_id = consultation.consultation_id
              and consultation_version.version = consultation.open_version
            where consultation.programme_id = @programmeId
            order by (
              select min(opened_at)
              from consultation_version opened
              where opened.programme_id = consultation.programme_id
                and opened.consultation_id = consultation.consultation_id), consultation.consultation_id
            """,
            new { programmeId });
        return new Consultations([.. rows.Where(row => row.Body is not null).Select(row => row.Consultation())], rows.Count == 0 ? 0 : rows[0].Revisions);
    }

    public static IReadOnlyList<ShelvedConsultation> List(Connection connection, string programmeId) =>
        connection.Query<ShelvedConsultation>($"{Shelved} order by consultation.consultation_id", new { programmeId });

    public static ShelvedConsultation? Find(Connection connection, string programmeId, string id) =>
        connection.QuerySingleOrDefault<ShelvedConsultation>($"{Shelved} and consultation.consultation_id = @id", new { programmeId, id });

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<ConsultationVersion> Versions(Connection connection, string programmeId, string id) =>
        connection.Query<ConsultationVersion>(
            """
            select version, body, source, made_by, made_at, opened_by, opened_at
            from consultation_version
            where programme_id = @programmeId and consultation_id = @id
            order by version desc
            """,
            new { programmeId, id });

    /// <summary>Keeps a new version; nobody is asked it yet.</summary>
    /// <param name="basedOn">The version it was made of; 0 for a new consultation.</param>
    /// <returns>False when somebody else has kept one meanwhile, or the id is taken.</returns>
    public static bool Keep(Connection connection, string programmeId, Consultation consultation, int basedOn, string by, DateTimeOffset now)
    {
        var key = new { programmeId, consultation.Id, basedOn };
        var isFirst = basedOn == 0 && connection.Execute(
            """
            insert into consultation (programme_id, consultation_id, state, latest_version, revision)
            values (@programmeId, @Id, 'draft', 1, 1)
            on conflict (programme_id, consultation_id) do nothing
            """,
            key) > 0;
        if (!isFirst && (basedOn == 0 || connection.Execute(
            """
            update consultation
            set latest_version = latest_version + 1, revision = revision + 1
            where programme_id = @programmeId and consultation_id = @Id and latest_version = @basedOn
            """,
            key) == 0))
            return false;
        AddVersion(connection, programmeId, consultation, basedOn + 1, FromDashboard, by, now);
        return true;
    }

    /// <summary>Puts a version to young people. Somebody other than its writer does, and only while it is the newest.</summary>
    public static OpeningOutcome Open(Connection connection, string programmeId, string id, int version, string by, DateTimeOffset now)
    {
        connection.Lock($"consultation/{programmeId}/{id}");
        var versions = Versions(connection, programmeId, id);
        if (versions.Count == 0)
            return new OpeningOutcome.NotThere();
        var newest = versions[0];
        if (newest.Version != version || newest.OpenedAt is not null)
            return new OpeningOutcome.Refused(["Somebody has changed it since you looked. Read it again before you open it."]);
        if (Find(connection, programmeId, id) is { State: "withdrawn" })
            return new OpeningOutcome.Refused(["It was withdrawn. Ask anew under another id."]);
        if (newest.MadeBy == by)
            return new OpeningOutcome.Refused(["You wrote this version, so somebody else has to read and open it."]);
        var because = AgainstOpening(versions.Skip(1), newest.Consultation());
        if (because.Count > 0)
            return new OpeningOutcome.Refused(because);
        MarkOpen(connection, programmeId, id, version, by, now);
        return new OpeningOutcome.Opened();
    }

    /// <summary>Stops asking it, at once and for good; what was answered stays.</summary>
    /// <returns>False when it is not open.</returns>
    public static bool Withdraw(Connection connection, string programmeId, string id, string reason, string by, DateTimeOffset now) =>
        connection.Execute(
            """
            update consultation
            set state = 'withdrawn', revision = revision + 1, withdrawn_by = @by, withdrawn_at = @now, withdrawn_reason = @reason
            where programme_id = @programmeId and consultation_id = @id and state = 'open'
            """,
            new { programmeId, id, reason, by, now }) > 0;

    /// <summary>
    /// Takes one over from the file of the configuration, as its first or next version, when the file says something else than it did last time. What may be
    /// asked is open at once: whoever runs the service wrote it. One that was withdrawn stays so.
    /// </summary>
    /// <param name="mayBeAsked">Its words are fit for young people.</param>
    public static ImportOutcome Import(Connection connection, string programmeId, Consultation consultation, bool mayBeAsked, DateTimeOffset now)
    {
        connection.Lock($"consultation/{programmeId}/{consultation.Id}");
        var versions = Versions(connection, programmeId, consultation.Id);
        var text = ConsultationText.Write(consultation);
        if (versions.FirstOrDefault(version => version.Source == FromFile)?.Body == text)
            return new ImportOutcome.Unchanged();
        var because = AgainstOpening(versions, consultation);
        if (because.Count > 0)
            return new ImportOutcome.Refused(because);
        var version = versions.Count == 0 ? 1 : versions[0].Version + 1;
        connection.Execute(
            """
            insert into consultation (programme_id, consultation_id, state, latest_version, revision)
            values (@programmeId, @Id, 'draft', @version, 1)
            on conflict (programme_id, consultation_id) do update
            set latest_version = @version, revision = consultation.revision + 1
            """,
            new { programmeId, consultation.Id, version });
        AddVersion(connection, programmeId, consultation, version, FromFile, TheFile, now);
        if (mayBeAsked)
            MarkOpen(connection, programmeId, consultation.Id, version, TheFile, now);
        return mayBeAsked ? new ImportOutcome.Taken() : new ImportOutcome.Kept();
    }

    /// <param name="earlier">The newest first.</param>
    private static IReadOnlyList<string> AgainstOpening(IEnumerable<ConsultationVersion> earlier, Consultation consultation)
    {
        var versions = earlier.Select(version => (version.OpenedAt, Consultation: version.Consultation())).Reverse().ToList();
        return
        [
            .. versions.Where(before => before.OpenedAt is not null).SelectMany(before => ConsultationChange.Mixes(before.Consultation, consultation)).Distinct(),
            .. ConsultationChange.Outdated(versions.ConvertAll(before => before.Consultation), consultation),
        ];
    }

    private const string Shelved =
        """
        select consultation.consultation_id, consultation.state, consultation.latest_version, consultation.open_version,
          consultation.withdrawn_by, consultation.withdrawn_at, consultation.withdrawn_reason, newest.body
        from consultation
        join consultation_version newest
          on newest.programme_id = consultation.programme_id
          and newest.consultation_id = consultation.consultation_id
          and newest.version = consultation.latest_version
        where consultation.programme_id = @programmeId
        """;

    private static void AddVersion(Connection connection, string programmeId, Consultation consultation, int version, string source, string by, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into consultation_version (programme_id, consultation_id, version, body, source, made_by, made_at)
            values (@programmeId, @Id, @version, @Body, @source, @by, @now)
            """,
            new { programmeId, consultation.Id, version, Body = ConsultationText.Write(consultation), source, by, now });

    private static void MarkOpen(Connection connection, string programmeId, string id, int version, string by, DateTimeOffset now)
    {
        connection.Execute(
            """
            update consultation_version
            set opened_by = @by, opened_at = @now
            where programme_id = @programmeId and consultation_id = @id and version = @version
            """,
            new { programmeId, id, version, by, now });
        connection.Execute(
            """
            update consultation
            set state = case when state = 'draft' then 'open' else state end, open_version = @version, revision = revision + 1
            where programme_id = @programmeId and consultation_id = @id
            """,
            new { programmeId, id, version });
    }

    private sealed record OpenedRow
    {
        public required long Revisions { get; init; }
        public string? WithdrawnReason { get; init; }
        public int? Version { get; init; }
        public string? Body { get; init; }

        public Consultation Consultation() => ConsultationText.Stored(Body!) with { Version = Version!.Value, WithdrawnBecause = WithdrawnReason };
    }
}

/// <summary>One consultation and its newest version.</summary>
public sealed record ShelvedConsultation
{
    public required string ConsultationId { get; init; }

    /// <summary>draft, open or withdrawn.</summary>
    public required string State { get; init; }
    public required int LatestVersion { get; init; }

    /// <summary>What young people are asked; null: never opened.</summary>
    public int? OpenVersion { get; init; }
    public string? WithdrawnBy { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string? WithdrawnReason { get; init; }
    public required string Body { get; init; }

    public Consultation Newest() => ConsultationText.Stored(Body) with { Version = LatestVersion, WithdrawnBecause = WithdrawnReason };
}

public sealed record ConsultationVersion
{
    public required int Version { get; init; }
    public required string Body { get; init; }

    /// <summary>file or dashboard.</summary>
    public required string Source { get; init; }
    public required string MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public string? OpenedBy { get; init; }

    /// <summary>Null: nobody was ever asked this version.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    public Consultation Consultation() => ConsultationText.Stored(Body) with { Version = Version };
}

public abstract record OpeningOutcome
{
    private OpeningOutcome() { }

    public sealed record Opened : OpeningOutcome;

    public sealed record NotThere : OpeningOutcome;

    /// <param name="Because">For whoever wanted to open it.</param>
    public sealed record Refused(IReadOnlyList<string> Because) : OpeningOutcome;
}

public abstract record ImportOutcome
{
    private ImportOutcome() { }

    public sealed record Unchanged : ImportOutcome;

    /// <summary>Stored, and open.</summary>
    public sealed record Taken : ImportOutcome;

    /// <summary>Stored as a draft that nobody is asked.</summary>
    public sealed record Kept : ImportOutcome;

    /// <summary>Nothing was stored.</summary>
    public sealed record Refused(IReadOnlyList<string> Because) : ImportOutcome;
}
