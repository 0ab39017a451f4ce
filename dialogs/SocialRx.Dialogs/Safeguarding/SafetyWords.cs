using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>
/// What is said in one language when somebody may not be safe: approved words only, in a file of their own (Words/safety-*.json) so that each
/// language is reviewed and approved on its own.
/// </summary>
internal sealed class SafetyWords
{
    public const string English = "en-GB";

    private readonly WrittenSafetyWords _written;

    private SafetyWords(string language, WrittenSafetyWords written) => (Language, _written) = (language, written);

    public string Language { get; }

    public string Version => _written.Version;

    public WrittenSafetyWords Written => _written;

    public bool IsEnglish => Language == English;

    public IReadOnlyDictionary<string, string> All => _written.Lines;

    public string this[string key] => _written.Lines[key];

    /// <summary>The languages there are words in, English first.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. typeof(SafetyWords).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Start, StringComparison.Ordinal))
            .Select(name => name[Start.Length..^End.Length])
            .OrderBy(language => language == English ? "" : language, StringComparer.Ordinal),
    ];

    private const string Start = "Words/safety-";
    private const string End = ".json";

    public static SafetyWords Load(string language = English)
    {
        using var stream = typeof(SafetyWords).Assembly.GetManifestResourceStream($"{Start}{language}{End}")
            ?? throw new InvalidDataException($"There are no safety words in {language}.");
        return new(language, JsonSerializer.Deserialize(stream, SafetyWordsJson.Default.WrittenSafetyWords)!);
    }

    /// <summary>By the organisation that runs the service: in its configuration, for this very version, or in the file itself.</summary>
    public bool IsApproved(SafeguardingOptions options) =>
        _written.ApprovedOn is not null
        || (options.ApprovedWords.TryGetValue(Language, out var approved) && approved.IsWhole && approved.Version == Version);

    /// <param name="values">Slot and value, in turn; a value may hold slots that come later.</param>
    public string With(string key, params ReadOnlySpan<(string Slot, string Value)> values)
    {
        var words = this[key].Replace("{danger}", this["danger"], StringComparison.Ordinal).Replace("{friend}", this["friend.danger"], StringComparison.Ordinal);
        foreach (var (slot, value) in values)
            words = words.Replace($". {{{slot}}}", $". {Capital(value)}", StringComparison.Ordinal).Replace($"{{{slot}}}", value, StringComparison.Ordinal);
        return Capital(words);
    }

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>The key under which this is said for the n-th time: "red.first", then "red.first-2" and so on, then from the beginning.</summary>
    public string KeyFor(string key, int time)
    {
        var ways = 1;
        while (All.ContainsKey($"{key}-{ways + 1}"))
            ways++;
        var way = ((Math.Max(1, time) - 1) % ways) + 1;
        return way == 1 ? key : $"{key}-{way}";
    }
}

/// <param name="ApprovedBy">Who in the organisation that runs the service has approved these words.</param>
/// <param name="NativeSpeakerReview">Which native speaker has reviewed a translation, or that none has.</param>
/// <param name="Answers">What somebody may type in this language, by the answer it is.</param>
internal sealed record WrittenSafetyWords(
    string Version,
    string ApprovedBy,
    DateOnly? ApprovedOn,
    string? NativeSpeakerReview,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Answers,
    IReadOnlyDictionary<string, string> Lines);

[JsonSerializable(typeof(WrittenSafetyWords))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SafetyWordsJson : JsonSerializerContext;
