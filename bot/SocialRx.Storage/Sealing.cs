namespace SocialRx.Storage;

/// <summary>
/// How personal text is made unreadable at rest. The keys are not the database's: whoever opens it says how.
/// </summary>
public sealed class Sealing(Func<string, string> seal, Func<string, string> open)
{
    /// <summary>Leaves text as it is: for tables without people, and for tests that look inside.</summary>
    public static Sealing None { get; } = new(text => text, text => text);

    public SealedText Seal(string text) => new(seal(text));

    public SealedText? SealIfAny(string? text) => text is null ? null : Seal(text);

    /// <exception cref="StorageException">The text was sealed with a key that is not here.</exception>
    public string Open(SealedText text) => open(text.Value);

    /// <summary>Null stays null.</summary>
    public string? OpenIfAny(string? value) => value is null ? null : open(value);
}

/// <summary>Text as it lies in the database. A table that takes this type cannot be given readable text by mistake.</summary>
public readonly record struct SealedText(string Value);
