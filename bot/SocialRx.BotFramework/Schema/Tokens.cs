using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Schema;

public class TokenResponse
{
    public TokenResponse()
    {
    }

    public TokenResponse(string channelId = default, string connectionName = default, string token = default, string expiration = default)
    {
        ChannelId = channelId;
        ConnectionName = connectionName;
        Token = token;
        Expiration = expiration;
    }

    public string ChannelId { get; set; }

    public string ConnectionName { get; set; }

    public string Token { get; set; }

    public string Expiration { get; set; }

    [JsonIgnore]
    public JsonObject Properties { get => (Unnamed ??= []).Json; set => Unnamed = value is null ? null : new(value); }

    [JsonInclude, JsonExtensionData]
    internal UnnamedFields Unnamed { get; set; }
}

public class TokenRequest
{
    public TokenRequest()
    {
    }

    public TokenRequest(string provider = default, IDictionary<string, object> settings = default)
    {
        Provider = provider;
        Settings = settings;
    }

    public string Provider { get; set; }

    public IDictionary<string, object> Settings { get; set; }
}

/// <summary>Whether the token service holds a token of this connection for the user.</summary>
public class TokenStatus
{
    public TokenStatus()
    {
    }

    public TokenStatus(string channelId = default, string connectionName = default, bool? hasToken = default, string serviceProviderDisplayName = default)
    {
        ChannelId = channelId;
        ConnectionName = connectionName;
        HasToken = hasToken;
        ServiceProviderDisplayName = serviceProviderDisplayName;
    }

    public string ChannelId { get; set; }

    public string ConnectionName { get; set; }

    public bool? HasToken { get; set; }

    public string ServiceProviderDisplayName { get; set; }
}

/// <summary>For how long, and how often, a client asks whether the person has signed in; both in milliseconds.</summary>
public class TokenPollingSettings
{
    public int Timeout { get; set; }

    public int Interval { get; set; }
}

public class AadResourceUrls
{
    public AadResourceUrls()
    {
    }

    public AadResourceUrls(IList<string> resourceUrls = default)
    {
        ResourceUrls = resourceUrls;
    }

    public IList<string> ResourceUrls { get; set; }
}

/// <summary>Where a person signs in, and what their client may exchange so that they need not.</summary>
public class SignInResource
{
    public SignInResource()
    {
    }

    public SignInResource(string signInLink = default, TokenExchangeResource tokenExchangeResource = default)
        : this(signInLink, tokenExchangeResource, default)
    {
    }

    public SignInResource(string signInLink, TokenExchangeResource tokenExchangeResource, TokenPostResource tokenPostResource)
    {
        SignInLink = signInLink;
        TokenExchangeResource = tokenExchangeResource;
        TokenPostResource = tokenPostResource;
    }

    public string SignInLink { get; set; }

    public TokenExchangeResource TokenExchangeResource { get; set; }

    public TokenPostResource TokenPostResource { get; set; }
}

public class TokenPostResource
{
    public TokenPostResource()
    {
    }

    public TokenPostResource(string sasUrl = default)
    {
        SasUrl = sasUrl;
    }

    public string SasUrl { get; set; }
}

public class TokenExchangeResource
{
    public TokenExchangeResource()
    {
    }

    public TokenExchangeResource(string id = default, string uri = default, string providerId = default)
    {
        Id = id;
        Uri = uri;
        ProviderId = providerId;
    }

    public string Id { get; set; }

    public string Uri { get; set; }

    public string ProviderId { get; set; }
}

public class TokenExchangeRequest
{
    public TokenExchangeRequest()
    {
    }

    public TokenExchangeRequest(string uri = default, string token = default)
    {
        Uri = uri;
        Token = token;
    }

    public string Uri { get; set; }

    public string Token { get; set; }
}

/// <summary>What a sign-in link carries, to find the conversation again once the person has signed in.</summary>
public class TokenExchangeState
{
    public TokenExchangeState()
    {
    }

    public TokenExchangeState(string connectionName = default, ConversationReference conversation = default, string msAppId = default)
    {
        ConnectionName = connectionName;
        Conversation = conversation;
        MsAppId = msAppId;
    }

    public TokenExchangeState(string connectionName, ConversationReference conversation, ConversationReference relatesTo, string botUrl, string msAppId)
        : this(connectionName, conversation, msAppId)
    {
        RelatesTo = relatesTo;
        BotUrl = botUrl;
    }

    public string ConnectionName { get; set; }

    public ConversationReference Conversation { get; set; }

    public ConversationReference RelatesTo { get; set; }

    public string BotUrl { get; set; }

    public string MsAppId { get; set; }
}

public class TokenExchangeInvokeRequest
{
    public string Id { get; set; }

    public string ConnectionName { get; set; }

    public string Token { get; set; }

    [JsonIgnore]
    public JsonObject Properties { get => (Unnamed ??= []).Json; set => Unnamed = value is null ? null : new(value); }

    [JsonInclude, JsonExtensionData]
    internal UnnamedFields Unnamed { get; set; }
}

public class TokenExchangeInvokeResponse
{
    public string Id { get; set; }

    public string ConnectionName { get; set; }

    public string FailureDetail { get; set; }

    [JsonIgnore]
    public JsonObject Properties { get => (Unnamed ??= []).Json; set => Unnamed = value is null ? null : new(value); }

    [JsonInclude, JsonExtensionData]
    internal UnnamedFields Unnamed { get; set; }
}
