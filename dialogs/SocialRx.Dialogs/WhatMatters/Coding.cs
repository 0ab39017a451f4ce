using SocialRx.Domain.WhatMatters;
using SocialRx.Language.Readings;
using SocialRx.Language.Redaction;
using Barrier = SocialRx.Domain.WhatMatters.Barrier;

namespace SocialRx.Dialogs.WhatMatters;

/// <summary>From somebody's words to what is counted.</summary>
internal static class Coding
{
    private static readonly string[] With = ["with me", "w me", "came with", "came w", "come with", "comes with", "together", "someone", "sum1", "some1", "somebody", "a friend", "my mate", "not alone", "not on my own"];

    public static IReadOnlyList<string> Themes(string text) => [.. ChoiceReader.Several(text, [.. Theme.All.Select(theme => new Choice(theme.Id, theme.Label, Keywords(theme.Id)))]).Select(choice => choice.Id)];

    public static IReadOnlyList<string> Barriers(string text) => [.. ChoiceReader.Several(text, [.. Barrier.All.Select(barrier => new Choice(barrier.Id, barrier.Label))]).Select(choice => choice.Id)];

    public static string Redacted(string text) => Redactor.Redact(text).Text;

    /// <summary>"if sum1 came w me": they would rather not go alone.</summary>
    public static bool WantsCompany(string text) => With.Any(way => text.Contains(way, StringComparison.OrdinalIgnoreCase));

    private static string[] Keywords(string theme) => theme switch
    {
        "active" => ["football", "sport", "gym", "dance", "running", "swimming"],
        "music" => ["music", "guitar", "singing"],
        "creative" => ["art", "drawing", "drama", "writing"],
        "family" => ["brother", "sister", "mum", "dad", "nan"],
        "friends" => ["friends", "mates", "lonely"],
        _ => [],
    };
}
