using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder;

public interface IStorage
{
    /// <summary>The items that exist, by key.</summary>
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default);

    /// <summary>An <see cref="IStoreItem"/> is written only if its ETag is * or what is stored.</summary>
    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default);

    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default);
}

public interface IStoreItem
{
    string ETag { get; set; }
}

public static class StorageExtensions
{
    public static async Task<IDictionary<string, TStoreItem>> ReadAsync<TStoreItem>(this IStorage storage, string[] keys, CancellationToken cancellationToken = default)
        where TStoreItem : class
    {
        ArgumentNullException.ThrowIfNull(storage);
        StateCodec.Allow<TStoreItem>();
        var items = await storage.ReadAsync(keys, cancellationToken).ConfigureAwait(false);
        return items.Where(item => item.Value is TStoreItem).ToDictionary(item => item.Key, item => (TStoreItem)item.Value);
    }
}

public static class DictionaryExtensions
{
    /// <summary>The value of a key as <typeparamref name="T"/>, whatever the storage kept it as.</summary>
    public static T MapValueTo<T>(this IDictionary<string, object> source, string key)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.TryGetValue(key, out var value) ? StateCodec.As<T>(value) : default;
    }
}

/// <summary>Storage for tests and demonstrations: keeps text, so that nothing can be shared with what was read.</summary>
public class MemoryStorage : IStorage, IKeepsStateAsText
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Json, string ETag)> items = new(StringComparer.Ordinal);
    private long lastETag;

    public virtual Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length);
        foreach (var key in keys)
        {
            (string Json, string ETag) item;
            lock (gate)
            {
                if (!items.TryGetValue(key, out item))
                    continue;
            }

            if (StateCodec.Read(item.Json) is not { } value)
                continue;
            if (value is IStoreItem storeItem)
                storeItem.ETag = item.ETag;
            found[key] = value;
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public virtual Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var written = changes.Select(change => (change.Key, change.Value, Json: StateCodec.Write(change.Value))).ToList();
        lock (gate)
        {
            foreach (var (key, value, _) in written)
                RefuseStale(key, value);
            foreach (var (key, _, json) in written)
                items[key] = (json, NextETag());
        }

        return Task.CompletedTask;
    }

    public virtual Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (gate)
        {
            foreach (var key in keys)
                items.Remove(key);
        }

        return Task.CompletedTask;
    }

    ValueTask<string> IKeepsStateAsText.ReadTextAsync(string key, CancellationToken cancellationToken)
    {
        lock (gate)
            return ValueTask.FromResult(items.GetValueOrDefault(key).Json);
    }

    ValueTask IKeepsStateAsText.WriteTextAsync(string key, string text, CancellationToken cancellationToken)
    {
        lock (gate)
            items[key] = (text, NextETag());
        return ValueTask.CompletedTask;
    }

    private string NextETag() => (++lastETag).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void RefuseStale(string key, object value)
    {
        if (value is not IStoreItem { ETag: not "*" } item || !items.TryGetValue(key, out var stored) || item.ETag == stored.ETag)
            return;
        throw new ArgumentException($"Etag conflict.\r\n\r\nOriginal: {item.ETag}\r\nCurrent: {stored.ETag}");
    }
}

public interface IStatePropertyInfo
{
    string Name { get; }
}

public interface IStatePropertyAccessor<T> : IStatePropertyInfo
{
    /// <summary>The value; where there is none, what the factory makes, which is from then on the value.</summary>
    Task<T> GetAsync(ITurnContext turnContext, Func<T> defaultValueFactory = null, CancellationToken cancellationToken = default);

    Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);

    Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default);
}

public interface IPropertyManager
{
    IStatePropertyAccessor<T> CreateProperty<T>(string name);
}

/// <summary>Named values kept from turn to turn under one storage key; read once a turn, written when they changed.</summary>
public abstract class BotState : IPropertyManager
{
    private static readonly JsonSerializerOptions PlainJson = new() { IncludeFields = true };

    private readonly IStorage storage;
    private readonly IKeepsStateAsText texts;
    private readonly string contextServiceKey;

