using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using ExcelDataReader;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>What a file of rows turned out to be.</summary>
internal abstract record SheetOpening
{
    private SheetOpening() { }

    /// <param name="Rows">Below the headings; read while they are gone through.</param>
    public sealed record Opened(SheetHeader Header, IEnumerable<SheetRow> Rows) : SheetOpening;

    /// <summary>Nothing of it can be used.</summary>
    public sealed record Broken(string Why) : SheetOpening;
}

/// <summary>
/// A CSV or XLSX file. Values only: formulas are never worked out, nothing outside the file is read, and a file that unpacks to many times its size is refused before
/// anything is made of it.
/// </summary>
internal sealed class SheetFile(string path, SheetMapping mapping, DirectoryOptions options) : IDisposable
{
    /// <summary>Titles and notes stand above the headings in many sheets.</summary>
    private const int RowsLookedAt = 30;

    private const int MostColumns = 200;
    private const int LongestCell = 20_000;
    private const int LargestRowBytes = 1 << 20;

    /// <summary>XML of a sheet packs about ten times.</summary>
    private const int MostTimesLarger = 20;

    private static readonly string[] Extensions = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"];

    private readonly List<IDisposable> _open = [];

    /// <summary>True for a file that is read as rows.</summary>
    public static bool IsOne(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <exception cref="IOException">And what else says that it cannot be read: see <see cref="IsFault"/>; rows throw the same.</exception>
    public SheetOpening Open()
    {
        if (!File.Exists(path))
            return new SheetOpening.Broken("there is no such file");
        if (new FileInfo(path).Length > options.LargestDocumentMegabytes * 1024L * 1024)
            return new SheetOpening.Broken($"it is larger than {options.LargestDocumentMegabytes} MB (Directory:LargestDocumentMegabytes)");

        var start = Start();
        if (start.AsSpan().StartsWith("PK"u8))
            return OpenWorkbook();
        if (start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return new SheetOpening.Broken("it is protected by a password, or an old .xls; save it as .xlsx without a password");
        return start.Length == 0 ? new SheetOpening.Broken("it is empty") : OpenText();
    }

    /// <summary>True for what says that a file cannot be read.</summary>
    public static bool IsFault(Exception error) => error is IOException or UnauthorizedAccessException or InvalidDataException or CsvFormatException or DecoderFallbackException;

    public void Dispose()
    {
        foreach (var one in Enumerable.Reverse(_open))
            one.Dispose();
    }

    private byte[] Start()
    {
        using var file = File.OpenRead(path);
        var start = new byte[4];
        return start[..file.ReadAtLeast(start, 4, throwOnEndOfStream: false)];
    }

    private SheetOpening OpenWorkbook()
    {
        try
        {
            if (WhyRefused() is { } why)
                return new SheetOpening.Broken(why);
        }
        catch (InvalidDataException)
        {
            return new SheetOpening.Broken("it cannot be read: the workbook is damaged, or only part of it has arrived");
        }

        // The reader asks for the encoding of old workbooks even where there is none of them.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var reader = Keep(Workbook.Guarded(() => ExcelReaderFactory.CreateOpenXmlReader(Keep(File.OpenRead(path)))));
        var seen = new List<string>();
        var missing = default(string);
        do
        {
            seen.Add(reader.Name);
            if (mapping.Sheet is { } sheet ? !string.Equals(sheet, reader.Name, StringComparison.OrdinalIgnoreCase) : reader.VisibleState != "visible")
                continue;
            if (Opened(Workbook.Rows(reader, MostColumns), ref missing) is { } opened)
                return opened;
        }
        while (Workbook.Guarded(reader.NextResult));

        if (mapping.Sheet is { } wanted && !seen.Contains(wanted, StringComparer.OrdinalIgnoreCase))
            return new SheetOpening.Broken($"it has no sheet \"{wanted}\"; it has {string.Join(", ", seen.Take(20))}");
        return NoHeadings(missing);
    }

    // Parts are unpacked once to see how large they are: what a zip says of itself is not believed.
    private string? WhyRefused()
    {
        using var zip = ZipFile.OpenRead(path);
        if (zip.GetEntry("mimetype") is not null)
            return "it is an OpenDocument sheet; save it as .xlsx or .csv";
        if (zip.GetEntry("[Content_Types].xml") is null)
            return "it is a zip and no workbook; unpack it first";
        if (zip.Entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return "it holds macros; save it as .xlsx, which has none";

        var left = options.LargestDocumentMegabytes * 1024L * 1024 * MostTimesLarger;
        var buffer = new byte[1 << 16];
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            for (int read; (read = part.Read(buffer)) > 0;)
            {
                left -= read;
                if (left < 0)
                    return $"it unpacks to more than {MostTimesLarger} times {options.LargestDocumentMegabytes} MB";
            }
        }

        return null;
    }

    private SheetOpening OpenText()
    {
        if (TextEncoding.Of(path, mapping.Encoding) is not { } encoding)
            return new SheetOpening.Broken($"\"{mapping.Encoding}\" is no encoding that is known");

        var missing = default(string);
        var best = Separators().Select(separator => (separator, header: SheetHeader.Find([.. Text(encoding, separator, isStrict: false).Take(RowsLookedAt)], mapping)))
            .OrderByDescending(pair => pair.header?.Known ?? 0)
            .First();
        return best.header is not null && Opened(Text(encoding, best.separator, isStrict: true), ref missing) is { } opened ? opened : NoHeadings(MissingIn(Text(encoding, Separators()[0], isStrict: false)));
    }

    private char[] Separators() => mapping.Separator switch
    {
        null => [',', ';', '\t', '|'],
        "tab" => ['\t'],
        var one => [one[0]],
    };

    private IEnumerable<SheetRow> Text(Encoding encoding, char separator, bool isStrict)
    {
        var csv = Keep(CsvReader.Create(Keep(File.OpenRead(path)), new CsvReaderOptions
        {
            Separator = separator,
            Encoding = encoding,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = LargestRowBytes,
            DetectSeparatorHint = false,
            OnMalformedRecord = isStrict ? RefuseSwallowedRows : null,
        }));
        while (csv.Read())
            yield return new SheetRow((int)csv.LineNumber, [.. Enumerable.Range(0, Math.Min(csv.FieldCount, MostColumns)).Select(at => CellText.Written(csv.GetString(at), LongestCell))]);
    }

    // A quotation mark that is never closed, or closed by the next one that opens, takes the rows between into one cell. One within a line is a mark of inches.
    private static void RefuseSwallowedRows(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote || (record.Reason == CsvMalformedReason.TextAfterClosingQuote && record.RawRecord.Contains('\n', StringComparison.Ordinal)))
            throw new InvalidDataException($"it cannot be read: in line {record.LineNumber} a quotation mark is opened and not closed");
    }

    private SheetOpening.Opened? Opened(IEnumerable<SheetRow> rows, ref string? missing)
    {
        var all = rows.GetEnumerator();
        Keep(all);
        var first = new List<SheetRow>();
        while (first.Count < RowsLookedAt && all.MoveNext())
            first.Add(all.Current);
        if (SheetHeader.Find(first, mapping) is not { } header)
        {
            missing ??= MissingIn(first);
            return null;
        }

        return new SheetOpening.Opened(header, Below(header, first, all));
    }

    private static IEnumerable<SheetRow> Below(SheetHeader header, List<SheetRow> first, IEnumerator<SheetRow> rest)
    {
        foreach (var row in first.Where(row => row.Number > header.Row))
            yield return row;
        while (rest.MoveNext())
            yield return rest.Current;
    }

    private string? MissingIn(IEnumerable<SheetRow> rows)
    {
        if (mapping.Columns.Count == 0)
            return null;
        var closest = rows.Take(RowsLookedAt).Where(row => mapping.HeaderRow is not { } said || row.Number == said).OrderByDescending(row => mapping.Columns.Values.SelectMany(source => source.From).Count(name => row.Cells.Contains(name, StringComparer.OrdinalIgnoreCase))).FirstOrDefault();
        return closest.Cells is null || SheetHeader.Missing(closest, mapping) is not { } name ? null : $"the mapping takes something from \"{name}\", and there is no such column; there are {string.Join(", ", closest.Cells.Where(cell => cell.Length > 0).Take(30).Select(cell => Plain.Clip(Plain.Text(cell), 40)))}";
    }

    private static SheetOpening.Broken NoHeadings(string? missing) =>
        new(missing ?? "no row of headings was found with one for the name; use those of the template, or give a mapping that says which column is what");

    private T Keep<T>(T one)
        where T : IDisposable
    {
        _open.Add(one);
        return one;
    }
}

/// <summary>Which encoding a text file is in.</summary>
internal static class TextEncoding
{
    private const int Looked = 1 << 20;

