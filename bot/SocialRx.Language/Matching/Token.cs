namespace SocialRx.Language.Matching;

/// <summary>One word, number or emoji of a message, spelled as the rules spell it.</summary>
/// <param name="Start">In the folded text.</param>
/// <param name="End">In the folded text, not included.</param>
/// <param name="AfterBreak">A sentence ended before it.</param>
internal readonly record struct Token(string Word, int Start, int End, bool AfterBreak);
