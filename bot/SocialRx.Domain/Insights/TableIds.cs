namespace SocialRx.Domain.Insights;

/// <summary>Ids of the published tables, and of what is in their rows and columns beside themes, barriers and age bands.</summary>
public static class TableIds
{
    public const string PeopleByAge = "people-by-age";
    public const string PeopleByOutcode = "people-by-outcode";
    public const string PeopleByMonth = "people-by-month";
    public const string MattersByAge = "matters-by-age";
    public const string BarriersByAge = "barriers-by-age";
    public const string StrengthsByAge = "strengths-by-age";
    public const string UnmetByOutcode = "unmet-by-outcode";
    public const string UnmetByReason = "unmet-by-reason";
    public const string SuggestionsByOutcome = "suggestions-by-outcome";
    public const string ListingsByOutcome = "listings-by-outcome";
    public const string NotForMeReasons = "not-for-me-reasons";
    public const string Confidence = "confidence";
    public const string Referrals = "referrals";

    /// <summary>Row or column of people who skipped the question.</summary>
    public const string NotSaid = "not-said";

    /// <summary>Row or column of people from outcodes that are not counted by name, or who skipped the question.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>The one column of a table that is only a list.</summary>
    public const string Everybody = "everybody";

    /// <summary>Row of everybody who answered with words.</summary>
    public const string InWords = "in-words";

    /// <summary>Row of those who would pay for none of the projects.</summary>
    public const string NothingAtAll = "nothing-at-all";

    /// <summary>Columns of a table of pairs: who chose the first, the second, or neither.</summary>
    public const string FirstOfPair = "first";

    /// <inheritdoc cref="FirstOfPair"/>
    public const string SecondOfPair = "second";

    /// <inheritdoc cref="FirstOfPair"/>
    public const string CannotDecide = "cannot-decide";

    /// <summary>Column of those who put neither of two above the other.</summary>
    public const string Level = "level";

    /// <summary>Between the two options in the id of a row of pairs.</summary>
    public const char PairSeparator = '|';

    public static string Question(string consultationId, string questionId) => $"consultation/{consultationId}/{questionId}";

    /// <summary>Options by the places people put them in.</summary>
    public static string Places(string consultationId, string questionId) => $"{Question(consultationId, questionId)}/places";

    /// <summary>Those who were shown what others had said, by what became of their answer.</summary>
    public static string Looks(string consultationId, string questionId) => $"{Question(consultationId, questionId)}/looks";

    /// <summary>Those who answered again, by what they had said before and what they say now.</summary>
    public static string Moves(string consultationId, string questionId) => $"{Question(consultationId, questionId)}/moves";

    /// <summary>Two options at a time: how many people put one above the other.</summary>
    public static string Preferred(string consultationId, string questionId) => $"{Question(consultationId, questionId)}/preferred";

    /// <summary>Statements by how people voted on them.</summary>
    public static string Votes(string consultationId, string questionId) => $"{Question(consultationId, questionId)}/votes";

    /// <summary>What groups said face to face, which is never mixed with what was said in the chat.</summary>
    public static string FaceToFace(string consultationId, string questionId) => $"face-to-face/{consultationId}/{questionId}";

    /// <summary>The consultation that a table is about; null when it is about none.</summary>
    public static string? ConsultationOf(string tableId) => tableId.Split('/') is ["consultation" or "face-to-face", var consultationId, _, ..] ? consultationId : null;
}
