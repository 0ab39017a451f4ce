using System.Buffers;

namespace SocialRx.Language.Redaction;

/// <summary>Names of accounts without an @: "my snap is kez_b09", "insta: priya.draws", "add me kacper2k8 on roblox".</summary>
internal static class Handles
{
    private const int Shortest = 3;
    private const int Longest = 32;
    private const int MostConnectors = 5;

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-#@");
    private static readonly HashSet<string> Connectors = new("is name names user username usernames tag handle id acc account its it's me my add at on called under the number as".Split(' '), StringComparer.Ordinal);

    public static void Find(Written text, List<Finding> found)
    {
        if ((text.Kinds & WordKind.Platform) == 0)
            return;
        for (var i = 0; i < text.Count; i++)
            if (text.Is(i, WordKind.Platform) && (After(text, i) ?? Before(text, i)) is { } finding)
                found.Add(finding);
    }

    private static Finding? After(Written text, int platform)
    {
        var at = text.Words[platform].End + (text.Text[text.Words[platform].End..].StartsWith("'s ") ? 2 : 0);
        var (connected, firm) = (0, text.IsAny(platform, "gamertag", "username", "usernames"));
        while (connected <= MostConnectors)
        {
            var next = at;
            while (next < text.Text.Length && text.Text[next] is ' ' or ':' or '=' or '-' or '>' or '\'' or '"' or ',' or '(' or '~' or '/')
                firm |= text.Text[next++] is ':' or '=' or '-' or '>';
            var end = ChunkEnd(text, next);
            if (end == next || next == at)
                return null;
            var chunk = text.Text[next..end];
            if (Connectors.GetAlternateLookup<ReadOnlySpan<char>>().Contains(chunk) || WordKinds.Of(chunk).HasFlag(WordKind.Platform))
            {
                (at, connected, firm) = (end, connected + 1, firm | chunk is "is" or "its" or "it's" or "username" or "name" or "tag" or "handle" or "me" or "called" or "under");
                continue;
            }

            return IsHandle(text, next, end, firm || IsAddMe(text, platform)) ? new(next, end, "HANDLE") : null;
        }

        return null;
    }

    // "add me kez2k8 on snap", "im tank_07 on roblox"
    private static Finding? Before(Written text, int platform)
    {
        if (!text.IsAny(platform - 1, "on", "in") || platform < 2)
            return null;
        var end = text.Words[platform - 1].Start;
        while (end > 0 && text.Text[end - 1] == ' ')
            end--;
        var start = end;
        while (start > 0 && Characters.Contains(text.Text[start - 1]))
            start--;
        return IsHandle(text, start, end, IsAddMe(text, platform)) ? new(start, end, "HANDLE") : null;
    }

    private static bool IsAddMe(Written text, int platform)
    {
        for (var before = platform - 1; before >= Math.Max(0, platform - 4); before--)
            if (text.IsAny(before, "add", "follow", "find", "search"))
                return true;
        return false;
    }

    private static int ChunkEnd(Written text, int start)
    {
        var end = start;
        while (end < text.Text.Length && Characters.Contains(text.Text[end]))
            end++;
        return start + text.Text[start..end].TrimEnd(".-").Length;
    }

    // With a figure, a line or a dot inside it is one; a word that nobody knows only after "is" or a colon.
    private static bool IsHandle(Written text, int start, int end, bool firm)
    {
        var chunk = text.Text[start..end];
        if (chunk.Length is < Shortest or > Longest || chunk.IndexOfAnyExceptInRange('0', '9') < 0)
            return false;
        if (chunk.ContainsAny('_', '#', '@') || chunk[..^1].Contains('.'))
            return true;
        if (chunk.ContainsAnyInRange('0', '9'))
            return !char.IsAsciiDigit(chunk[0]) && chunk.Length >= 4;
        var kind = WordKinds.Of(chunk);
        return firm && chunk.Length >= 4 && (kind & (WordKind.Ordinary | WordKind.Never | WordKind.Place | WordKind.Title | WordKind.Relation)) == 0 && !Written.IsOrdinaryForm(chunk);
    }
}
