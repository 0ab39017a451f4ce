using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Schema.Teams;

public class TabContext
{
    public string Theme { get; set; }
}

public class TabEntityContext
{
    public string TabEntityId { get; set; }
}

public class TabRequest
{
    [JsonPropertyName("tabContext")]
    public TabEntityContext TabEntityContext { get; set; }

    public TabContext Context { get; set; }

    public string State { get; set; }
}

public class TabSubmitData
{
    public string Type { get; set; }

    /// <summary>Fields of the wire this type does not name.</summary>
    [JsonIgnore]
    public JsonObject Properties { get => (Unnamed ??= []).Json; set => Unnamed = value is null ? null : new(value); }

    [JsonInclude, JsonExtensionData]
    internal UnnamedFields Unnamed { get; set; }
}

public class TabSubmit
{
    [JsonPropertyName("tabContext")]
    public TabEntityContext TabEntityContext { get; set; }

    public TabContext Context { get; set; }

    public TabSubmitData Data { get; set; }
}

public class TabSuggestedActions
{
    public IList<CardAction> Actions { get; set; }
}

public class TabResponseCard
{
    public object Card { get; set; }
}

public class TabResponseCards
{
    public IList<TabResponseCard> Cards { get; set; }
}

public class TabResponsePayload
{
    /// <summary>continue, auth or silentAuth.</summary>
    public string Type { get; set; }

    public TabResponseCards Value { get; set; }

    public TabSuggestedActions SuggestedActions { get; set; }
}

public class TabResponse
{
    public TabResponsePayload Tab { get; set; }
}
