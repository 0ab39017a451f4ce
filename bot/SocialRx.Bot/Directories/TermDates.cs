using System.Text.Json.Serialization;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Reads the file of school terms: <c>[{ "name": "Fernshire", "outcodes": ["FB"], "terms": [{ "from": "2026-09-02", "until": "2026-10-23" }] }]</c>. Terms are half terms, as councils
/// publish them; what lies between two of them is holidays.
/// </summary>
internal static partial class TermDates
{
    /// <exception cref="InvalidDataException">The file cannot be read, or a term ends before it begins.</exception>
    public static TermCalendars Load(string path)
    {
        if (path.Length == 0)
            return TermCalendars.None;
        var (areas, why) = PlainJson.Read(File.ReadAllBytes(path), TermDatesJson.Default.ListArea);
        return why is null
            ? new TermCalendars([.. (areas ?? []).Select(area => Read(path, area))])
            : throw new InvalidDataException($"{Path.GetFileName(path)} holds no school terms: {why}.");
    }

    private static TermArea Read(string path, Area area)
    {
        if (area.Terms.Count == 0 || area.Outcodes.Count == 0 || area.Outcodes.Any(string.IsNullOrWhiteSpace))
            throw new InvalidDataException($"{Path.GetFileName(path)}: {area.Name} needs outcodes and terms.");
        if (area.Terms.Any(term => term.Until < term.From))
            throw new InvalidDataException($"{Path.GetFileName(path)}: a term of {area.Name} ends before it begins.");

        return new TermArea(area.Name, area.Outcodes, new TermCalendar([.. area.Terms.OrderBy(term => term.From)]));
    }

    internal sealed record Area
    {
        public required string Name { get; init; }
        public required IReadOnlyList<string> Outcodes { get; init; }
        public required IReadOnlyList<SchoolTerm> Terms { get; init; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(List<Area>))]
    internal sealed partial class TermDatesJson : JsonSerializerContext;
}
