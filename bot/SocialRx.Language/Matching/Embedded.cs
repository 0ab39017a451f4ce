using System.Reflection;

namespace SocialRx.Language.Matching;

/// <summary>Data files inside the assembly.</summary>
internal static class Embedded
{
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>All files whose name starts so, in the order of their names.</summary>
    public static IReadOnlyList<string> Names(string start) =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(start, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Lines without empty ones and remarks.</summary>
    public static IEnumerable<string> Lines(string data) =>
        data.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"No data file {name}.");
}