    /// <summary>Null for a name nobody knows.</summary>
    public static Encoding? Of(string path, string? said)
    {
        if (said is not null)
            return Named(said);

        using var file = File.OpenRead(path);
        var start = new byte[Looked];
        var bytes = start.AsSpan(0, file.ReadAtLeast(start, Looked, throwOnEndOfStream: false));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || IsWide(bytes, zero: 1))
            return Encoding.Unicode;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || IsWide(bytes, zero: 0))
            return Encoding.BigEndianUnicode;
        return IsUtf8(bytes) ? Encoding.UTF8 : Windows;
    }

    /// <summary>What spreadsheets on Windows write when they say "CSV".</summary>
    private static Encoding Windows => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static Encoding? Named(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // English text in UTF-16 has a zero in every other byte.
    private static bool IsWide(ReadOnlySpan<byte> bytes, int zero)
    {
        var count = 0;
        for (var at = zero; at < Math.Min(bytes.Length, 1000); at += 2)
            count += bytes[at] == 0 ? 1 : 0;
        return bytes.Length >= 4 && count > Math.Min(bytes.Length, 1000) / 4;
    }

    // The end of what was looked at may cut a character in two.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 0; cut < 4 && cut <= bytes.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut]))
                return true;
            if (bytes.Length < Looked)
                return false;
        }

        return false;
    }
}

