namespace Microsoft.Rest;

/// <summary>Puts on a request what its receiver wants to see.</summary>
public abstract class ServiceClientCredentials
{
    public virtual void InitializeServiceClient<T>(ServiceClient<T> client)
        where T : ServiceClient<T>
    {
    }

    public virtual Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.CompletedTask;
    }
}

/// <summary>Speaks to a service over HTTP.</summary>
public abstract class ServiceClient<T> : IDisposable
    where T : ServiceClient<T>
{
    private readonly bool disposesHttpClient;

    protected ServiceClient(HttpClient httpClient, bool disposeHttpClient)
    {
        HttpClient = httpClient;
        disposesHttpClient = disposeHttpClient;
    }

    public HttpClient HttpClient { get; protected set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && disposesHttpClient)
            HttpClient.Dispose();
    }
}

/// <summary>A service's answer.</summary>
public class HttpOperationResponse : IDisposable
{
    public HttpRequestMessage Request { get; set; }

    public HttpResponseMessage Response { get; set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Request?.Dispose();
        Response?.Dispose();
    }
}

/// <summary>A service's answer and what was read from it.</summary>
public class HttpOperationResponse<T> : HttpOperationResponse
{
    public T Body { get; set; }
}

/// <summary>A request or an answer, kept after the connection is gone.</summary>
public abstract class HttpMessageWrapper
{
    public string Content { get; set; }

    public IDictionary<string, IEnumerable<string>> Headers { get; } = new Dictionary<string, IEnumerable<string>>(StringComparer.OrdinalIgnoreCase);

    protected void CopyHeaders(System.Net.Http.Headers.HttpHeaders headers)
    {
        foreach (var (name, values) in headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            Headers[name] = values;
    }
}

/// <summary>What was asked of a service.</summary>
public class HttpRequestMessageWrapper : HttpMessageWrapper
{
    public HttpRequestMessageWrapper(HttpRequestMessage httpRequest, string content)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        CopyHeaders(httpRequest.Headers);
        CopyHeaders(httpRequest.Content?.Headers);
        (Content, Method, RequestUri) = (content, httpRequest.Method, httpRequest.RequestUri);
    }

    public HttpMethod Method { get; protected set; }

    public Uri RequestUri { get; protected set; }
}

/// <summary>What a service answered.</summary>
public class HttpResponseMessageWrapper : HttpMessageWrapper
{
    public HttpResponseMessageWrapper(HttpResponseMessage httpResponse, string content)
    {
        ArgumentNullException.ThrowIfNull(httpResponse);
        CopyHeaders(httpResponse.Headers);
        CopyHeaders(httpResponse.Content?.Headers);
        (Content, StatusCode, ReasonPhrase) = (content, httpResponse.StatusCode, httpResponse.ReasonPhrase);
    }

    public System.Net.HttpStatusCode StatusCode { get; protected set; }

    public string ReasonPhrase { get; protected set; }
}

/// <summary>A call to a service failed.</summary>
public class RestException : Exception
{
    public RestException()
    {
    }

    public RestException(string message)
        : base(message)
    {
    }

    public RestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A call lacks what it needs; nothing was sent.</summary>
public class ValidationException : RestException
{
    public ValidationException()
    {
    }

    public ValidationException(string message)
        : base(message)
    {
    }

    public ValidationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ValidationException(string rule, string target)
        : this(rule, target, null)
    {
    }

    public ValidationException(string rule, string target, object details)
        : base($"'{target}' {(rule == ValidationRules.CannotBeNull ? "cannot be null." : $"breaks the rule {rule} ({details}).")}")
    {
        Rule = rule;
        Target = target;
        Details = details;
    }

    public string Rule { get; set; }

    public string Target { get; set; }

    public object Details { get; set; }
}

public static class ValidationRules
{
    public const string CannotBeNull = "CannotBeNull";
    public const string InclusiveMaximum = "InclusiveMaximum";
    public const string ExclusiveMaximum = "ExclusiveMaximum";
    public const string MinLength = "MinLength";
    public const string MaxLength = "MaxLength";
    public const string Pattern = "Pattern";
    public const string MinItems = "MinItems";
    public const string MaxItems = "MaxItems";
    public const string UniqueItems = "UniqueItems";
    public const string Enum = "Enum";
}
