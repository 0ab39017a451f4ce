using System.Globalization;

namespace SocialRx.Dialogs.Words;

/// <summary>Something the bot can say: its key in the words files, and what is put into it.</summary>
/// <param name="Slots">Names in braces that every wording of it may use, and that whoever says it provides.</param>
internal record Line(string Key, params IReadOnlyList<string> Slots)
{
    /// <summary>The line, ready to be said. Values come in the order of <see cref="Slots"/>.</summary>
    public Saying With(params object[] values)
    {
        if (values.Length != Slots.Count)
            throw new ArgumentException($"The line {Key} has {Slots.Count} slots, {values.Length} values were given.", nameof(values));
        return new Saying(this, [.. values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")]);
    }
}

/// <summary>A line that nothing is put into: it can be said as it is.</summary>
internal sealed record PlainLine(string Key) : Line(Key)
{
    public static implicit operator Saying(PlainLine line) => line.With();
}

/// <summary>One message to be sent, not yet in words.</summary>
internal sealed record Saying(Line Line, IReadOnlyList<string> Values)
{
    /// <summary>Said instead when the first would repeat what was said just before.</summary>
    public Saying? Otherwise { get; init; }
}
