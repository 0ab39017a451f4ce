using System.Buffers.Text;
using CsvHelper;

namespace SocialRx.Bot.PlaceFiles;

/// <summary>Which column of a file of postcodes is what.</summary>
internal abstract record PostcodeColumns
{
    private PostcodeColumns() { }

    /// <summary>Puts the current record into the tally; what it is not put in for is counted.</summary>
    public abstract void Take(CsvReader record, PostcodeTally tally, PostcodeCounts counts);

    /// <summary>By the first record of a file; null when it is no file of postcodes.</summary>
    public static PostcodeColumns? Of(CsvReader first)
    {
        var fields = Enumerable.Range(0, first.FieldCount).Select(first.GetString).ToList();
        return Ons.OfHeadings([.. fields.Select(field => field.Trim().ToLowerInvariant())]) as PostcodeColumns ?? CodePoint.OfRecord(fields);
    }

    /// <summary>The ONS Postcode Directory and the National Statistics Postcode Lookup; names of columns change with the year: "lsoa21", "lsoa21cd".</summary>
    public sealed record Ons(int Postcode, int? Ended, int Latitude, int Longitude, int? Lsoa, bool IsLookup) : PostcodeColumns
    {
        /// <summary>Stands for "has no position" (ONSPD user guide).</summary>
        private const double NoLatitude = 99;

        public static Ons? OfHeadings(List<string> headings)
        {
            int? Find(params string[] names) => names.Select(name => headings.IndexOf(name)).Where(at => at >= 0).Cast<int?>().FirstOrDefault();
            var (postcode, latitude, longitude) = (Find("pcds", "pcd8", "pcd7", "pcd2", "pcd"), Find("lat"), Find("long"));
            return postcode is null || latitude is null || longitude is null
                ? null
                : new Ons(postcode.Value, Find("doterm"), latitude.Value, longitude.Value, Find("lsoa21cd", "lsoa21", "lsoa11cd", "lsoa11"), IsLookup: Find("calncv") is not null || Find("laua") is not null);
        }

        public override void Take(CsvReader record, PostcodeTally tally, PostcodeCounts counts)
        {
            if (Ended is { } ended && record.GetSpan(ended).ContainsAnyExcept((byte)' '))
                counts.Ended++;
            else if (!TryNumber(record.GetSpan(Latitude), out var latitude) || !TryNumber(record.GetSpan(Longitude), out var longitude) || latitude > NoLatitude)
                counts.WithoutPosition++;
            else
                Take(record, Postcode, latitude, longitude, Lsoa, tally, counts);
        }
    }

    /// <summary>Code-Point Open: postcode, quality, eastings, northings, no headings.</summary>
    public sealed record CodePoint : PostcodeColumns
    {
        private readonly NationalGrid _grid = new();

        public static CodePoint? OfRecord(List<string> fields) =>
            fields.Count is >= 4 and <= 40 && Domain.ActivityDirectory.Postcode.Find(fields[0]) is not null && fields[1..4].TrueForAll(field => double.TryParse(field, out _)) ? new CodePoint() : null;

        // No position is written as 0, 0 with quality 90.
        public override void Take(CsvReader record, PostcodeTally tally, PostcodeCounts counts)
        {
            if (!TryNumber(record.GetSpan(2), out var eastings) || !TryNumber(record.GetSpan(3), out var northings) || eastings is <= 0 or >= 700_000 || northings is <= 0 or >= 1_300_000)
            {
                counts.WithoutPosition++;
                return;
            }

            var at = _grid.ToPoint(eastings, northings);
            Take(record, 0, at.Latitude, at.Longitude, null, tally, counts);
        }
    }

    private static void Take(CsvReader record, int column, double latitude, double longitude, int? lsoaColumn, PostcodeTally tally, PostcodeCounts counts)
    {
        Span<char> text = stackalloc char[12];
        Span<char> lsoa = stackalloc char[12];
        if (!TryChars(record.GetSpan(column), text, out var postcode) || !IsBritish(latitude, longitude))
            counts.Unreadable++;
        else if (postcode.StartsWith("BT", StringComparison.Ordinal))
            counts.NorthernIreland++;
        else if (!tally.Add(postcode, latitude, longitude, lsoaColumn is { } at && TryChars(record.GetSpan(at), lsoa, out var area) ? area : default))
            counts.Unreadable++;
    }

    private static bool IsBritish(double latitude, double longitude) => latitude is >= 49 and <= 61.5 && longitude is >= -9 and <= 2.5;

    private static bool TryNumber(ReadOnlySpan<byte> field, out double number) => Utf8Parser.TryParse(field.Trim((byte)' '), out number, out var read) && read == field.Trim((byte)' ').Length;

    private static bool TryChars(ReadOnlySpan<byte> field, Span<char> buffer, out ReadOnlySpan<char> text)
    {
        text = default;
        if (field.IsEmpty || field.Length > buffer.Length)
            return false;

        for (var i = 0; i < field.Length; i++)
            buffer[i] = (char)field[i];
        text = buffer[..field.Length];
        return true;
    }
}

/// <summary>Postcodes of a file that are not taken over, by why.</summary>
internal sealed class PostcodeCounts
{
    public int Ended { get; set; }

    public int WithoutPosition { get; set; }

    /// <summary>Their data needs a licence of its own for anything but non-commercial use inside an organisation (Land and Property Services).</summary>
    public int NorthernIreland { get; set; }

    public int Unreadable { get; set; }

    public int Sum => Ended + WithoutPosition + NorthernIreland + Unreadable;
}
