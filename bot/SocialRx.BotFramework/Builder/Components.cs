using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Bot.Builder;

/// <summary>Services a library adds to a bot.</summary>
public abstract class BotComponent
{
    public abstract void ConfigureServices(IServiceCollection services, IConfiguration configuration);
}

/// <summary>What libraries registered for the whole process, one of each type.</summary>
public class ComponentRegistration
{
    private static readonly ConcurrentDictionary<Type, ComponentRegistration> Registered = new();

    public static IEnumerable<object> Components => Registered.Values;

    public static void Add(ComponentRegistration componentRegistration)
    {
        ArgumentNullException.ThrowIfNull(componentRegistration);
        Registered[componentRegistration.GetType()] = componentRegistration;
    }
}

/// <summary>Where activities wait to be sent later.</summary>
public abstract class QueueStorage
{
    public abstract Task<string> QueueActivityAsync(Activity activity, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default);
}
