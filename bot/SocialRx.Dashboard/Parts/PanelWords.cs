using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dashboard.Parts;

/// <summary>What a panel is asked and has decided, as staff read it. How many were for it is not said: in a small group that says who was not.</summary>
internal static class PanelWords
{
    public static string Of(PanelItem item) => item.State switch
    {
        PanelItemState.Open => $"The panel votes until {Dates.Day(item.Closes)}",
        PanelItemState.SignedOff => $"Signed off by {item.PanelName}; {Voted(item)}",
        PanelItemState.Returned => $"{item.PanelName} did not sign it off; {Voted(item)}",
        PanelItemState.Ranked => $"Decided; {Voted(item)}",
        _ => $"Not decided: too few had voted by {Dates.Day(item.Closes)}",
    };

    private static string Voted(PanelItem item) => $"{item.Voted} of {item.Members} members voted";
}
