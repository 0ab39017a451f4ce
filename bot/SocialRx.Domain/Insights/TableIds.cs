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

    public static string Question(string consultationId, string questionId) => $"consultation/{consultationId}/{questionId}";
}
