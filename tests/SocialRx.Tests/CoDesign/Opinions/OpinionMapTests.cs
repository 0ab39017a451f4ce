using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Tests.CoDesign.Opinions;

public sealed class OpinionMapTests
{
    [Fact]
    public void Two_people_of_opposite_minds_differ_in_one_direction()
    {
        var votes = VoteMatrix.Of([new("ash", "bus", Vote.Agree), new("ash", "park", Vote.Agree), new("robin", "bus", Vote.Disagree), new("robin", "park", Vote.Disagree)]);

        // sqrt(2 statements) * (1 - 0) * 1/sqrt(2)
        Assert.Equal(1.0, OpinionMap.Of(votes).ExtremityOf(0), 12);
        Assert.Equal(1.0, OpinionMap.Of(votes).ExtremityOf(1), 12);
    }

    [Fact]
    public void Where_everybody_agrees_nothing_is_extreme()
    {
        var votes = VoteMatrix.Of([new("ash", "bus", Vote.Agree), new("robin", "bus", Vote.Agree)]);

        Assert.Equal(0, OpinionMap.Of(votes).ExtremityOf(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Extremity_is_what_plain_power_iteration_on_the_filled_matrix_gives(int seed)
    {
        var votes = VoteMatrix.Of(SomeVotes.OfCamps([40, 30, 20], 25, 12, 0.8, seed));
        var map = OpinionMap.Of(votes);

        var expected = PlainExtremities(votes);

        for (var statement = 0; statement < expected.Length; statement++)
            Assert.Equal(expected[statement], map.ExtremityOf(statement), 9);
    }

    private static double[] PlainExtremities(VoteMatrix votes)
    {
        var (rows, means) = Filled(votes);
        var first = Component(rows, null);
        var second = Component(rows, first);
        return [.. means.Select((mean, at) => Math.Sqrt(means.Length) * (1 - mean) * Math.Sqrt((first[at] * first[at]) + (second[at] * second[at])))];
    }

    private static (double[][] Rows, double[] Means) Filled(VoteMatrix votes)
    {
        var means = votes.Counts.Select(counts => (double)(counts.Agree - counts.Disagree) / counts.Seen).ToArray();
        var rows = Enumerable.Range(0, votes.Participants.Count).Select(person =>
        {
            var row = new double[means.Length];
            foreach (var (statement, vote) in votes.StatementsOf(person).ToArray().Zip(votes.VotesOf(person).ToArray()))
                row[statement] = vote switch { Vote.Agree => 1, Vote.Disagree => -1, _ => 0 } - means[statement];
            return row;
        });
        return ([.. rows], means);
    }

    private static double[] Component(double[][] rows, double[]? without)
    {
        var vector = Enumerable.Range(0, rows[0].Length).Select(at => 1.0 + (at % 7)).ToArray();
        for (var time = 0; time < 3_000; time++)
        {
            var image = new double[vector.Length];
            foreach (var row in rows)
            {
                var along = row.Zip(vector, (one, other) => one * other).Sum();
                for (var at = 0; at < image.Length; at++)
                    image[at] += along * row[at];
            }

            var known = without is null ? 0 : image.Zip(without, (one, other) => one * other).Sum();
            for (var at = 0; at < image.Length; at++)
                image[at] -= known * (without?[at] ?? 0);
            var length = Math.Sqrt(image.Sum(value => value * value));
            vector = [.. image.Select(value => value / length)];
        }

        return vector;
    }
}
