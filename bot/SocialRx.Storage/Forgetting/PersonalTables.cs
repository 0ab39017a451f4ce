namespace SocialRx.Storage.Forgetting;

/// <summary>
/// Every table that says whose its rows are. A test asks the catalogue of the database, so that a new one cannot be forgotten: it goes with the
/// person or the conversation, or it is named here with the reason why it stays.
/// </summary>
public static class PersonalTables
{
    /// <summary>Go with the person; the person comes last.</summary>
    public static IReadOnlyList<string> OfPerson { get; } =
        ["mention", "own_words", "plan", "suggestion_outcome", "unmet_need", "answer", "ranking", "pair_vote", "budget_ballot", "second_answer", "second_look", "second_round_told", "referral", "consent", "check_in", "answer_to_tell", "receipt", "panel_member", "conversation_reference", "statement_ballot", "person"];

    /// <summary>Go with the conversation, which comes last.</summary>
    public static IReadOnlyList<string> OfConversation { get; } =
        ["bot_state", "outbox", "directline_activity", "directline_conversation", "inbox", "check_in", "answer_to_tell", "conversation_reference", "conversation"];

    /// <summary>Go with the concern, which comes last.</summary>
    public static IReadOnlyList<string> OfConcern { get; } = ["concern_evidence", "concern_note", "concern_closed", "concern_delivery"];

    /// <summary>Stay when the person goes, and why.</summary>
    public static IReadOnlyDictionary<string, string> Stay { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["concern"] = "somebody must be able to look at it; it has a time of its own",
        ["complaint"] = "somebody must be able to answer it; it stays without saying whose it is",
        ["statement"] = "others have voted on what was approved; it stays without saying whose it is, and the rest goes",
    };
}
