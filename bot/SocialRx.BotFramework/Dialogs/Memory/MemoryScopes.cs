using System.Globalization;
using Microsoft.Extensions.Configuration;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>A named part of what can be remembered.</summary>
public abstract class MemoryScope(string name, bool includeInSnapshot = true)
{
    public string Name { get; set; } = name;

    public bool IncludeInSnapshot { get; set; } = includeInSnapshot;

    public abstract object GetMemory(DialogContext dc);

    public abstract void SetMemory(DialogContext dc, object memory);

    public virtual Task LoadAsync(DialogContext dialogContext, bool force = false, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public virtual Task SaveChangesAsync(DialogContext dialogContext, bool force = false, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public virtual Task DeleteAsync(DialogContext dialogContext, CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>Gone when the turn ends.</summary>
public class TurnMemoryScope() : MemoryScope(ScopePath.Turn, true)
{
    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var memory = TurnMemory.Of(dc.Context);
        memory.TryAdd("activity", dc.Context.Activity);
        return memory;
    }

    public override void SetMemory(DialogContext dc, object memory)
    {
        ArgumentNullException.ThrowIfNull(dc);
        dc.Context.TurnState[ScopePath.Turn] = memory;
    }
}

/// <summary>What the dialog on top of the stack remembers.</summary>
public class ThisMemoryScope() : MemoryScope(ScopePath.This, true)
{
    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.ActiveDialog?.State;
    }

    public override void SetMemory(DialogContext dc, object memory)
    {
        ArgumentNullException.ThrowIfNull(dc);
        ArgumentNullException.ThrowIfNull(memory);
        dc.ActiveDialog.State = ObjectPath.MapValueTo<IDictionary<string, object>>(memory);
    }
}

/// <summary>What the nearest container remembers, or the dialog on top where there is none.</summary>
public class DialogMemoryScope() : MemoryScope(ScopePath.Dialog, true)
{
    public override object GetMemory(DialogContext dc) => Instance(dc)?.State;

    public override void SetMemory(DialogContext dc, object memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var instance = Instance(dc) ?? throw new InvalidOperationException("DialogMemoryScope.SetMemory: no active dialog found.");
        instance.State = ObjectPath.MapValueTo<IDictionary<string, object>>(memory);
    }

    internal static DialogInstance Instance(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var isContainer = dc.ActiveDialog is { } active && dc.FindDialog(active.Id) is DialogContainer;
        return isContainer ? dc.ActiveDialog : dc.Parent?.ActiveDialog ?? dc.ActiveDialog;
    }
}

/// <summary>The properties of the nearest container's dialog; they cannot be set.</summary>
public class DialogClassMemoryScope() : MemoryScope(ScopePath.DialogClass, false)
{
    public override object GetMemory(DialogContext dc) => DialogMemoryScope.Instance(dc) is { } instance ? dc.FindDialog(instance.Id) : null;

    public override void SetMemory(DialogContext dc, object memory) => throw new NotSupportedException("You can't modify the dialogclass scope.");
}

/// <summary>The properties of the dialog on top; they cannot be set.</summary>
public class ClassMemoryScope() : MemoryScope(ScopePath.Class, false)
{
    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.ActiveDialog is { } active ? dc.FindDialog(active.Id) : null;
    }

    public override void SetMemory(DialogContext dc, object memory) => throw new NotSupportedException("You can't modify the class scope.");
}

/// <summary>The ids on the stack, from the top of this context down, and of the dialog on top and its parent.</summary>
public class DialogContextMemoryScope() : MemoryScope(ScopePath.DialogContext, false)
{
    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var stack = new List<object>();
        for (var context = dc; context is not null; context = context.Parent)
            stack.AddRange(context.Stack.Where(instance => !instance.Id.StartsWith("ActionScope[", StringComparison.Ordinal)).Select(instance => instance.Id));
        return new Dictionary<string, object>
        {
            ["stack"] = stack,
            ["activeDialog"] = dc.ActiveDialog?.Id,
            ["parent"] = dc.Parent?.ActiveDialog?.Id,
        };
    }

    public override void SetMemory(DialogContext dc, object memory) => throw new NotSupportedException("You can't modify the dialogcontext scope.");
}

/// <summary>The configuration of the application; it cannot be set.</summary>
public class SettingsMemoryScope(IConfiguration configuration = null) : MemoryScope(ScopePath.Settings, false)
{
    // What a dialog can say aloud by a path must not be a secret.
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "MicrosoftAppPassword", "cosmosDb:authKey", "blobStorage:connectionString", "BlobsStorage:connectionString", "CosmosDbPartitionedStorage:authKey",
        "applicationInsights:connectionString", "applicationInsights:InstrumentationKey", "runtimeSettings:telemetry:options:connectionString",
        "runtimeSettings:telemetry:options:instrumentationKey", "runtimeSettings:features:blobTranscript:connectionString",
    };

    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.Context.TurnState.TryGetValue(ScopePath.Settings, out var read))
            return read;
        var settings = (dc.Context.TurnState.Get<IConfiguration>() ?? configuration) is { } known ? Section(known, string.Empty) : new Dictionary<string, object>();
        dc.Context.TurnState[ScopePath.Settings] = settings;
        return settings;
    }

    public override void SetMemory(DialogContext dc, object memory) => throw new NotSupportedException("You can't modify the settings scope.");

    private static object Value(IConfigurationSection section)
    {
        var parts = section.GetChildren().ToList();
        if (parts.Count == 0)
            return section.Value;
        return parts.All(part => int.TryParse(part.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? parts.OrderBy(part => int.Parse(part.Key, CultureInfo.InvariantCulture)).Select(Value).ToArray()
            : Section(section, section.Path + ConfigurationPath.KeyDelimiter);
    }

    private static Dictionary<string, object> Section(IConfiguration section, string path) => section.GetChildren()
        .Where(child => !Secrets.Contains(path + child.Key))
        .ToDictionary(child => child.Key, Value, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A state of the bot that the turn carries.</summary>
public class BotStateMemoryScope<T>(string name) : MemoryScope(name, true)
    where T : BotState
{
    public override object GetMemory(DialogContext dc) => State(dc)?.GetCachedState(dc.Context)?.State;

    public override void SetMemory(DialogContext dc, object memory) =>
        throw (State(dc) is null ? new ArgumentException($"{typeof(T).Name} is not available.") : new NotSupportedException("You cannot replace the root BotState object."));

    public override Task LoadAsync(DialogContext dialogContext, bool force = false, CancellationToken cancellationToken = default) =>
        State(dialogContext)?.LoadAsync(dialogContext.Context, force, cancellationToken) ?? Task.CompletedTask;

    public override Task SaveChangesAsync(DialogContext dialogContext, bool force = false, CancellationToken cancellationToken = default) =>
        State(dialogContext)?.SaveChangesAsync(dialogContext.Context, force, cancellationToken) ?? Task.CompletedTask;

    public override Task DeleteAsync(DialogContext dialogContext, CancellationToken cancellationToken = default) =>
        State(dialogContext)?.DeleteAsync(dialogContext.Context, cancellationToken) ?? Task.CompletedTask;

    private static T State(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.Context.TurnState.Get<T>();
    }
}

public class UserMemoryScope() : BotStateMemoryScope<UserState>(ScopePath.User)
{
}

public class ConversationMemoryScope() : BotStateMemoryScope<ConversationState>(ScopePath.Conversation)
{
}
