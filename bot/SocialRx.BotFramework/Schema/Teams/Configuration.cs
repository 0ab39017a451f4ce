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
