namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>Why a statement is not shown to others. The list is fixed, and young people can read it before they write.</summary>
/// <param name="Label">As staff read it; young people read the line of the same id.</param>
public sealed record StatementRejection(string Id, string Label)
{
    public const string Names = "names";
    public const string AboutSomebody = "about-somebody";
    public const string SeveralIdeas = "several-ideas";
    public const string NotClear = "not-clear";
    public const string Question = "question";
    public const string OffTopic = "off-topic";
    public const string SaidAlready = "said-already";
    public const string Hurtful = "hurtful";
    public const string Unsafe = "unsafe";
    public const string Nonsense = "nonsense";

    public static IReadOnlyList<StatementRejection> All { get; } =
    [
        new(Names, "Names somebody, or says how to reach them"),
        new(AboutSomebody, "Says who somebody is, not what should change"),
        new(SeveralIdeas, "More than one idea"),
        new(NotClear, "Cannot be understood"),
        new(Question, "A question: nobody can agree or disagree"),
        new(OffTopic, "About something else than was asked"),
        new(SaidAlready, "Said already by somebody else"),
        new(Hurtful, "Could hurt others"),
        new(Unsafe, "Could put the writer or others at risk"),
        new(Nonsense, "An advert, or no sense"),
    ];

    public static StatementRejection? Find(string? id) => All.FirstOrDefault(reason => reason.Id == id);
}
