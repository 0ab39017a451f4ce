namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// A multinomial factor model: the logit of each vote is what the statement has, plus what it has for each of a few traits, times how much of that trait the person has.
/// Everything is drawn towards what is usual (Gaussian priors; statements' towards the mean of all statements), so who voted little is taken to be as everybody.
/// Learned by turns, people then statements, each step by Böhning's bound on the curvature (1992), which never overshoots.
/// </summary>
internal sealed class FactorModel : IVoteModel
{
    private const int Traits = 4;
    private const int Outcomes = 3;
    private const int Terms = Traits + 1;

    private readonly VoteMatrix votes;
    private readonly double slack;
    private readonly double[][] traitsOf;
    private readonly double[][] termsOf;
    private readonly double[][] boundsOf;
    private readonly double[] usual = new double[Terms * Outcomes];

    private FactorModel(VoteMatrix votes, double[][] traitsOf, MeanModel mean, double slack)
    {
        (this.votes, this.traitsOf, this.slack) = (votes, traitsOf, slack);
        termsOf = [.. Enumerable.Range(0, votes.Statements.Count).Select(statement => FirstTerms(mean.Chances(0, statement)))];
        boundsOf = new double[termsOf.Length][];
    }

    /// <param name="slack">How far statements' terms may lie from the usual: their prior variance.</param>
    public static FactorModel Learn(VoteMatrix votes, OpinionMap map, MeanModel mean, double slack, int rounds)
    {
        var model = new FactorModel(votes, FirstTraits(votes, map, mean), mean, slack);
        for (var round = 0; round < rounds; round++)
            model.Round();
        return model;
    }

    public VoteChances Chances(int person, int statement) => Chances(traitsOf[person], termsOf[statement]);

    /// <summary>What was learned about a statement; enough to foretell votes on it of people who were not there.</summary>
    public IReadOnlyList<double> TermsOf(int statement) => termsOf[statement];

    /// <summary>How much of each trait somebody has, by votes on statements whose terms are known.</summary>
    public static double[] TraitsOf(IReadOnlyList<(double[] Terms, Vote Vote)> votes, int rounds)
    {
        var traits = new double[Traits];
        var bounds = votes.Select(vote => Bounds(vote.Terms)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            var (gradient, curvature) = (new double[Traits], new double[Traits * Traits]);
            for (var at = 0; at < votes.Count; at++)
                Hear(traits, votes[at].Terms, bounds[at], votes[at].Vote, gradient, curvature);
            Move(traits, gradient, curvature);
        }

        return traits;
    }

    public static VoteChances Chances(double[] traits, double[] terms)
    {
        Span<double> chances = stackalloc double[Outcomes];
        Fill(chances, traits, terms);
        return new VoteChances(chances[0], chances[1], chances[2]);
    }

    public static int TermCount => Terms * Outcomes;

    private void Round()
    {
        FindUsual();
        Parallel.For(0, termsOf.Length, LearnStatement);
        Parallel.For(0, traitsOf.Length, LearnPerson);
    }

    private void FindUsual()
    {
        Array.Clear(usual);
        foreach (var terms in termsOf)
        {
            for (var at = 0; at < usual.Length; at++)
                usual[at] += terms[at] / termsOf.Length;
        }
    }

    private void LearnStatement(int statement)
    {
        var (gradient, curvature) = (new double[Terms * Outcomes], new double[Terms * Terms]);
        Span<double> chances = stackalloc double[Outcomes];
        Span<double> with = stackalloc double[Terms];
        with[0] = 1;
        var people = votes.ByStatement.IndexOf(statement);
        var cast = votes.ByStatement.VotesOf(statement);
        for (var at = 0; at < people.Length; at++)
        {
            var traits = traitsOf[people[at]];
            traits.CopyTo(with[1..]);
            Fill(chances, traits, termsOf[statement]);
            for (var term = 0; term < Terms; term++)
            {
                for (var outcome = 0; outcome < Outcomes; outcome++)
                    gradient[(term * Outcomes) + outcome] += with[term] * ((outcome == (int)cast[at] ? 1 : 0) - chances[outcome]);
                for (var other = 0; other < Terms; other++)
                    curvature[(term * Terms) + other] += 0.5 * with[term] * with[other];
            }
        }

        Step(statement, gradient, curvature);
    }

    private void Step(int statement, double[] gradient, double[] curvature)
    {
        for (var term = 0; term < Terms; term++)
        {
            var precision = term == 0 ? 0.5 : 1 / slack;
            curvature[(term * Terms) + term] += precision;
            for (var outcome = 0; outcome < Outcomes; outcome++)
            {
                var at = (term * Outcomes) + outcome;
                gradient[at] -= precision * (termsOf[statement][at] - usual[at]);
            }
        }

        Cholesky.Solve(curvature, Terms, gradient, Outcomes);
        for (var at = 0; at < gradient.Length; at++)
            termsOf[statement][at] += gradient[at];
        boundsOf[statement] = Bounds(termsOf[statement]);
    }

    private void LearnPerson(int person)
    {
        var (gradient, curvature) = (new double[Traits], new double[Traits * Traits]);
        var statements = votes.StatementsOf(person);
        var cast = votes.VotesOf(person);
        for (var at = 0; at < statements.Length; at++)
            Hear(traitsOf[person], termsOf[statements[at]], boundsOf[statements[at]], cast[at], gradient, curvature);
        Move(traitsOf[person], gradient, curvature);
    }

