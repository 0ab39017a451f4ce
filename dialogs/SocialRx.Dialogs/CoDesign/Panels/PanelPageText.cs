using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign.Panels;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>Everything a member's page says, from the same reviewed words as the chat.</summary>
public sealed class PanelPageText
{
    private readonly WordBook _words;

    internal PanelPageText(WordBook words) => _words = words;

    public string Heading => _words[Lines.PanelPage.Heading];
    public string Lead(string panel) => _words.Say(Lines.PanelPage.Lead.With(panel), []);
    public string Waits => _words[Lines.PanelPage.Waits];
    public string Nothing => _words[Lines.PanelPage.Nothing];
    public string Behind => _words[Lines.PanelPage.Behind];
    public string Count => _words[Lines.PanelPage.Count];
    public string CountWhy => _words[Lines.PanelPage.CountWhy];
    public string Save => _words[Lines.PanelPage.Save];
    public string IsWeighed => _words[Lines.PanelPage.IsWeighed];
    public string SignOff => _words[Lines.PanelPage.SignOff];
    public string Priorities => _words[Lines.PanelPage.Priorities];
    public string Until(string date) => _words.Say(Lines.PanelPage.Until.With(date), []);
    public string WhyNot => _words[Lines.PanelPage.WhyNot];
    public string Vote => _words[Lines.PanelPage.Vote];
    public string Choose => _words[Lines.PanelPage.Choose];
    public string TooLong => _words[Lines.PanelPage.TooLong];
    public string Gone => _words[Lines.PanelPage.Gone];
    public string Done => _words[Lines.PanelPage.Done];
    public string Decided => _words[Lines.PanelPage.Decided];
    public string NothingDecided => _words[Lines.PanelPage.NothingDecided];
    public string SignedOff(string words, string voted, string members) => _words.Say(Lines.PanelPage.SignedOff.With(words, voted, members), []);
    public string Returned(string words, string voted, string members) => _words.Say(Lines.PanelPage.Returned.With(words, voted, members), []);
    public string Ranked(string voted, string members) => _words.Say(Lines.PanelPage.Ranked.With(voted, members), []);
    public string NoQuorum(string words) => _words.Say(Lines.PanelPage.NoQuorum.With(words), []);
    public string WhichMatter => _words[Lines.PanelPage.WhichMatter];
    public string Door => _words[Lines.PanelPage.Door];
    public string Open => _words[Lines.PanelPage.Open];
    public string LinkOver => _words[Lines.PanelPage.LinkOver];
    public string VisitOver => _words[Lines.PanelPage.VisitOver];
    public string TooMany => _words[Lines.PanelPage.TooMany];
    public string Worry => _words[Lines.PanelPage.Worry];
    public string NotSafe => _words[Lines.PanelPage.NotSafe];
    public string ToChat => _words[Lines.PanelPage.ToChat];
    public string Out => _words[Lines.PanelPage.Out];
    public string Leave => _words[Lines.PanelPage.Leave];

    public string For => _words[Lines.Button.SignItOff];
    public string Against => _words[Lines.Button.NotLikeThis];
    public string LeftOut => _words[Lines.Button.LeaveItOut];
    public string ReadsWell => _words[Lines.Button.ReadsWell];
    public string LookAgain => _words[Lines.Button.LookAgainAtIt];
    public string ReviewWhy => _words[Lines.Panel.ReviewWhy];
    public string Show => _words[Lines.Button.OpenIt];
    public string Close => _words[Lines.Button.CloseIt];
    public string MayRead => _words[Lines.Button.LetThemRead];
    public string KeepHere => _words[Lines.Button.KeepItHere];
    public string Doubts => _words[Lines.Panel.Doubts];

    public string ReviewOf(string said) => _words.Say(Lines.Panel.Review.With(said), []);

    public string ResultsOf(string title, string owner) => _words.Say(Lines.Panel.ResultsAgain.With(title, owner), []);

    public string ShowOf(string said) => _words.Say(Lines.Panel.Show.With(said), []);

    public string CloseOf(string said) => _words.Say(Lines.Panel.Close.With(said), []);

    public string Note(string said) => _words.Say(Lines.Panel.Note.With(said), []);

    public string Evidence(PanelEvidence piece) => EvidenceWords.Of(piece, _words);

    public string Weight(EvidenceWeight weight) => _words[weight switch
    {
        EvidenceWeight.ALot => Lines.Button.CountsALot,
        EvidenceWeight.ABit => Lines.Button.CountsABit,
        EvidenceWeight.Not => Lines.Button.CountsNot,
        _ => Lines.Button.CountsUnsure,
    }];

    public static string Day(DateOnly day) => Sentences.Date(day);
}
