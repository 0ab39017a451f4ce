using System.Collections;
using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

namespace Microsoft.Bot.Builder.Dialogs.Memory;

/// <summary>Turns a short form of a path into the long one.</summary>
public interface IPathResolver
{
    string TransformPath(string path);
}

/// <summary>A path that begins with <paramref name="alias"/> begins with <paramref name="prefix"/> instead, and ends with <paramref name="postfix"/>.</summary>
public class AliasPathResolver(string alias, string prefix, string postfix = null) : IPathResolver
{
    public string Alias { get; set; } = alias?.Trim() ?? throw new ArgumentNullException(nameof(alias));

    public virtual string TransformPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        path = path.Trim();
        return path.StartsWith(Alias, StringComparison.Ordinal) && path.Length > Alias.Length && (char.IsLetter(path[Alias.Length]) || path[Alias.Length] == '_')
            ? $"{prefix?.Trim()}{path[Alias.Length..]}{postfix?.Trim()}"
            : path;
    }
}

public class DollarPathResolver() : AliasPathResolver("$", "dialog.")
{
}

public class HashPathResolver() : AliasPathResolver("#", "turn.recognized.intents.")
{
}

public class AtAtPathResolver() : AliasPathResolver("@@", "turn.recognized.entities.")
{
}

public class PercentPathResolver() : AliasPathResolver("%", "class.")
{
}

public class DialogStateManagerConfiguration
{
    public IList<IPathResolver> PathResolvers { get; set; } = [];

    public IList<MemoryScope> MemoryScopes { get; set; } = [];

    internal static DialogStateManagerConfiguration Standard() => new()
    {
        PathResolvers = [new DollarPathResolver(), new HashPathResolver(), new AtAtPathResolver(), new PercentPathResolver()],
        MemoryScopes =
        [
            new TurnMemoryScope(), new SettingsMemoryScope(), new DialogMemoryScope(), new DialogContextMemoryScope(), new DialogClassMemoryScope(),
            new ClassMemoryScope(), new ThisMemoryScope(), new ConversationMemoryScope(), new UserMemoryScope(),
        ],
    };
}

/// <summary>What can be remembered in a turn, by path: <c>turn.activity.text</c>, <c>dialog.name</c>, <c>user.age</c>, <c>conversation.topic</c>.</summary>
public class DialogStateManager : IDictionary<string, object>
{
    private readonly DialogContext dialogContext;
    private int version;

    public DialogStateManager(DialogContext dc, DialogStateManagerConfiguration configuration = null)
    {
        ArgumentNullException.ThrowIfNull(dc);
        dialogContext = dc;
        Configuration = configuration ?? dc.Context.TurnState.Get<DialogStateManagerConfiguration>() ?? DialogStateManagerConfiguration.Standard();
        dc.Context.TurnState.Set(Configuration);
    }

    public DialogStateManagerConfiguration Configuration { get; set; }

    public ICollection<string> Keys => [.. Configuration.MemoryScopes.Select(scope => scope.Name)];

    public ICollection<object> Values => [.. Configuration.MemoryScopes.Select(scope => scope.GetMemory(dialogContext))];

    public int Count => Configuration.MemoryScopes.Count;

    public bool IsReadOnly => true;

    public object this[string key]
    {
        get => GetValue<object>(key);
        set
        {
            ArgumentNullException.ThrowIfNull(key);
            if (key.AsSpan().ContainsAny('.', '['))
                SetValue(key, value);
            else
                (GetMemoryScope(key) ?? throw NoScope(key)).SetMemory(dialogContext, value);
        }
    }

