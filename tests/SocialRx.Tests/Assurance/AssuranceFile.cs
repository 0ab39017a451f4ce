using System.Text.RegularExpressions;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Assurance;

/// <summary>One Markdown file of deploymentTemplates/assurance, as far as tests read it.</summary>
internal sealed partial class AssuranceFile(string name)
{
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("deploymentTemplates", "assurance")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public string Text { get; } = Repository.Read("deploymentTemplates", "assurance", name).ReplaceLineEndings("\n");

    /// <summary>Rows of the table under a heading, each by the heads of its columns.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string heading)
    {
        var lines = Section($"## {heading}").Where(line => line.StartsWith('|')).Select(Cells).ToList();
        return [.. lines.Skip(2).Select(row => lines[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal))];
    }

    /// <summary>Sections of the third order that begin with an id, each with its "**name:**" entries.</summary>
    public IReadOnlyList<Hazard> Hazards() =>
        [.. HazardHeading().Matches(Text).Select(found => new Hazard(found.Groups[1].Value, Entries(Section(found.Value))))];

    /// <summary>What stands between backticks.</summary>
    public static IReadOnlyList<string> Marked(string text) => [.. Backticks().Matches(text).Select(found => found.Groups[1].Value)];

    /// <summary>Keys of the configuration with the default that stands behind each, if one does.</summary>
    public IReadOnlyList<(string Section, string Key, string? Default)> ConfigurationKeys() =>
        [.. Configured().Matches(Text).Select(found => (found.Groups[1].Value, found.Groups[2].Value, found.Groups[3].Success ? found.Groups[3].Value : null))];

    private IEnumerable<string> Section(string heading) =>
        Text.Split('\n').SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#'));

    private static Dictionary<string, string> Entries(IEnumerable<string> lines) =>
        lines.Select(line => Entry().Match(line)).Where(found => found.Success).ToDictionary(found => found.Groups[1].Value, found => found.Groups[2].Value, StringComparer.Ordinal);

    private static List<string> Cells(string line) => [.. line.Trim('|', ' ').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex(@"^### (H-\d\d) .+$", RegexOptions.Multiline)]
    private static partial Regex HazardHeading();

    [GeneratedRegex(@"^- \*\*(.+?):\*\* (.+)$")]
    private static partial Regex Entry();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"`([A-Z]\w+):([A-Z]\w+)`(?: \(([^)]+)\))?")]
    private static partial Regex Configured();
}

internal sealed record Hazard(string Id, IReadOnlyDictionary<string, string> Entries);
