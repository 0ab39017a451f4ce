namespace SocialRx.Dashboard.Parts;

/// <summary>What a source is, as far as its address tells.</summary>
internal static class SourceKind
{
    public static string Of(string address) => address switch
    {
        "by hand" => "Written here",
        _ when address.StartsWith("sample:", StringComparison.Ordinal) => "The made-up sample",
        _ when Ends(address, ".csv") || Ends(address, ".xlsx") => "A spreadsheet",
        _ when address.StartsWith("http", StringComparison.OrdinalIgnoreCase) => "A feed",
        _ => "A file",
    };

    private static bool Ends(string address, string ending) => address.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