    public virtual MemoryScope GetMemoryScope(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Configuration.MemoryScopes.FirstOrDefault(scope => string.Equals(scope.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Changes whenever a value is set.</summary>
    public virtual string Version() => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>The scope a path begins with, and what follows it.</summary>
    public virtual MemoryScope ResolveMemoryScope(string path, out string remainingPath)
    {
        ArgumentNullException.ThrowIfNull(path);
        var end = path.AsSpan().IndexOfAny('.', '[');
        if (end > 0 && GetMemoryScope(path[..end]) is { } scope)
        {
            remainingPath = path[end] == '[' ? path[end..] : path[(end + 1)..];
            return scope;
        }

        remainingPath = string.Empty;
        return GetMemoryScope(path) ?? throw NoScope(path);
    }

    public virtual string TransformPath(string path) => Configuration.PathResolvers.Aggregate(path, (current, resolver) => resolver.TransformPath(current));

    public virtual bool TryGetValue<T>(string path, out T value)
    {
        ArgumentNullException.ThrowIfNull(path);
        value = default;
        var memory = ResolveMemoryScope(TransformPath(path), out var rest).GetMemory(dialogContext);
        if (rest.Length > 0)
            return ObjectPath.TryGetPathValue(memory, rest, out value);
        value = ObjectPath.MapValueTo<T>(memory);
        return memory is not null;
    }

    public virtual T GetValue<T>(string pathExpression, Func<T> defaultValue = null) =>
        TryGetValue<T>(pathExpression, out var value) ? value : defaultValue is null ? default : defaultValue();

    public virtual int GetIntValue(string pathExpression, int defaultValue = 0) => TryGetValue<int>(pathExpression, out var value) ? value : defaultValue;

    public virtual bool GetBoolValue(string pathExpression, bool defaultValue = false) => TryGetValue<bool>(pathExpression, out var value) ? value : defaultValue;

    public virtual string GetStringValue(string pathExpression, string defaultValue = default) => TryGetValue<string>(pathExpression, out var value) ? value : defaultValue;

    public virtual void SetValue(string path, object value)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (value is Task)
            throw new ArgumentException($"{path} = You can't pass an unresolved Task to SetValue", nameof(value));
        var scope = ResolveMemoryScope(TransformPath(path), out var rest);
        if (rest.Length == 0)
            scope.SetMemory(dialogContext, value);
        else
            ObjectPath.SetPathValue(scope.GetMemory(dialogContext) ?? throw new InvalidOperationException($"There is no {scope.Name} to remember in."), rest, value);
        version++;
    }

    public virtual void RemoveValue(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ObjectPath.RemovePathValue(ResolveMemoryScope(TransformPath(path), out var rest).GetMemory(dialogContext), rest);
    }

    public virtual async Task LoadAllScopesAsync(CancellationToken cancellationToken = default)
    {
        foreach (var scope in Configuration.MemoryScopes)
            await scope.LoadAsync(dialogContext, false, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task SaveAllChangesAsync(CancellationToken cancellationToken = default)
    {
        foreach (var scope in Configuration.MemoryScopes)
            await scope.SaveChangesAsync(dialogContext, false, cancellationToken).ConfigureAwait(false);
    }

    public virtual Task DeleteScopesMemoryAsync(string name, CancellationToken cancellationToken = default) =>
        GetMemoryScope(name)?.DeleteAsync(dialogContext, cancellationToken) ?? Task.CompletedTask;

    public bool ContainsKey(string key) => GetMemoryScope(key) is not null;

    public bool TryGetValue(string key, out object value) => TryGetValue<object>(key, out value);

    public void Add(string key, object value) => throw new NotSupportedException();

    public void Add(KeyValuePair<string, object> item) => throw new NotSupportedException();

    public bool Remove(string key) => throw new NotSupportedException();

    public bool Remove(KeyValuePair<string, object> item) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public bool Contains(KeyValuePair<string, object> item) => throw new NotSupportedException();

    public void CopyTo(KeyValuePair<string, object>[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        foreach (var pair in this)
            array[arrayIndex++] = pair;
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() =>
        Configuration.MemoryScopes.Select(scope => new KeyValuePair<string, object>(scope.Name, scope.GetMemory(dialogContext))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ArgumentOutOfRangeException NoScope(string path) =>
        new(nameof(path), $"'{path}' does not match memory scopes: [{string.Join(',', Keys)}]");
}

/// <summary>The turn's own memory, kept in its turn state.</summary>
internal static class TurnMemory
{
    public static IDictionary<string, object> Of(ITurnContext turn)
    {
        if (turn.TurnState.TryGetValue(ScopePath.Turn, out var stored) && stored is IDictionary<string, object> memory)
            return memory;
        memory = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        turn.TurnState[ScopePath.Turn] = memory;
        return memory;
    }
}
