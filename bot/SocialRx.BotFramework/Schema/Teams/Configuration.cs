namespace Microsoft.Bot.Schema.Teams;

public class ConfigResponseBase
{
    protected ConfigResponseBase(string responseType) => ResponseType = responseType;

    public string ResponseType { get; set; }
}

/// <summary>The answer when somebody sets the bot up: what is shown next, or that a sign-in comes first.</summary>
public class ConfigResponse<T> : ConfigResponseBase
{
    public ConfigResponse()
        : base("config")
    {
    }

    public T Config { get; set; }

    public CacheInfo CacheInfo { get; set; }
}

public class BotConfigAuth
{
    public string Type { get; set; } = "auth";

    public SuggestedActions SuggestedActions { get; set; }
}

public class ConfigAuthResponse : ConfigResponse<BotConfigAuth>;

public class ConfigTaskResponse : ConfigResponse<TaskModuleResponseBase>;

public static class FeedbackInfoTypes
{
    public const string Default = "default";
    public const string Custom = "custom";
}

public class FeedbackInfo
{
    public FeedbackInfo()
    {
    }

    public FeedbackInfo(string type = FeedbackInfoTypes.Default) => Type = type;

    public string Type { get; set; }
}

public class FeedbackResponseActionValue
{
    public FeedbackResponseActionValue()
    {
    }

    public FeedbackResponseActionValue(string reaction = default, string feedback = default)
    {
        Reaction = reaction;
        Feedback = feedback;
    }

    /// <summary>like or dislike.</summary>
    public string Reaction { get; set; }

    public string Feedback { get; set; }
}

/// <summary>What somebody thought of a message.</summary>
public class FeedbackResponse
{
    public FeedbackResponse()
    {
    }

    public FeedbackResponse(string actionName = default, FeedbackResponseActionValue actionValue = default, string replyToId = default)
    {
        ActionName = actionName;
        ActionValue = actionValue;
        ReplyToId = replyToId;
    }

    public string ActionName { get; set; } = "feedback";

    public FeedbackResponseActionValue ActionValue { get; set; }

    public string ReplyToId { get; set; }
}
