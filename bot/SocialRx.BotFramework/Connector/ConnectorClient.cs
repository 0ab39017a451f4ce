using System.Net.Http.Headers;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector;

/// <summary>
/// Speaks to one channel. Busy, failing and silent channels are asked again with growing, jittered pauses; after that the caller sees the
/// channel's last answer. Connections are shared by all clients that are not given their own.
/// </summary>
public class ConnectorClient : ServiceClient<ConnectorClient>, IConnectorClient
{
    internal static readonly ProductInfoHeaderValue[] Agent = [new("Microsoft-BotFramework", "3.1"), new("BotBuilder", "4.23.1")];

    private static readonly Uri DefaultBase = new("https://api.botframework.com");

    private ChannelHttp channel;

    public ConnectorClient(Uri baseUri, string microsoftAppId = null, string microsoftAppPassword = null, params DelegatingHandler[] handlers)
        : this(baseUri, handlers)
    {
        Credentials = new MicrosoftAppCredentials(microsoftAppId, microsoftAppPassword);
    }

    public ConnectorClient(Uri baseUri, MicrosoftAppCredentials credentials, bool addJwtTokenRefresher = true, params DelegatingHandler[] handlers)
        : this(baseUri, handlers)
    {
        Credentials = credentials;
    }

    public ConnectorClient(Uri baseUri, MicrosoftAppCredentials credentials, HttpClient customHttpClient, bool addJwtTokenRefresher = true, params DelegatingHandler[] handlers)
        : this(baseUri, (ServiceClientCredentials)credentials, customHttpClient, addJwtTokenRefresher, handlers)
    {
    }

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, bool addJwtTokenRefresher = true, params DelegatingHandler[] handlers)
        : this(baseUri, credentials, customHttpClient ?? Client(null, handlers), customHttpClient is not null || handlers is { Length: > 0 })
    {
    }

    /// <param name="disposeHttpClient">False where others go on using <paramref name="customHttpClient"/>.</param>
    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, bool disposeHttpClient)
        : this(customHttpClient ?? ChannelHttp.Pooled, customHttpClient is not null && disposeHttpClient)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
        Credentials = credentials;
    }

    public ConnectorClient(Uri baseUri, MicrosoftAppCredentials credentials, HttpClientHandler httpClientHandler, bool addJwtTokenRefresher = true, HttpClient customHttpClient = null, params DelegatingHandler[] handlers)
        : this(baseUri, (ServiceClientCredentials)credentials, customHttpClient ?? Client(httpClientHandler, handlers), disposeHttpClient: true)
    {
    }

    public ConnectorClient(ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
        credentials.InitializeServiceClient(this);
    }

    public ConnectorClient(ServiceClientCredentials credentials, HttpClient httpClient, bool disposeHttpClient)
        : this(httpClient ?? ChannelHttp.Pooled, httpClient is not null && disposeHttpClient)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
        credentials.InitializeServiceClient(this);
    }

    public ConnectorClient(ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(Client(rootHandler, handlers), disposeHttpClient: true)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
        credentials.InitializeServiceClient(this);
    }

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(baseUri, handlers)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
        credentials.InitializeServiceClient(this);
    }

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(credentials, rootHandler, handlers)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
    }

    protected ConnectorClient(Uri baseUri, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
    }

    protected ConnectorClient(params DelegatingHandler[] handlers)
        : this(handlers is { Length: > 0 } ? Client(null, handlers) : ChannelHttp.Pooled, handlers is { Length: > 0 })
    {
    }

    protected ConnectorClient(HttpClient httpClient, bool disposeHttpClient)
        : base(httpClient, disposeHttpClient)
    {
        BaseUri = DefaultBase;
        Conversations = new Conversations(this);
        Attachments = new Attachments(this);
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

    public virtual IAttachments Attachments { get; private set; }

    public virtual IConversations Conversations { get; private set; }

    internal ChannelHttp Channel => channel ??= new ChannelHttp(BaseUri, HttpClient, Credentials);

    public static string GetOsVersion() => RuntimeInformation.OSDescription;

    public static string GetArchitecture() => RuntimeInformation.OSArchitecture.ToString();

    public static string GetASPNetVersion() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName ?? RuntimeInformation.FrameworkDescription;

    public static string GetClientVersion<T>(T client)
        where T : ServiceClient<T> => client.GetType().Assembly.GetName().Version.ToString();

    /// <summary>Says on everything the client sends who speaks.</summary>
    public static void AddDefaultRequestHeaders(HttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        lock (httpClient)
        {
            var headers = httpClient.DefaultRequestHeaders;
            foreach (var product in Agent.Append(RunsOn()).Where(product => product is not null && !headers.UserAgent.Contains(product)))
                headers.UserAgent.Add(product);
            if (headers.Accept.Count == 0)
                headers.Accept.ParseAdd("*/*");
            headers.ExpectContinue = false;
        }
    }

    private static ProductInfoHeaderValue RunsOn() =>
        ProductInfoHeaderValue.TryParse($"({GetASPNetVersion()}; {GetOsVersion()}; {GetArchitecture()})", out var product) ? product : null;

    internal static HttpClient Client(HttpClientHandler root, DelegatingHandler[] handlers)
    {
        if (root is null && handlers is not { Length: > 0 })
            return null;
        HttpMessageHandler chain = root ?? (HttpMessageHandler)ChannelHttp.Connections();
        foreach (var handler in (handlers ?? []).Reverse())
        {
            handler.InnerHandler = chain;
            chain = handler;
        }

        return new HttpClient(chain);
    }
}
