using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Microsoft.Bot.Builder;

/// <summary>Finds out what a person wants.</summary>
public interface IRecognizer
{
    Task<RecognizerResult> RecognizeAsync(ITurnContext turnContext, CancellationToken cancellationToken);

    Task<T> RecognizeAsync<T>(ITurnContext turnContext, CancellationToken cancellationToken)
        where T : IRecognizerConvert, new();
}

public interface IRecognizerConvert
{
    /// <summary>Takes over what a recognizer found.</summary>
    void Convert(dynamic result);
}

public class IntentScore
{
    [JsonPropertyName("score")]
    public double? Score { get; set; }

    [JsonExtensionData]
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();
}

public class RecognizerResult : IRecognizerConvert
{
    [JsonPropertyName("text")]
    public string Text { get; set; }

    [JsonPropertyName("alteredText")]
    public string AlteredText { get; set; }

    [JsonPropertyName("intents")]
    public IDictionary<string, IntentScore> Intents { get; set; } = new Dictionary<string, IntentScore>();

    [JsonPropertyName("entities")]
    public JsonObject Entities { get; set; }

    [JsonExtensionData]
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();

    public void Convert(dynamic result)
    {
        Text = result.Text;
        AlteredText = result.AlteredText;
        Intents = result.Intents;
        Entities = result.Entities;
        Properties = result.Properties;
    }
}

public static class RecognizerResultExtensions
{
    /// <summary>The intent of the highest score; an empty name and 0 where none has one.</summary>
    public static (string intent, double score) GetTopScoringIntent(this RecognizerResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var top = (Intent: string.Empty, Score: 0.0);
        foreach (var (intent, found) in result.Intents ?? throw new InvalidOperationException(nameof(result.Intents)))
        {
            if (found.Score > top.Score)
                top = (intent, found.Score.Value);
        }

        return top;
    }
}
