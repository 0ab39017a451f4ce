using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>A statement that may be shown next.</summary>
/// <param name="Extremity">See <see cref="RoutingPriority"/>.</param>
public sealed record ServableStatement(string Id, StatementTally Tally, double Extremity = 0)
{
    /// <summary>How little is known of what this person will say to it, from 0 to 1; 1 where nothing is foretold.</summary>
    public double Uncertainty { get; init; } = 1;
}

/// <summary>Which statement somebody is shown next. Looks at each once, and at no vote.</summary>
public static class StatementRouting
{
    /// <summary>
    /// Drawn with probability proportional to priority, of which a vote that can be foretold for certain keeps half; while some have had fewer than <paramref name="leastViews"/> views, only among those, so that every
    /// statement gets its chance before any is shown more often. Null when there is none.
    /// </summary>
    /// <param name="unseen">By this person; in any order.</param>
    /// <param name="leastViews">The floor.</param>
    /// <param name="draw">From 0 up to, and not, 1.</param>
    public static ServableStatement? Next(IReadOnlyCollection<ServableStatement> unseen, int leastViews, double draw)
    {
        var few = unseen.Where(statement => statement.Tally.Views < leastViews).ToList();
        var among = (few.Count > 0 ? few : unseen).OrderBy(statement => statement.Id, StringComparer.Ordinal).ToList();
        var left = draw * among.Sum(Weight);
        foreach (var statement in among)
        {
            left -= Weight(statement);
            if (left < 0)
                return statement;
        }

        return among.LastOrDefault();
    }

    private static double Weight(ServableStatement statement) => RoutingPriority.Of(statement.Tally.Counts, statement.Extremity) * (1 + statement.Uncertainty) / 2;
}
