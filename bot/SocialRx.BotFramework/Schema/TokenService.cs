namespace Microsoft.Bot.Schema;

/// <summary>Where a person signs in, and how a token they already have can be exchanged instead.</summary>
public class SignInResource
{
    public SignInResource()
    {
    }

    public SignInResource(string signInLink = default, TokenExchangeResource tokenExchangeResource = default, TokenPostResource tokenPostResource = default)
    {
        SignInLink = signInLink;
        TokenExchangeResource = tokenExchangeResource;
        TokenPostResource = tokenPostResource;
    }

    public string SignInLink { get; set; }

    public TokenExchangeResource TokenExchangeResource { get; set; }

    public TokenPostResource TokenPostResource { get; set; }
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

public class TokenPostResource
{
    public TokenPostResource()
    {
    }

    public TokenPostResource(Uri sasUrl = default)
    {
        SasUrl = sasUrl;
    }

    public Uri SasUrl { get; set; }
}

/// <summary>Either a token or an address, to be exchanged for a token of a connection.</summary>
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

/// <summary>What travels through a sign-in page, so that the token finds its conversation.</summary>
public class TokenExchangeState
{
    public TokenExchangeState()
    {
    }

    public TokenExchangeState(string connectionName = default, ConversationReference conversation = default, ConversationReference relatesTo = default, string botUrl = default, string msAppId = default)
    {
        ConnectionName = connectionName;
        Conversation = conversation;
        RelatesTo = relatesTo;
        BotUrl = botUrl;
        MsAppId = msAppId;
    }

    public string ConnectionName { get; set; }

    public ConversationReference Conversation { get; set; }

    public ConversationReference RelatesTo { get; set; }

    public string BotUrl { get; set; }

    public string MsAppId { get; set; }
}

public class TokenStatus
{
    public TokenStatus()
    {
    }

    public TokenStatus(string channelId = default, string connectionName = default, bool? hasToken = default, string iconUrl = default, string serviceProviderDisplayName = default)
    {
        ChannelId = channelId;
        ConnectionName = connectionName;
        HasToken = hasToken;
        IconUrl = iconUrl;
        ServiceProviderDisplayName = serviceProviderDisplayName;
    }

    public string ChannelId { get; set; }

    public string ConnectionName { get; set; }

    public bool? HasToken { get; set; }

    public string IconUrl { get; set; }

    public string ServiceProviderDisplayName { get; set; }
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
