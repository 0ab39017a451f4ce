using SocialRx.Domain;

namespace SocialRx.Bot.ChatPage;

/// <summary>Section "WebChat": the page a young person sees.</summary>
internal sealed record WebChatOptions : IOptionsSection
{
    public static string Section => "WebChat";

    /// <summary>The name of the tab. Somebody may be looking over the shoulder.</summary>
    public string TabTitle { get; init; } = "Things to do";

    /// <summary>Where "Leave this page" goes: an ordinary page that nobody asks about.</summary>
    public Uri LeaveTo { get; init; } = new("https://www.bbc.co.uk/weather");

    public IEnumerable<OptionProblem> Problems()
    {
        if (TabTitle.Length is 0 or > 40)
            yield return new(nameof(TabTitle), "a few words that give nothing away, at most 40 characters");
        if (!LeaveTo.IsAbsoluteUri || LeaveTo.Scheme is not ("https" or "http"))
            yield return new(nameof(LeaveTo), "the full address of a web page");
    }
}