/// <summary>Rows of one sheet of a workbook.</summary>
internal static class Workbook
{
    /// <summary>A part that is not as it should be makes the reader throw whatever it comes across.</summary>
    /// <exception cref="InvalidDataException">The workbook is broken.</exception>
    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is System.Xml.XmlException or ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or FormatException or ArgumentException or NullReferenceException or InvalidOperationException
            or InvalidCastException or KeyNotFoundException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("it cannot be read: the workbook is damaged, or was written by a program that does not keep to the form", error);
        }
    }

    /// <remarks>What stands in merged cells is true of each of them; the file has it in the first only.</remarks>
    public static IEnumerable<SheetRow> Rows(IExcelDataReader reader, int mostColumns)
    {
        var merged = new Queue<CellRange>((reader.MergeCells ?? []).OrderBy(range => range.FromRow));
        var under = new List<(CellRange Range, string Value)>();
        for (var number = 1; Guarded(reader.Read); number++)
        {
            var cells = new string[Math.Min(reader.FieldCount, mostColumns)];
            for (var at = 0; at < cells.Length; at++)
                cells[at] = CellText.Of(reader.GetValue(at));
            under.RemoveAll(merge => merge.Range.ToRow < number - 1);
            while (merged.TryPeek(out var next) && next.FromRow <= number - 1)
            {
                merged.Dequeue();
                if (next.FromRow == number - 1 && next.FromColumn < cells.Length)
                    under.Add((next, cells[next.FromColumn]));
            }

            foreach (var (range, value) in under)
                cells.AsSpan(range.FromColumn..Math.Min(range.ToColumn + 1, cells.Length)).Fill(value);
            yield return new SheetRow(number, cells);
        }
    }
}

/// <summary>What stands in a cell, as text.</summary>
internal static class CellText
{
    private const int LongestCell = 20_000;

    /// <summary>Days as 2027-01-05, times as 16:00, numbers with a point.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => Written(text, LongestCell),
        // Spreadsheets count time from a day 0 at the end of 1899.
        DateTime { Year: <= 1900 } time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime time when time.TimeOfDay == TimeSpan.Zero => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
        double number => Math.Abs(number) < 1e15 ? ((decimal)number).ToString("0.##########", CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture),
        bool isTrue => isTrue ? "yes" : "no",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>A text as it was written; what spreadsheets write to keep a leading zero (="0113...") without its wrapping.</summary>
    public static string Written(string text, int longest)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > 3 && trimmed.StartsWith("=\"", StringComparison.Ordinal) && trimmed.EndsWith('"'))
            trimmed = trimmed[2..^1];
        return trimmed.Length <= longest ? trimmed : trimmed[..longest];
    }
}
