using System.Globalization;
using CsvHelper;
using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Bot.CoDesign;

/// <param name="TakesNoPart">Why not; null when it does.</param>
internal sealed record ExportedStatement(string Id, string Words, string? TakesNoPart);

/// <summary>Reads what Polis exports: votes.csv and comments.csv. Throws <see cref="FormatException"/> with the line where something is wrong.</summary>
internal static class PolisExport
{
    /// <summary>Votes in the order in which they were cast; without times, the order of lines; of several at the same instant on the same statement, a pass comes last.</summary>
    public static List<CastVote> Votes(TextReader reader, string file)
    {
        var table = new CsvTable(reader, file);
        var (time, person, statement, vote) = (table.Find("timestamp"), table.Column("voter-id", "participant"), table.Column("comment-id", "statement"), table.Column("vote"));
        var votes = new List<(long At, CastVote Vote)>();
        while (table.Next())
            votes.Add((time is null ? votes.Count : Instant(table, time.Value), new CastVote(table.Id(person), table.Id(statement), ReadVote(table, vote))));

        return [.. votes.OrderBy(item => item.At).ThenBy(item => item.Vote.Vote).Select(item => item.Vote)];
    }

    public static List<ExportedStatement> Statements(TextReader reader, string file)
    {
        var table = new CsvTable(reader, file);
        var (id, moderated, words, meta) = (table.Column("comment-id", "statement"), table.Find("moderated"), table.Find("comment-body", "text"), table.Find("is-meta", "is_meta", "meta"));
        var statements = new Dictionary<string, ExportedStatement>(StringComparer.Ordinal);
        while (table.Next())
        {
            var statement = new ExportedStatement(table.Id(id), words is null ? "" : table.Field(words.Value), TakesNoPart(table, moderated, meta));
            if (!statements.TryAdd(statement.Id, statement))
                throw table.Wrong($"the statement {statement.Id} is there twice");
        }

        return [.. statements.Values];
    }

    private static string? TakesNoPart(CsvTable table, int? moderated, int? meta)
    {
        if (moderated is not null && table.Field(moderated.Value) is var decision && !IsAccepted(table, decision))
            return "rejected by moderators";
        return meta is not null && table.Field(meta.Value).ToUpperInvariant() is "TRUE" or "T" or "1" ? "about who people are, not what should change" : null;
    }

    private static bool IsAccepted(CsvTable table, string decision) => decision switch
    {
        "-1" => false,
        "" or "0" or "1" => true,
        _ => throw table.Wrong($"moderated is -1, 0 or 1, not \"{decision}\""),
    };

    private static long Instant(CsvTable table, int column) =>
        long.TryParse(table.Field(column), NumberStyles.Integer, CultureInfo.InvariantCulture, out var instant)
            ? instant
            : throw table.Wrong($"\"{table.Field(column)}\" is no timestamp");

    private static Vote ReadVote(CsvTable table, int column) => table.Field(column) switch
    {
        "1" or "agree" => Vote.Agree,
        "-1" or "disagree" => Vote.Disagree,
        "0" or "pass" => Vote.Pass,
        var other => throw table.Wrong($"a vote is 1 (agree), -1 (disagree) or 0 (pass), not \"{other}\""),
    };
}

/// <summary>A CSV file with a line of headings.</summary>
internal sealed class CsvTable
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        TrimWhitespace = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        PoolStrings = true,
        MaxRecordSize = 1 << 20,
    };

    private readonly CsvReader csv;
    private readonly string file;
    private readonly int linesBefore;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="linesBefore">To add to line numbers: -1 when the headings are not in the file.</param>
    public CsvTable(TextReader reader, string file, int linesBefore = 0)
    {
        (this.file, this.linesBefore) = (file, linesBefore);
        csv = CsvReader.Create(reader, Options);
        var headings = Read(() => csv.Headers);
        for (var at = 0; at < headings.Count; at++)
            columns.TryAdd(headings[at].Trim('\uFEFF', ' '), at);
        if (columns.Count == 0)
            throw new FormatException($"{file} is empty: it needs a line of headings.");
    }

    public bool Next() => Read(csv.Read);

    public int? Find(params string[] names) => names.Select(name => columns.TryGetValue(name, out var at) ? at : (int?)null).FirstOrDefault(at => at is not null);

    public int Column(params string[] names) =>
        Find(names) ?? throw new FormatException($"{file} has no column \"{names[0]}\"; its columns are {string.Join(", ", columns.Keys.Take(8))}.");

    public string Field(int column) => column < csv.FieldCount ? csv.GetString(column) : throw Wrong($"{column + 1} values are needed, there are {csv.FieldCount}");

    public string Id(int column) => Field(column) is { Length: > 0 } id ? id : throw Wrong("an id is missing");

    public FormatException Wrong(string what) => Wrong(csv.LineNumber, what);

    private FormatException Wrong(long line, string what) => new(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line + linesBefore}: {what}."));

    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw Wrong(error.LineNumber, "a quotation mark is out of place, or the line is too long");
        }
    }
}
