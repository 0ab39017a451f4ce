using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SocialRx.Dialogs.Words;

/// <summary>
/// Every line that a young person reads, in one language, checked when it is loaded: nothing missing, nothing left over, nothing put in that the
/// code does not provide. Nothing is ever said that is not written here.
/// </summary>
internal sealed partial class WordBook
{
    private readonly Dictionary<string, IReadOnlyList<string>> _wordings;

    private WordBook(string version, Dictionary<string, IReadOnlyList<string>> wordings) => (Version, _wordings) = (version, wordings);

    /// <summary>Of these words; kept with every consent, so that it is known what was read before deciding.</summary>
    public string Version { get; }

    public IEnumerable<(string Key, string Wording)> All => _wordings.SelectMany(line => line.Value.Select(wording => (line.Key, wording)));

    /// <exception cref="InvalidDataException">Names every line that is missing, unknown, empty or uses a slot the code does not fill.</exception>
    public static WordBook Load(string language = "en-GB")
    {
        using var stream = typeof(WordBook).Assembly.GetManifestResourceStream($"Words/{language}.json")
            ?? throw new InvalidDataException($"There are no words in {language}.");
        return Check(language, JsonSerializer.Deserialize(stream, WordJson.Default.WrittenWords)!);
    }

    /// <summary>The first wording that was not said just before; then the line's alternative; then whatever there is.</summary>
    public string Say(Saying saying, IReadOnlyCollection<string> justSaid)
    {
        for (var next = saying; next is not null; next = next.Otherwise)
        {
            var fresh = Wordings(next).FirstOrDefault(wording => !justSaid.Contains(wording));
            if (fresh is not null)
                return fresh;
        }

        return Wordings(saying).First();
    }

    public string this[PlainLine line] => Say(line, []);

    private IEnumerable<string> Wordings(Saying saying) => _wordings[saying.Line.Key].Select(wording => Fill(wording, saying));

    private static string Fill(string wording, Saying saying) =>
        saying.Values.Count == 0 ? wording : Slot().Replace(wording, slot => saying.Values[IndexOf(saying.Line, slot.Groups[1].Value)]);

    private static int IndexOf(Line line, string slot) => line.Slots.ToList().IndexOf(slot);

    private static WordBook Check(string language, WrittenWords written)
    {
        var wordings = written.Lines.ToDictionary(line => line.Key, line => (IReadOnlyList<string>)line.Value);
        var lines = LinesOfTheCode().ToList();
        var problems = lines.Where(line => !wordings.ContainsKey(line.Key)).Select(line => $"\"{line.Key}\" is missing")
            .Concat(wordings.Keys.Except(lines.Select(line => line.Key)).Select(key => $"\"{key}\" is not used"))
            .Concat(lines.Where(line => wordings.ContainsKey(line.Key)).SelectMany(line => ProblemsOf(line, wordings[line.Key])))
            .ToList();
        return problems.Count == 0
            ? new WordBook(written.Version, wordings)
            : throw new InvalidDataException($"Words/{language}.json: {string.Join("; ", problems)}.");
    }

    private static IEnumerable<string> ProblemsOf(Line line, IReadOnlyList<string> wordings)
    {
        if (wordings.Count == 0 || wordings.Any(string.IsNullOrWhiteSpace))
            yield return $"\"{line.Key}\" is empty";
        foreach (var slot in wordings.SelectMany(wording => Slot().Matches(wording).Select(match => match.Groups[1].Value)).Distinct().Except(line.Slots))
            yield return $"\"{line.Key}\" uses {{{slot}}}, which is not provided ({string.Join(", ", line.Slots)})";
    }

    /// <summary>Every static <see cref="Line"/> of this assembly: what the code can say.</summary>
    private static IEnumerable<Line> LinesOfTheCode() =>
        typeof(WordBook).Assembly.GetTypes()
            .Where(type => type.Name == "Lines" || type.DeclaringType?.Name == "Lines")
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => typeof(Line).IsAssignableFrom(field.FieldType))
            .Select(field => (Line)field.GetValue(null)!);

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Slot();
}

internal sealed record WrittenWords(string Version, Dictionary<string, List<string>> Lines);

/// <summary>A line with one wording is a string, with several a list.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(WordingConverter)], ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(WrittenWords))]
internal sealed partial class WordJson : JsonSerializerContext;

internal sealed class WordingConverter : JsonConverter<List<string>>
{
    public override List<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return [reader.GetString()!];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A line is a text or a list of texts.");

        var wordings = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            wordings.Add(reader.GetString()!);
        return wordings;
    }

    public override void Write(Utf8JsonWriter writer, List<string> value, JsonSerializerOptions options) => throw new NotSupportedException();
}
