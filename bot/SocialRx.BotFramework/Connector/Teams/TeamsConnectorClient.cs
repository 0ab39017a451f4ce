using Microsoft.Rest;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector.Teams;

/// <summary>What Teams offers beyond what every channel does.</summary>
public interface ITeamsConnectorClient : IDisposable
{
    Uri BaseUri { get; set; }

    ServiceClientCredentials Credentials { get; }

    ITeamsOperations Teams { get; }
}

/// <summary>Speaks to Teams as patiently as <see cref="ConnectorClient"/> does.</summary>
public class TeamsConnectorClient : ServiceClient<TeamsConnectorClient>, ITeamsConnectorClient
{
    private static readonly Uri DefaultBase = new("https://api.botframework.com");

    private ChannelHttp channel;

    public TeamsConnectorClient(Uri baseUri, ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(baseUri, handlers)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
    }

    public TeamsConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(ConnectorClient.Client(rootHandler, handlers), disposeHttpClient: true)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        ArgumentNullException.ThrowIfNull(credentials);
        BaseUri = baseUri;
        Credentials = credentials;
    }

    public TeamsConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, params DelegatingHandler[] handlers)
        : this(baseUri, credentials, customHttpClient ?? ConnectorClient.Client(null, handlers), customHttpClient is not null || handlers is { Length: > 0 })
    {
    }

    /// <param name="disposeHttpClient">False where others go on using <paramref name="customHttpClient"/>.</param>
    public TeamsConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, bool disposeHttpClient)
        : this(customHttpClient, disposeHttpClient)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
        Credentials = credentials;
    }

    public TeamsConnectorClient(ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
    }

    public TeamsConnectorClient(ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(ConnectorClient.Client(rootHandler, handlers), disposeHttpClient: true)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
    }

    protected TeamsConnectorClient(Uri baseUri, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
    }

    protected TeamsConnectorClient(params DelegatingHandler[] handlers)
        : this(ConnectorClient.Client(null, handlers), disposeHttpClient: true)
    {
    }

    private TeamsConnectorClient(HttpClient httpClient, bool disposeHttpClient)
        : base(httpClient ?? ChannelHttp.Pooled, httpClient is not null && disposeHttpClient)
    {
        BaseUri = DefaultBase;
        Teams = new TeamsOperations(this);
    }

    public Uri BaseUri
    {
        get;
        set
        {
            field = value;
            channel = null;
        }
    }

    public ServiceClientCredentials Credentials
    {
        get;
        private set
        {
            field = value;
            channel = null;
        }
    }

    public virtual ITeamsOperations Teams { get; private set; }

    internal ChannelHttp Channel => channel ??= new ChannelHttp(BaseUri, HttpClient, Credentials);
}
