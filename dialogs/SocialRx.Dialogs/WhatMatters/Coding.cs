using SocialRx.Language.Redaction;
using SocialRx.Language.Themes;

namespace SocialRx.Dialogs.WhatMatters;

/// <summary>From somebody's words to what is counted, looked for and quoted.</summary>
internal static class Coding
{
    private static readonly string[] With = ["with me", "w me", "came with", "came w", "come with", "comes with", "together", "someone", "sum1", "sumone", "some1", "somebody", "a friend", "my mate", "not alone", "not on my own"];

    public static IReadOnlyList<string> Themes(string text) => [.. ThemeCoder.Read(text).Select(hit => hit.ThemeId)];

    public static IReadOnlyList<string> Barriers(string text) => [.. BarrierCoder.Read(text).Select(hit => hit.BarrierId)];

    /// <summary>Words a listing may be searched for.</summary>
    public static IReadOnlyList<string> Words(string? text) => text is null ? [] : SearchWords.Read(text);

    public static string Redacted(string text) => Redactor.Redact(text).Text;

    /// <summary>"if sum1 came w me": they would rather not go alone.</summary>
    public static bool WantsCompany(string text) => With.Any(way => text.Contains(way, StringComparison.OrdinalIgnoreCase));
}
