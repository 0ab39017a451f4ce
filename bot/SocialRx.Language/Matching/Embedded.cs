using System.Reflection;

namespace SocialRx.Language.Matching;

/// <summary>Data files inside the assembly.</summary>
internal static class Embedded
{
    public static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"No data file {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>All files whose name starts so, in the order of their names.</summary>
    public static IReadOnlyList<string> Names(string start) =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(start, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Lines without empty ones and remarks.</summary>
    public static IEnumerable<string> Lines(string data) =>
        data.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');
}