    private static void Hear(double[] traits, double[] terms, double[] bounds, Vote vote, double[] gradient, double[] curvature)
    {
        Span<double> chances = stackalloc double[Outcomes];
        Fill(chances, traits, terms);
        for (var trait = 0; trait < Traits; trait++)
        {
            for (var outcome = 0; outcome < Outcomes; outcome++)
                gradient[trait] += Term(terms, trait, outcome) * ((outcome == (int)vote ? 1 : 0) - chances[outcome]);
            for (var other = 0; other < Traits; other++)
                curvature[(trait * Traits) + other] += bounds[(trait * Traits) + other];
        }
    }

    private static void Move(double[] traits, double[] gradient, double[] curvature)
    {
        for (var trait = 0; trait < Traits; trait++)
        {
            curvature[(trait * Traits) + trait] += 1;
            gradient[trait] -= traits[trait];
        }

        Cholesky.Solve(curvature, Traits, gradient, 1);
        for (var trait = 0; trait < Traits; trait++)
            traits[trait] += gradient[trait];
    }

    private static double[] Bounds(double[] terms) =>
        [.. from trait in Enumerable.Range(0, Traits) from other in Enumerable.Range(0, Traits) select Bound(terms, trait, other)];

    // Half of the terms' covariance over the outcomes: no softmax curves more.
    private static double Bound(double[] terms, int trait, int other)
    {
        var (sum, one, two) = (0.0, 0.0, 0.0);
        for (var outcome = 0; outcome < Outcomes; outcome++)
        {
            sum += Term(terms, trait, outcome) * Term(terms, other, outcome);
            one += Term(terms, trait, outcome);
            two += Term(terms, other, outcome);
        }

        return 0.5 * (sum - (one * two / Outcomes));
    }

    private static double Term(double[] terms, int trait, int outcome) => terms[((trait + 1) * Outcomes) + outcome];

    private static void Fill(Span<double> chances, double[] traits, double[] terms)
    {
        for (var outcome = 0; outcome < Outcomes; outcome++)
        {
            var logit = terms[outcome];
            for (var trait = 0; trait < Traits; trait++)
                logit += traits[trait] * Term(terms, trait, outcome);
            chances[outcome] = logit;
        }

        var largest = Math.Max(chances[0], Math.Max(chances[1], chances[2]));
        var sum = 0.0;
        foreach (ref var chance in chances)
            sum += chance = Math.Exp(chance - largest);
        foreach (ref var chance in chances)
            chance /= sum;
    }

    private static double[] FirstTerms(VoteChances mean)
    {
        var terms = new double[Terms * Outcomes];
        var centre = (Math.Log(mean.Agree) + Math.Log(mean.Disagree) + Math.Log(mean.Pass)) / Outcomes;
        (terms[0], terms[1], terms[2]) = (Math.Log(mean.Agree) - centre, Math.Log(mean.Disagree) - centre, Math.Log(mean.Pass) - centre);
        return terms;
    }

    // Where somebody stands on the map, how much more they pass and how much more they agree than others do; each with variance 1.
    private static double[][] FirstTraits(VoteMatrix votes, OpinionMap map, MeanModel mean)
    {
        var traits = Enumerable.Range(0, votes.Participants.Count).Select(person => FirstTraits(votes, map, mean, person)).ToArray();
        for (var trait = 0; trait < Traits; trait++)
        {
            var size = Math.Sqrt(traits.Sum(person => person[trait] * person[trait]) / Math.Max(1, traits.Length));
            foreach (var person in traits)
                person[trait] = size == 0 ? 0 : person[trait] / size;
        }

        return traits;
    }

    private static double[] FirstTraits(VoteMatrix votes, OpinionMap map, MeanModel mean, int person)
    {
        var statements = votes.StatementsOf(person);
        var cast = votes.VotesOf(person);
        var (passes, agrees) = (0.0, 0.0);
        for (var at = 0; at < statements.Length; at++)
        {
            var usual = mean.Chances(person, statements[at]);
            passes += (cast[at] is Vote.Pass ? 1 : 0) - usual.Pass;
            agrees += (cast[at] is Vote.Agree ? 1 : 0) - usual.Agree;
        }

        var place = map.Places[person];
        var shrink = 1 / Math.Sqrt(statements.Length + 1.0);
        var few = Math.Sqrt(statements.Length / (statements.Length + 10.0));
        return [place.X * few, place.Y * few, passes * shrink, agrees * shrink];
    }
}

/// <summary>Solves a small symmetric positive definite system in place (Cholesky).</summary>
internal static class Cholesky
{
    /// <param name="matrix">By rows; destroyed.</param>
    /// <param name="right">By rows, one column each right-hand side; becomes the solution.</param>
    public static void Solve(double[] matrix, int size, double[] right, int columns)
    {
        Factor(matrix, size);
        for (var column = 0; column < columns; column++)
        {
            for (var row = 0; row < size; row++)
            {
                for (var before = 0; before < row; before++)
                    right[(row * columns) + column] -= matrix[(row * size) + before] * right[(before * columns) + column];
                right[(row * columns) + column] /= matrix[(row * size) + row];
            }

            for (var row = size - 1; row >= 0; row--)
            {
                for (var after = row + 1; after < size; after++)
                    right[(row * columns) + column] -= matrix[(after * size) + row] * right[(after * columns) + column];
                right[(row * columns) + column] /= matrix[(row * size) + row];
            }
        }
    }

    private static void Factor(double[] matrix, int size)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[(row * size) + column];
                for (var before = 0; before < column; before++)
                    sum -= matrix[(row * size) + before] * matrix[(column * size) + before];
                matrix[(row * size) + column] = row == column ? Math.Sqrt(sum) : sum / matrix[(column * size) + column];
            }
        }
    }
}
