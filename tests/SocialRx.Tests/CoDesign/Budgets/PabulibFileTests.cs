using SocialRx.Domain.CoDesign.Budgets;

namespace SocialRx.Tests.CoDesign.Budgets;

public sealed class PabulibFileTests
{
    private const string Small = """
        META
        key;value
        description;Fernbridge | Rivermead ward
        budget;1000,50
        vote_type;approval
        rule;greedy-no-skip
        num_votes;4
        num_projects;3
        PROJECTS
        project_id;cost;votes;name;selected
        7;500;2;"Benches; and a ""green"" wall";1
        12;500.25;2;A hall for "everybody";1
        x-9;1;1;"A path
        by the river";0
        VOTES
        voter_id;age;vote
        1;14;7,12
        2;15;"12,7"
        3;;x-9
        4;19;
        """;

    [Fact]
    public void A_file_of_approvals_is_read()
    {
        var read = Assert.IsType<PabulibReading.Read>(Read(Small));

        Assert.Equal(1000.50m, read.Vote.Budget);
        Assert.Equal([new("7", 500), new("12", 500.25m), new CostedProject("x-9", 1)], read.Vote.Projects);
        Assert.Equal([2, 2, 1], read.Vote.Votes);
        Assert.Equal((4, "greedy-no-skip"), (read.Vote.Voters, read.Rule));
        Assert.Empty(read.Notes);
    }

    [Fact]
    public void Line_ends_of_any_system_a_byte_order_mark_empty_lines_and_headings_in_any_case_make_no_difference()
    {
        var changed = "\uFEFF" + Small.Replace("PROJECTS", "projects", StringComparison.Ordinal).Replace("VOTES\n", "\n\nVotes\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.Equal([2, 2, 1], Assert.IsType<PabulibReading.Read>(Read(changed)).Vote.Votes);
    }

    [Theory]
    [InlineData("ordinal", "voter_id;vote\n1;b,a,c\n2;b\n3;", "1 2 1", "2 4 1")]
    [InlineData("cumulative", "voter_id;vote;points\n1;a,b;3,2\n2;b,c;5,0\n3;;", "1 2 0", "3 7 0")]
    [InlineData("scoring", "voter_id;points;vote\n1;-1,2;a,b\n2;1.5,1;a,b", "1 2 0", "0.5 3 0")]
    [InlineData("choose-1", "voter_id;vote\n1;a\n2;c\n3;a", "2 0 1", "2 0 1")]
    public void Votes_of_every_kind_become_approvals_and_points(string type, string votes, string approvals, string scores)
    {
        var read = Assert.IsType<PabulibReading.Read>(Read($"META\nkey;value\nbudget;10\nvote_type;{type}\nPROJECTS\nproject_id;cost\na;1\nb;1\nc;1\nVOTES\n{votes}"));

        Assert.Equal(approvals, string.Join(' ', read.Vote.Votes));
        Assert.Equal(scores, string.Join(' ', read.Vote.Scores.Select(score => score.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_file_that_lists_only_votes_is_ranked_by_votes_even_when_ballots_give_points()
    {
        var read = Assert.IsType<PabulibReading.Read>(Read("META\nkey;value\nbudget;10\nvote_type;cumulative\nPROJECTS\nproject_id;cost;votes\na;1;1\nb;1;2\nVOTES\nvoter_id;vote;points\n1;a,b;9,1\n2;b;1"));

        Assert.Equal([1, 2], read.Vote.Scores);
    }

    [Theory]
    [InlineData("", 1, "without a section META")]
    [InlineData("hello;world", 1, "does not begin with META")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval", 4, "without a section PROJECTS")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1", 7, "without a section VOTES")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nVOTES", 8, "names of the columns of VOTES")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nVOTES\nvoter_id;vote", 5, "VOTES comes before PROJECTS")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nPROJECTS\nproject_id;cost", 8, "second section PROJECTS")]
    [InlineData("META\nkey;value\nbudget;10\nbudget;11\nvote_type;approval\nPROJECTS", 4, "\"budget\" twice")]
    [InlineData("META\nkey;value\nvote_type;approval\nPROJECTS", 4, "does not say the budget")]
    [InlineData("META\nkey;value\nbudget;lots\nvote_type;approval\nPROJECTS", 5, "\"lots\" is no amount")]
    [InlineData("META\nkey;value\nbudget;0\nvote_type;approval\nPROJECTS", 5, "more than 0")]
    [InlineData("META\nkey;value\nbudget;-3\nvote_type;approval\nPROJECTS", 5, "more than 0")]
    [InlineData("META\nkey;value\nbudget;1e30\nvote_type;approval\nPROJECTS", 5, "no amount")]
    [InlineData("META\nkey;value\nbudget;10\nPROJECTS", 4, "vote_type")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;lottery\nPROJECTS", 5, "\"lottery\" are not known")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;name\na;b", 6, "no column cost")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost;cost\na;1;1", 6, "two columns are called \"cost\"")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\na;2", 8, "\"a\" is there twice")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;-1", 7, "less than 0")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na", 7, "no amount of money")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n;1", 7, "no id")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\nVOTES", 7, "no project")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id\n1", 9, "no column vote")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n1;a\n2;a,z", 11, "\"z\", which is not among")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;cumulative\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n1;a", 9, "need a column points")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;cumulative\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote;points\n1;a;1,2", 10, "names 1 projects and gives points to 2")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;cumulative\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote;points\n1;a;many", 10, "\"many\" is no number")]
    [InlineData("META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost;name\na;1;\"never closed\nVOTES\nvoter_id;vote\n1;a", 7, "never closed")]
    public void A_file_that_is_wrong_is_refused_with_the_line_and_the_reason(string file, int line, string why)
    {
        var refused = Assert.IsType<PabulibReading.Refused>(Read(file));

        Assert.Equal(line, refused.Line);
        Assert.Contains(why, refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_without_an_end_is_refused_before_it_fills_the_memory()
    {
        var refused = Assert.IsType<PabulibReading.Refused>(Read("META\nkey;value\nbudget;\"" + new string('9', PabulibFile.LongestRecord + 1)));

        Assert.Equal(3, refused.Line);
        Assert.Contains("too long", refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_says_is_never_repeated_at_length()
    {
        var refused = Assert.IsType<PabulibReading.Refused>(Read("META\nkey;value\nvote_type;approval\nbudget;" + new string('x', 5000) + "\nPROJECTS"));

        Assert.True(refused.Why.Length < 200);
    }

    [Fact]
    public void What_is_odd_but_readable_is_said()
    {
        var read = Assert.IsType<PabulibReading.Read>(Read("META\nkey;value\nbudget;10\nvote_type;approval\nnum_votes;5\nnum_projects;2\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n1;a,a\n1;a"));

        Assert.Equal([2], read.Vote.Votes);
        Assert.Equal(4, read.Notes.Count);
    }

    [Fact]
    public void Any_cut_or_garbled_copy_of_a_file_is_read_or_refused_and_never_an_exception()
    {
        var random = new Random(5);
        for (var time = 0; time < 3000; time++)
        {
            var garbled = Small.ToCharArray();
            for (var change = random.Next(4); change >= 0; change--)
                garbled[random.Next(garbled.Length)] = ";\",\n-0xé"[random.Next(8)];

            Assert.NotNull(Read(new string(garbled[..random.Next(garbled.Length + 1)])));
        }
    }

    private static PabulibReading Read(string text) => PabulibFile.Read(new StringReader(text));
}
