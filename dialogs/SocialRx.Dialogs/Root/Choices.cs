using SocialRx.Dialogs.Words;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.Root;

/// <summary>Buttons made of reviewed words; the id is what the code asks for.</summary>
internal static class Choices
{
    public static Choice Skip(WordBook words) => words.Choice(Lines.Button.Skip, "skip");

    public static Choice Choice(this WordBook words, PlainLine label, string id, params IReadOnlyList<string> also) => new(id, words[label], also);
}
