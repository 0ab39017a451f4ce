using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>What is said when somebody may not be safe: approved words only, read from their own file so that they are reviewed on their own.</summary>
internal sealed class SafetyWords
{
    private readonly WrittenSafetyWords _written;

    private SafetyWords(WrittenSafetyWords written) => _written = written;

    public string Version => _written.Version;

    public IReadOnlyDictionary<string, string> All => _written.Lines;

    public string this[string key] => _written.Lines[key];

    public static SafetyWords Load()
    {
        using var stream = typeof(SafetyWords).Assembly.GetManifestResourceStream("Words/safety-en-GB.json")
            ?? throw new InvalidDataException("There are no safety words.");
        return new(JsonSerializer.Deserialize(stream, SafetyWordsJson.Default.WrittenSafetyWords)!);
    }

    /// <param name="values">Slot and value, in turn.</param>
    public string With(string key, params ReadOnlySpan<(string Slot, string Value)> values)
    {
        var words = this[key];
        foreach (var (slot, value) in values)
            words = words.Replace($"{{{slot}}}", value, StringComparison.Ordinal);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}

/// <param name="ApprovedBy">Who in the organisation that runs the service has approved these words.</param>
internal sealed record WrittenSafetyWords(string Version, string ApprovedBy, DateOnly? ApprovedOn, IReadOnlyDictionary<string, string> Lines);

[JsonSerializable(typeof(WrittenSafetyWords))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SafetyWordsJson : JsonSerializerContext;
