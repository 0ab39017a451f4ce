using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.CoDesign.Statements;

/// <summary>Reads a vote in the ways people type it: "yh", "nah", "dunno", "wdym".</summary>
internal sealed class VoteReader(WordBook words)
{
    /// <summary>In more words than these only the plain word counts: "same" in the middle of a story is no vote.</summary>
    private const int MostWords = 6;

    private static readonly string[] LeavesIt = ["not now", "leave it", "leave that", "allow it", "allow that", "rather not", "id rather not", "none", "nothing", "no idea", "no clue", "never mind", "nvm"];

    private static readonly string[] HasEnough = ["no more", "no more of these", "no more thanks", "enough", "thats enough", "enough now", "im bored", "bored now", "this is boring", "how many more", "can i stop"];

    private readonly Choice _plainAgree = words.Choice(Lines.Button.Agree, "agree");
    private readonly Choice _plainDisagree = words.Choice(Lines.Button.Disagree, "disagree", "dont agree", "not agree", "do not agree");

    public Choice Agree { get; } = words.Choice(Lines.Button.Agree, "agree", "i agree", "agreed", "true", "so true", "facts", "fax", "fr", "frfr", "real", "this", "exactly", "same", "100", "totally", "+1", "💯", "🙌", "👏");

    public Choice Disagree { get; } = words.Choice(
        Lines.Button.Disagree, "disagree", "i disagree", "dont agree", "i dont agree", "not agree", "do not agree", "wrong", "thats wrong", "false", "cap", "not true", "untrue", "hard no", "no way", "-1", "👎", "🙄");

    public Choice Pass { get; } = words.Choice(
        Lines.Button.Pass, "pass", "pass on that", "dunno", "idk", "not sure", "neither", "both", "in the middle", "half agree", "kinda", "sort of", "depends", "it depends", "50 50", "no opinion", "dont mind", "dont care", "🤷");

    public Choice Unclear { get; } = words.Choice(
        Lines.Button.DontGetIt, "unclear", "i dont get it", "dont get it", "dont get that", "wdym", "wym", "what do you mean", "what does that mean", "what does it mean", "idk what that means", "dont understand", "i dont understand",
        "confused", "confusing", "huh", "wut", "eh what", "makes no sense", "explain", "what", "?", "??", "???", "🤨", "😕");

    public IReadOnlyList<Choice> All => [Agree, Disagree, Pass, Unclear];

    /// <summary>Not a word about the statement: they want no more of them.</summary>
    public static bool IsEnough(Reply reply) => HasEnough.Contains(string.Join(' ', StatementLikeness.Words(reply.Text)));

    /// <summary>Null when it is none.</summary>
    public StatementVote? Read(Reply reply)
    {
        if (StatementLikeness.Words(reply.Text).Count > MostWords)
            return Vote(reply.Pick([_plainAgree, _plainDisagree])?.Id);
        return Vote(reply.Pick(All)?.Id) ?? (LeavesIt.Contains(string.Join(' ', StatementLikeness.Words(reply.Text))) ? StatementVote.Pass : Vote(reply.YesNo));
    }

    private static StatementVote? Vote(string? id) => id is null ? null : StatementVotes.Of(id);

    private static StatementVote? Vote(YesNo? answer) => answer switch
    {
        YesNo.Yes => StatementVote.Agree,
        YesNo.No => StatementVote.Disagree,
        YesNo.Unsure => StatementVote.Pass,
        _ => null,
    };
}
