namespace Microsoft.Rest;

/// <summary>Puts on a request what its receiver wants to see.</summary>
public abstract class ServiceClientCredentials
{
    public virtual Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.CompletedTask;
}
