using SocialRx.Domain;

namespace SocialRx.Bot.PanelPage;

/// <summary>Section "PanelPage": the page of a member of a youth panel.</summary>
internal sealed record PanelPageOptions : IOptionsSection
{
    public static string Section => "PanelPage";

    /// <summary>Minutes for which a browser stays in after it came by a link.</summary>
    public int VisitMinutes { get; init; } = 60;

    /// <summary>Pages and forms from one address; a whole youth club may share one.</summary>
    public int RequestsPerAddressPerMinute { get; init; } = 240;

    public IEnumerable<OptionProblem> Problems()
    {
        if (VisitMinutes is < 5 or > 240)
            yield return new(nameof(VisitMinutes), "a whole number from 5 to 240");
        if (RequestsPerAddressPerMinute is < 10 or > 1_000_000)
            yield return new(nameof(RequestsPerAddressPerMinute), "a whole number from 10 to 1000000");
    }
}