    protected BotState(IStorage storage, string contextServiceKey)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(contextServiceKey);
        this.storage = storage;
        // A storage derived from the one in memory has its own ways of reading and writing.
        texts = storage is MemoryStorage && storage.GetType() != typeof(MemoryStorage) ? null : storage as IKeepsStateAsText;
        this.contextServiceKey = contextServiceKey;
    }

    public IStatePropertyAccessor<T> CreateProperty<T>(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentNullException(nameof(name));
        StateCodec.Allow<T>();
        return new Property<T>(this, name);
    }

    public virtual async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (!force && GetCachedState(turnContext) is not null)
            return;

        var key = GetStorageKey(turnContext);
        turnContext.TurnState[contextServiceKey] = texts is null
            ? await ReadAsync(key, cancellationToken).ConfigureAwait(false)
            : FromText(await texts.ReadTextAsync(key, cancellationToken).ConfigureAwait(false));
    }

    public virtual async Task SaveChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (GetCachedState(turnContext) is not { } cached)
            return;
        var text = StateCodec.Write(cached.State);
        if (!force && text == cached.SavedText)
            return;

        var key = GetStorageKey(turnContext);
        if (texts is null)
            await storage.WriteAsync(new Dictionary<string, object> { [key] = cached.State }, cancellationToken).ConfigureAwait(false);
        else
            await texts.WriteTextAsync(key, text, cancellationToken).ConfigureAwait(false);
        cached.SavedText = text;
    }

    /// <summary>Empties the state in this turn; saving makes it so in storage.</summary>
    public virtual Task ClearStateAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState[contextServiceKey] = new CachedBotState(new Dictionary<string, object>(), string.Empty);
        return Task.CompletedTask;
    }

    /// <summary>Removes the state from the turn and from storage.</summary>
    public virtual async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState.Remove(contextServiceKey);
        await storage.DeleteAsync([GetStorageKey(turnContext)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A copy of the loaded state as JSON, with the names of its properties as they are.</summary>
    public JsonNode Get(ITurnContext turnContext)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return JsonSerializer.SerializeToNode<object>(Loaded(turnContext), PlainJson);
    }

    /// <summary>The state as loaded into this turn; null where it was not.</summary>
    public CachedBotState GetCachedState(ITurnContext turnContext)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.TurnState.Get<CachedBotState>(contextServiceKey);
    }

    protected abstract string GetStorageKey(ITurnContext turnContext);

    protected Task<T> GetPropertyValueAsync<T>(ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
    {
        var state = Loaded(turnContext, propertyName);
        if (!state.TryGetValue(propertyName, out var value) && typeof(T).IsValueType)
            throw new KeyNotFoundException(propertyName);
        if (value is null)
            return Task.FromResult<T>(default);

        var typed = StateCodec.As<T>(value);
        // From here on the turn changes this object, so it is the one that is saved.
        if (!ReferenceEquals(typed, value))
            state[propertyName] = typed;
        return Task.FromResult(typed);
    }

    protected Task SetPropertyValueAsync(ITurnContext turnContext, string propertyName, object value, CancellationToken cancellationToken = default)
    {
        Loaded(turnContext, propertyName)[propertyName] = value;
        return Task.CompletedTask;
    }

    protected Task DeletePropertyValueAsync(ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
    {
        Loaded(turnContext, propertyName).Remove(propertyName);
        return Task.CompletedTask;
    }

    private static CachedBotState FromText(string text) => text is null || StateCodec.Read(text) is not { } item
        ? CachedBotState.Empty()
        : new CachedBotState(AsState(item), text);

    private async Task<CachedBotState> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var items = await storage.ReadAsync([key], cancellationToken).ConfigureAwait(false);
        if (!items.TryGetValue(key, out var item) || item is null)
            return CachedBotState.Empty();
        var state = AsState(item);
        return new CachedBotState(state, StateCodec.Write(state));
    }

    private static IDictionary<string, object> AsState(object item) => item switch
    {
        IDictionary<string, object> state => state,
        JsonElement { ValueKind: JsonValueKind.Object } or JsonObject => StateCodec.As<Dictionary<string, object>>(item),
        _ => throw new InvalidOperationException("Data is not in the correct format for BotState."),
    };

    private IDictionary<string, object> Loaded(ITurnContext turnContext, string propertyName)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(propertyName);
        return Loaded(turnContext);
    }

    private IDictionary<string, object> Loaded(ITurnContext turnContext) =>
        (GetCachedState(turnContext) ?? throw new InvalidOperationException($"{GetType().Name} was not loaded in this turn.")).State;

    /// <summary>The named values of one state in one turn.</summary>
    public class CachedBotState
    {
        internal CachedBotState(IDictionary<string, object> state, string savedText)
        {
            State = state;
            SavedText = savedText;
        }

        public IDictionary<string, object> State { get; set; }

        /// <summary>What is in storage; other text now means a change to save.</summary>
        internal string SavedText { get; set; }

        internal static CachedBotState Empty() => new(new Dictionary<string, object>(), "{}");
    }

    private sealed class Property<T>(BotState state, string name) : IStatePropertyAccessor<T>
    {
        public string Name => name;

        public async Task<T> GetAsync(ITurnContext turnContext, Func<T> defaultValueFactory, CancellationToken cancellationToken)
        {
            await state.LoadAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
            if (state.Loaded(turnContext, name).TryGetValue(name, out var stored) && stored is not null)
                return await state.GetPropertyValueAsync<T>(turnContext, name, cancellationToken).ConfigureAwait(false);
            if (defaultValueFactory is null)
                return default;

            var value = defaultValueFactory();
            await state.SetPropertyValueAsync(turnContext, name, value, cancellationToken).ConfigureAwait(false);
            return value;
        }

        public async Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken)
        {
            await state.LoadAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
            await state.SetPropertyValueAsync(turnContext, name, value, cancellationToken).ConfigureAwait(false);
        }

        public async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken)
        {
            await state.LoadAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
            await state.DeletePropertyValueAsync(turnContext, name, cancellationToken).ConfigureAwait(false);
        }
    }
}

