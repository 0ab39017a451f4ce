using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Schema.Teams;

public class TaskModuleRequestContext
{
    public TaskModuleRequestContext()
    {
    }

    public TaskModuleRequestContext(string theme = default) => Theme = theme;

    public string Theme { get; set; }
}

public class TaskModuleRequest
{
    public TaskModuleRequest()
    {
    }

    public TaskModuleRequest(object data = default, TaskModuleRequestContext context = default)
    {
        Data = data;
        Context = context;
    }

    public object Data { get; set; }

    public TaskModuleRequestContext Context { get; set; }

    [JsonPropertyName("tabContext")]
    public TabEntityContext TabEntityContext { get; set; }
}

/// <summary>What a task module shows next: <see cref="TaskModuleContinueResponse"/>, <see cref="TaskModuleCardResponse"/> or <see cref="TaskModuleMessageResponse"/>.</summary>
[JsonConverter(typeof(TaskModuleResponseConverter))]
public class TaskModuleResponseBase
{
    public TaskModuleResponseBase()
    {
    }

    public TaskModuleResponseBase(string type = default) => Type = type;

    public string Type { get; set; }
}

public class TaskModuleContinueResponse : TaskModuleResponseBase
{
    public TaskModuleContinueResponse()
        : base("continue")
    {
    }

    public TaskModuleContinueResponse(TaskModuleTaskInfo value = default)
        : base("continue") => Value = value;

    public TaskModuleTaskInfo Value { get; set; }
}

public class TaskModuleMessageResponse : TaskModuleResponseBase
{
    public TaskModuleMessageResponse()
        : base("message")
    {
    }

    public TaskModuleMessageResponse(string value = default)
        : base("message") => Value = value;

    public string Value { get; set; }
}

/// <summary>Shows a tab's cards when the task module is done.</summary>
public class TaskModuleCardResponse : TaskModuleResponseBase
{
    public TaskModuleCardResponse()
        : base("continue")
    {
    }

    public TaskModuleCardResponse(TabResponse value = default)
        : base("continue") => Value = value;

    public TabResponse Value { get; set; }
}

public class TaskModuleResponse
{
    public TaskModuleResponse()
    {
    }

    public TaskModuleResponse(TaskModuleResponseBase task = default) => Task = task;

    public TaskModuleResponseBase Task { get; set; }

    public CacheInfo CacheInfo { get; set; }
}

public class TaskModuleTaskInfo
{
    public TaskModuleTaskInfo()
    {
    }

    public TaskModuleTaskInfo(string title = default, object height = default, object width = default, string url = default, Attachment card = default, string fallbackUrl = default, string completionBotId = default)
    {
        Title = title;
        Height = height;
        Width = width;
        Url = url;
        Card = card;
        FallbackUrl = fallbackUrl;
        CompletionBotId = completionBotId;
    }

    public string Title { get; set; }

    /// <summary>Pixels, or small, medium or large.</summary>
    public object Height { get; set; }

    /// <summary>Pixels, or small, medium or large.</summary>
    public object Width { get; set; }

    public string Url { get; set; }

    public Attachment Card { get; set; }

    public string FallbackUrl { get; set; }

    public string CompletionBotId { get; set; }
}

/// <summary>A card's button that opens a task module.</summary>
public class TaskModuleAction : CardAction
{
    /// <param name="title">What the button says.</param>
    /// <param name="value">An object, or the JSON text of one; it comes back with the task/fetch invoke.</param>
    public TaskModuleAction(string title, object value)
        : base("invoke", title) => Value = WithType(value);

    private static string WithType(object value)
    {
        var data = value is null ? [] : ProtocolJson.As<JsonObject>(value);
        data["type"] = "task/fetch";
        return data.ToJsonString(ProtocolJson.Options);
    }
}

/// <summary>Writes what a task holds, and reads it as what its type and its value say it is.</summary>
internal sealed class TaskModuleResponseConverter : JsonConverter<TaskModuleResponseBase>
{
    public override TaskModuleResponseBase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var task = JsonElement.ParseValue(ref reader);
        return (Text(task, "type"), Value(task)) switch
        {
            ("message", _) => task.Deserialize<TaskModuleMessageResponse>(options),
            ("continue", { ValueKind: JsonValueKind.Object } value) when value.TryGetProperty("tab", out _) => task.Deserialize<TaskModuleCardResponse>(options),
            ("continue", _) => task.Deserialize<TaskModuleContinueResponse>(options),
            (var type, _) => new TaskModuleResponseBase(type),
        };
    }

    public override void Write(Utf8JsonWriter writer, TaskModuleResponseBase value, JsonSerializerOptions options)
    {
        if (value.GetType() != typeof(TaskModuleResponseBase))
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
            return;
        }

        writer.WriteStartObject();
        if (value.Type is not null)
            writer.WriteString("type", value.Type);
        writer.WriteEndObject();
    }

    private static string Text(JsonElement task, string name) =>
        task.ValueKind == JsonValueKind.Object && task.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static JsonElement Value(JsonElement task) =>
        task.ValueKind == JsonValueKind.Object && task.TryGetProperty("value", out var value) ? value : default;
}
