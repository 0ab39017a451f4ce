namespace Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;

/// <summary>A path that begins with <paramref name="alias"/> and a name begins with <paramref name="prefix"/> instead, and ends with <paramref name="postfix"/>.</summary>
public class AliasPathResolver(string alias, string prefix, string postfix = null) : IPathResolver
{
    private readonly string prefix = prefix?.Trim() ?? throw new ArgumentNullException(nameof(prefix));
    private readonly string postfix = postfix?.Trim();

    public string Alias { get; } = alias?.Trim() ?? throw new ArgumentNullException(nameof(alias));

    public virtual string TransformPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        path = path.Trim();
        return path.StartsWith(Alias, StringComparison.Ordinal) && path.Length > Alias.Length && IsPathChar(path[Alias.Length])
            ? $"{prefix}{path[Alias.Length..]}{postfix}".TrimEnd('.')
            : path;
    }

    /// <summary>Whether a name in a path can begin with the character.</summary>
    protected bool IsPathChar(char ch) => char.IsLetter(ch) || ch == '_';
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

/// <summary>The first of the entities of a name: <c>@city.name</c>.</summary>
public class AtPathResolver() : AliasPathResolver("@", Entities)
{
    private const string Entities = "turn.recognized.entities.";

    public override string TransformPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        path = path.Trim();
        if (!path.StartsWith('@') || path.Length < 2 || !IsPathChar(path[1]))
            return path;
        var end = path.AsSpan().IndexOfAny('.', '[');
        end = end < 0 ? path.Length : end;
        return $"{Entities}{path[1..end]}.first(){path[end..]}";
    }
}

public class PercentPathResolver() : AliasPathResolver("%", "class.")
{
}
