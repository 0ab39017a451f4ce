namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>Section "Statements": how statements are shown, checked and watched.</summary>
public sealed record StatementOptions : IOptionsSection
{
    public static string Section => "Statements";

    /// <summary>Different people who have to approve a statement before others see it: 2, or 1 where there is only one moderator.</summary>
    public int ApprovalsNeeded { get; init; } = 2;

    /// <summary>Shown before it is asked whether somebody wants more.</summary>
    public int AtATime { get; init; } = 5;

    /// <summary>People each statement is shown to before any is shown more often.</summary>
    public int LeastViews { get; init; } = 20;

    /// <summary>Characters of a statement that reads well; the coach says so above it.</summary>
    public int GoodLength { get; init; } = 140;

    /// <summary>Characters beyond which a statement cannot be sent.</summary>
    public int Longest { get; init; } = 280;

    /// <summary>Statements one person may send within 24 hours.</summary>
    public int PerPersonADay { get; init; } = 3;

    /// <summary>Working days within which a statement is decided on, as young people are told; later it is overdue.</summary>
    public int DecideWithinWorkingDays { get; init; } = 3;

    /// <summary>So many statements much like each other within <see cref="BurstMinutes"/> are flagged.</summary>
    public int BurstStatements { get; init; } = 3;

    public int BurstMinutes { get; init; } = 10;

    /// <summary>So many people who have only just begun, voting within <see cref="BurstSeconds"/>, are flagged.</summary>
    public int BurstVoters { get; init; } = 15;

    public int BurstSeconds { get; init; } = 60;

    /// <summary>Minutes for which somebody has only just begun.</summary>
    public int NewForMinutes { get; init; } = 10;

    public IEnumerable<OptionProblem> Problems()
    {
        foreach (var (key, value, from, to) in new[]
        {
            (nameof(ApprovalsNeeded), ApprovalsNeeded, 1, 2),
            (nameof(AtATime), AtATime, 1, 20),
            (nameof(LeastViews), LeastViews, 1, 1000),
            (nameof(GoodLength), GoodLength, 60, 280),
            (nameof(Longest), Longest, Math.Max(60, GoodLength), 500),
            (nameof(PerPersonADay), PerPersonADay, 1, 50),
            (nameof(DecideWithinWorkingDays), DecideWithinWorkingDays, 1, 30),
            (nameof(BurstStatements), BurstStatements, 2, 100),
            (nameof(BurstMinutes), BurstMinutes, 1, 1440),
            (nameof(BurstVoters), BurstVoters, 2, 10000),
            (nameof(BurstSeconds), BurstSeconds, 1, 3600),
            (nameof(NewForMinutes), NewForMinutes, 1, 1440),
        })
        {
            if (value < from || value > to)
                yield return new(key, $"a whole number from {from} to {to}");
        }
    }
}
