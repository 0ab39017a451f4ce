using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema;

public class AdaptiveCardInvokeAction
{
    public string Type { get; set; }

    public string Id { get; set; }

    public string Verb { get; set; }

    public object Data { get; set; }
}

public class AdaptiveCardAuthentication : TokenExchangeInvokeRequest;

/// <summary>What the client sends when a card's Action.Execute is pressed.</summary>
public class AdaptiveCardInvokeValue
{
    public AdaptiveCardInvokeAction Action { get; set; }

    public AdaptiveCardAuthentication Authentication { get; set; }

    public string State { get; set; }
}

public class AdaptiveCardInvokeResponse
{
    public int StatusCode { get; set; }

    public string Type { get; set; }

    public object Value { get; set; }
}

public static class SearchInvokeTypes
{
    public const string Search = "search";
    public const string SearchAnswer = "searchAnswer";
    public const string Typeahead = "typeahead";
}

public class SearchInvokeOptions
{
    public int Skip { get; set; }

    public int Top { get; set; }
}

/// <summary>What the client sends when a person types into a card that looks its choices up.</summary>
public class SearchInvokeValue
{
    public string Kind { get; set; }

    public string QueryText { get; set; }

    public SearchInvokeOptions QueryOptions { get; set; }

    public object Context { get; set; }
}

public class SearchInvokeResponse : AdaptiveCardInvokeResponse;

public class CommandValue<T>
{
    public string CommandId { get; set; }

    public T Data { get; set; }
}

public class CommandResultValue<T>
{
    public string CommandId { get; set; }

    public T Data { get; set; }

    public Error Error { get; set; }
}

public class HealthCheckResponse
{
    public HealthResults HealthResults { get; set; }
}

public class HealthResults
{
    public bool Success { get; set; }

    public string Authorization { get; set; }

    [JsonPropertyName("user-agent")]
    public string UserAgent { get; set; }

    public string[] Messages { get; set; }

    public object Diagnostics { get; set; }
}
