using System.Text;

namespace SocialRx.Language.Redaction;

/// <summary>A line in which what ought to be taken out is marked: "my mate [[NAME:tariq]] txt me on [[PHONE:07700 900123]]".</summary>
public sealed record MarkedLine(string Text, IReadOnlyList<RedactedSpan> Marks)
{
    private const string Open = "[[";
    private const string Close = "]]";

    /// <summary>Lines without empty ones and remarks.</summary>
    /// <exception cref="FormatException">Names the line whose marks are wrong.</exception>
    public static IEnumerable<MarkedLine> Read(IEnumerable<string> lines) =>
        lines.Select((line, place) => (Line: line.TrimEnd(), Place: place + 1)).Where(line => line.Line.Length > 0 && line.Line[0] != '#')
            .Select(line => TryParse(line.Line) ?? throw new FormatException($"Line {line.Place} has a mark that is not \"[[KIND:text]]\"."));

    private static MarkedLine? TryParse(string line)
    {
        var text = new StringBuilder(line.Length);
        var marks = new List<RedactedSpan>();
        var at = 0;
        while (line.IndexOf(Open, at, StringComparison.Ordinal) is var open and >= 0)
        {
            var colon = line.IndexOf(':', open);
            var close = line.IndexOf(Close, open, StringComparison.Ordinal);
            if (colon < 0 || close < colon || !Redacted.Kinds.Contains(line[(open + Open.Length)..colon]))
                return null;
            text.Append(line, at, open - at);
            marks.Add(new(new(text.Length, close - colon - 1), line[(open + Open.Length)..colon]));
            text.Append(line, colon + 1, close - colon - 1);
            at = close + Close.Length;
        }

        return new(text.Append(line, at, line.Length - at).ToString(), marks);
    }
}
