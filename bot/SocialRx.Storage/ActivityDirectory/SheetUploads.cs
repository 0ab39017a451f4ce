namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Spreadsheets between being sent and being taken in. They lie in the database, so that any process can take them in; a sender has one at a time.</summary>
public static class SheetUploads
{
    private const int PartBytes = 384 * 1024;

    /// <summary>Whoever took one in so long ago and is not done never will be.</summary>
    private static readonly TimeSpan LongestTaking = TimeSpan.FromHours(1);

    /// <summary>Keeps a spreadsheet in short writes, in the place of what its sender sent before.</summary>
    public static async Task KeepAsync(Database database, SheetUpload upload, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(content);
        await database.WriteAsync(connection => Begin(connection, upload), cancellationToken);
        var part = new byte[PartBytes];
        var number = 0L;
        for (int length; (length = await content.ReadAtLeastAsync(part, PartBytes, throwOnEndOfStream: false, cancellationToken)) > 0; number++)
        {
            var (text, at) = (Convert.ToBase64String(part.AsSpan(0, length)), number);
            await database.WriteAsync(connection => AddPart(connection, upload.UploadId, at, connection.Sealing.Seal(text)), cancellationToken);
        }
    }

    /// <summary>Writes what was sent to a stream, a part at a time.</summary>
    public static async Task CopyAsync(Database database, string uploadId, Stream to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(to);
        var number = 0L;
        while (await PartAsync(database, uploadId, number, cancellationToken) is { } part)
        {
            await to.WriteAsync(part, cancellationToken);
            number++;
        }
    }

    /// <summary>What looking through it found.</summary>
    public static void Note(Connection connection, string uploadId, SheetFindings findings)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Execute("update sheet_upload set findings = @findings where upload_id = @uploadId", new { uploadId, findings });
    }

    /// <summary>Null when there is no such one of this sender, or it was not looked through.</summary>
    public static SheetUpload? Find(Connection connection, string programmeId, string uploadId, string sentBy) =>
        Of(connection, programmeId, sentBy) is { Findings: not null } upload && upload.UploadId == uploadId ? upload : null;

    /// <summary>The one that waits for its sender; null when none does.</summary>
    public static SheetUpload? Of(Connection connection, string programmeId, string sentBy)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var upload = connection.QueryFirstOrDefault<SheetUpload>(
            """
            select upload_id, programme_id, source_id, file_name, licence, mapping, sent_by, sent_at, findings, taken_at
            from sheet_upload
            where programme_id = @programmeId
              and sent_by = @sentBy
            order by sent_at desc, upload_id desc
            """,
            new { programmeId, sentBy });
        return upload is null ? null : upload with { Mapping = connection.Sealing.OpenIfAny(upload.Mapping) };
    }

    /// <summary>Lets its sender take it in. False when somebody is taking in one for this source, or it is not there any more.</summary>
    public static bool Claim(Connection connection, SheetUpload upload, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(upload);
        connection.Lock($"sheet/{upload.SourceId}");
        return connection.Execute(
            """
            update sheet_upload
            set taken_at = @now
            where upload_id = @UploadId
              and not exists (select 1 from sheet_upload other where other.source_id = @SourceId and other.taken_at > @before)
            """,
            new { upload.UploadId, upload.SourceId, now, before = now - LongestTaking }) > 0;
    }

    /// <summary>False when it is not there.</summary>
    public static bool Forget(Connection connection, string uploadId)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Change("delete from sheet_upload_part where upload_id = @uploadId", new { uploadId });
        return connection.Execute("delete from sheet_upload where upload_id = @uploadId", new { uploadId }) > 0;
    }

    /// <summary>Forgets those sent before a time, the oldest first, a bounded number at once; returns how many.</summary>
    public static int Purge(Connection connection, DateTimeOffset before, int atMost)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var over = connection.Query<string>(
            """
            select upload_id
            from sheet_upload
            where sent_at < @before
            order by sent_at
            limit @atMost
            """,
            new { before, atMost });
        return over.Count(uploadId => Forget(connection, uploadId));
    }

    /// <summary>Every source that was read or tried, in the order of ids.</summary>
    public static IReadOnlyList<KnownSource> Sources(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Query<SourceRow>(
            """
            select known.source_id, source.address, source_reading.kind
            from (select source_id from source union select source_id from source_reading union select source_id from import_run) known
            left join source on source.source_id = known.source_id
            left join source_reading on source_reading.source_id = known.source_id
            order by known.source_id
            """).Select(row => new KnownSource { SourceId = row.SourceId, IsSheet = row.IsSheet }).ToList();
    }

    private static void Begin(Connection connection, SheetUpload upload)
    {
        connection.Change("delete from sheet_upload_part where upload_id in (select upload_id from sheet_upload where programme_id = @ProgrammeId and sent_by = @SentBy)", new { upload.ProgrammeId, upload.SentBy });
        connection.Change("delete from sheet_upload where programme_id = @ProgrammeId and sent_by = @SentBy", new { upload.ProgrammeId, upload.SentBy });
        connection.Change(
            """
            insert into sheet_upload (upload_id, programme_id, source_id, file_name, licence, mapping, sent_by, sent_at)
            values (@UploadId, @ProgrammeId, @SourceId, @FileName, @Licence, @Mapping, @SentBy, @SentAt)
            """,
            new { upload.UploadId, upload.ProgrammeId, upload.SourceId, upload.FileName, upload.Licence, Mapping = connection.Sealing.SealIfAny(upload.Mapping)?.Value, upload.SentBy, upload.SentAt });
    }

    private static void AddPart(Connection connection, string uploadId, long number, SealedText content) =>
        connection.Change("insert into sheet_upload_part (upload_id, number, content) values (@uploadId, @number, @Value)", new { uploadId, number, content.Value });

    private static Task<byte[]?> PartAsync(Database database, string uploadId, long number, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.Sealing.OpenIfAny(connection.QuerySingleOrDefault<string>(
                """
                select content
                from sheet_upload_part
                where upload_id = @uploadId
                  and number = @number
                """,
                new { uploadId, number })) is { } text ? Convert.FromBase64String(text) : null,
            cancellationToken);

    private sealed record SourceRow
    {
        public required string SourceId { get; init; }
        public string? Address { get; init; }
        public string? Kind { get; init; }

        // A reading that was made before readings were noted says its kind by its file.
        public bool IsSheet => Kind is null ? EndsLikeASheet(Address ?? "") : Kind == "table";

        private static bool EndsLikeASheet(string address) => address.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || address.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
    }
}
