using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;
using Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

namespace Microsoft.Bot.Builder.Dialogs.Memory;

/// <summary>Turns a short form of a path into the long one.</summary>
public interface IPathResolver
{
    string TransformPath(string path);
}

public class DialogStateManagerConfiguration
{
    public IList<IPathResolver> PathResolvers { get; set; } = [];

    public IList<MemoryScope> MemoryScopes { get; set; } = [];

    internal static DialogStateManagerConfiguration Standard() => new()
    {
        PathResolvers = [new DollarPathResolver(), new HashPathResolver(), new AtAtPathResolver(), new AtPathResolver(), new PercentPathResolver()],
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
    private const string First = ".first()";

    private readonly DialogContext dialogContext;
    private readonly TrackedPaths changes;
    private int version;

    public DialogStateManager(DialogContext dc, DialogStateManagerConfiguration configuration = null)
    {
        ArgumentNullException.ThrowIfNull(dc);
        dialogContext = dc;
        changes = new TrackedPaths(this);
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
        return FindMemoryScope(path, out remainingPath) ?? throw NoScope(path);
    }

    public virtual string TransformPath(string path) => Configuration.PathResolvers.Aggregate(path, (current, resolver) => resolver.TransformPath(current));

    public virtual bool TryGetValue<T>(string path, out T value)
    {
        ArgumentNullException.ThrowIfNull(path);
        value = default;
        path = TransformPath(path);
        if (FindMemoryScope(path, out var rest)?.GetMemory(dialogContext) is not { } memory)
            return false;
        var first = rest.IndexOf(First, StringComparison.OrdinalIgnoreCase);
        return first < 0
            ? ObjectPath.TryGetPathValue(memory, rest, this, out value)
            : ObjectPath.TryGetPathValue<object>(memory, rest[..first], this, out var list) && TryGetFirst(list, out var item) && ObjectPath.TryGetPathValue(item, rest[(first + First.Length)..], this, out value);
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
            ObjectPath.SetPathValue(MemoryOf(scope), rest, value, true, this);
        changes.Note(scope.Name, rest, value);
        version++;
    }

    public virtual void RemoveValue(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (FindMemoryScope(TransformPath(path), out var rest) is not { } scope || rest.Length == 0)
            throw new NotSupportedException($"'{path}' is not in a scope, and a scope cannot be removed.");
        ObjectPath.RemovePathValue(scope.GetMemory(dialogContext), rest, this);
        changes.Note(scope.Name, rest, null);
    }

    /// <summary>From now on a change at one of the paths is noted, with the dialog's event counter at the time. Returns what to ask <see cref="AnyPathChanged"/> with.</summary>
    public virtual List<string> TrackPaths(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [.. paths.Select(path => changes.Track(TransformPath(path))).Where(tracked => tracked is not null)];
    }

    /// <summary>Whether one of the tracked paths was changed when the event counter was past <paramref name="counter"/>.</summary>
    public virtual bool AnyPathChanged(uint counter, IEnumerable<string> paths) => paths?.Any(path => changes.LastOf(path) > counter) ?? false;

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

    // The first of a list, and of the list that this is.
    private static bool TryGetFirst(object list, out object item)
    {
        item = list;
        while (item is not string && item is IList or JsonArray or JsonElement { ValueKind: JsonValueKind.Array })
        {
            if (!ObjectPath.TryGetPathValue<object>(item, "[0]", out item))
                return false;
        }

        return item != list;
    }

    private object MemoryOf(MemoryScope scope)
    {
        if (scope.GetMemory(dialogContext) is { } memory)
            return memory;
        scope.SetMemory(dialogContext, new Dictionary<string, object>());
        return scope.GetMemory(dialogContext) ?? throw new InvalidOperationException($"There is no {scope.Name} to remember in.");
    }

    private MemoryScope FindMemoryScope(string path, out string remainingPath)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        if (end > 0 && GetMemoryScope(path[..end]) is { } scope)
        {
            remainingPath = path[end] == '[' ? path[end..] : path[(end + 1)..];
            return scope;
        }

        remainingPath = string.Empty;
        return GetMemoryScope(path);
    }

    private ArgumentOutOfRangeException NoScope(string path) =>
        new(nameof(path), $"'{path}' does not match memory scopes: [{string.Join(',', Keys)}]");
}

/// <summary>When paths that somebody looks after were last changed; kept with the dialog, so that it outlives the turn.</summary>
internal sealed class TrackedPaths(DialogStateManager state)
{
    private const string Tracker = "dialog._tracker.paths";

    public string Track(string path)
    {
        var names = Names(path);
        // What begins with a line is the dialogs' own.
        if (names.Length == 0 || (names.Length > 1 && names[1].StartsWith('_')))
            return null;
        var tracked = string.Join('_', names);
        state.SetValue($"{Tracker}.{tracked}", 0);
        return tracked;
    }

    public uint LastOf(string tracked) => state.GetValue<uint>($"{Tracker}.{tracked}");

    public void Note(string scope, string path, object value)
    {
        if (path.StartsWith('_') || !state.TryGetValue<IDictionary<string, object>>(Tracker, out var tracked) || tracked.Count == 0)
            return;
        var changed = string.Join('_', Names($"{scope}.{path}"));
        foreach (var name in tracked.Keys.ToList())
        {
            var isPart = name.StartsWith(changed + "_", StringComparison.OrdinalIgnoreCase) && value is not null && ObjectPath.HasValue(value, name[(changed.Length + 1)..].Replace('_', '.'));
            if (isPart || string.Equals(name, changed, StringComparison.OrdinalIgnoreCase))
                tracked[name] = state.GetIntValue(DialogPath.EventCounter);
        }
    }

    private static string[] Names(string path) => path.ToLowerInvariant().Split(['.', '[', ']', '\'', '"'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
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