public class ConversationState(IStorage storage) : BotState(storage, nameof(ConversationState))
{
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StorageKey.Channel(turnContext)}/conversations/{StorageKey.Conversation(turnContext)}";
}

public class UserState(IStorage storage) : BotState(storage, nameof(UserState))
{
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StorageKey.Channel(turnContext)}/users/{StorageKey.User(turnContext)}";
}

public class PrivateConversationState(IStorage storage) : BotState(storage, nameof(PrivateConversationState))
{
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StorageKey.Channel(turnContext)}/conversations/{StorageKey.Conversation(turnContext)}/users/{StorageKey.User(turnContext)}";
}

internal static class StorageKey
{
    public static string Channel(ITurnContext turnContext) => turnContext.Activity.ChannelId ?? throw Missing("channelId");

    public static string Conversation(ITurnContext turnContext) => turnContext.Activity.Conversation?.Id ?? throw Missing("Conversation.Id");

    public static string User(ITurnContext turnContext) => turnContext.Activity.From?.Id ?? throw Missing("From.Id");

    private static InvalidOperationException Missing(string field) => new($"invalid activity-missing {field}");
}

public class BotStateSet
{
    public BotStateSet(params BotState[] botStates) => BotStates.AddRange(botStates);

    public List<BotState> BotStates { get; set; } = [];

    public BotStateSet Add(BotState botState)
    {
        ArgumentNullException.ThrowIfNull(botState);
        BotStates.Add(botState);
        return this;
    }

    public Task LoadAllAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default) =>
        Task.WhenAll(BotStates.Select(state => state.LoadAsync(turnContext, force, cancellationToken)));

    public Task SaveAllChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default) =>
        Task.WhenAll(BotStates.Select(state => state.SaveChangesAsync(turnContext, force, cancellationToken)));
}

/// <summary>Saves what changed once the turn is over; a turn that throws saves nothing.</summary>
public class AutoSaveStateMiddleware : IMiddleware
{
    public AutoSaveStateMiddleware(params BotState[] botStates)
        : this(new BotStateSet(botStates))
    {
    }

    public AutoSaveStateMiddleware(BotStateSet botStateSet) => BotStateSet = botStateSet;

    public BotStateSet BotStateSet { get; set; }

    public AutoSaveStateMiddleware Add(BotState botState)
    {
        BotStateSet.Add(botState);
        return this;
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        await next(cancellationToken).ConfigureAwait(false);
        await BotStateSet.SaveAllChangesAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
    }
}
