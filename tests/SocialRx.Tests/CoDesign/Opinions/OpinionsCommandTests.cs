using System.CommandLine;
using System.Text.Json.Nodes;
using SocialRx.Bot;
using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Tests.CoDesign.Opinions;

public sealed class OpinionsCommandTests : IDisposable
{
    private const string Comments = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,,0,1,0,0,1,\"More buses, later\"\n2,,1,1,0,0,-1,I am 14\n3,,2,1,0,0,0,\"A park\nwith lights\"\n4,,3,1,0,0,1,Nobody voted on this\n";
    private const string Votes = "timestamp,datetime,comment-id,voter-id,vote\n5,,0,ash,-1\n9,,0,ash,1\n6,,1,ash,1\n7,,0,robin,-1\n8,,2,robin,0\n";

    private readonly string folder = Directory.CreateTempSubdirectory("opinions").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_small_conversation_has_priorities_and_no_groups()
    {
        var json = await JsonAsync(Votes, Comments);

        Assert.Empty(json["groups"]!.AsArray());
        Assert.False(json["stable"]!.GetValue<bool>());
        Assert.Equal(["0", "2", "3"], json["statements"]!.AsArray().Select(statement => statement!["id"]!.GetValue<string>()));
        Assert.Equal(2 / 4.0, json["statements"]![0]!["groupInformedConsensus"]!.GetValue<double>(), 15);
        Assert.Equal(5.0625, json["statements"]![2]!["priority"]!.GetValue<double>(), 12);
        Assert.Contains(json["withheld"]!.AsArray(), held => held!["id"]?.GetValue<string>() == "1");
        Assert.Contains(json["withheld"]!.AsArray(), held => held!["what"]!.GetValue<string>() == "groups");
    }

    [Fact]
    public async Task The_later_of_two_votes_counts_in_whatever_order_the_lines_are()
    {
        var lines = Votes.TrimEnd('\n').Split('\n');
        var turned = string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse()));

        Assert.Equal((await JsonAsync(Votes, Comments)).ToJsonString(), (await JsonAsync(turned, Comments)).ToJsonString());
        Assert.Equal(1, (await JsonAsync(turned, Comments))["statements"]![0]!["agree"]!.GetValue<int>());
    }

    public static TheoryData<string> ShapesOfGroups => new(
        """{"groups":[{"id":1,"participants":["ash"]},{"id":2,"participants":["robin"]}]}""",
        """[{"id":1,"participants":["ash"]},{"id":2,"participants":["robin"]}]""",
        """[["ash"],["robin"]]""",
        """{"ash":1,"robin":2}""",
        """{"1":["ash"],"2":["robin"]}""",
        "ash,1\nrobin,2\n",
        "participant,group\nash,1\nrobin,2\n",
        "group,voter-id\r\n1,ash\r\n2,robin\r\n",
        "participant,group-id,n-votes,0\nash,1,1,1\nrobin,2,2,-1\nelm,,0,\n");

    [Theory]
    [MemberData(nameof(ShapesOfGroups))]
    public async Task Given_groups_are_read_in_many_shapes_and_never_withheld(string groups)
    {
        var json = await JsonAsync(Votes, Comments, groups);

        var byGroup = json["statements"]![0]!["byGroup"]!.AsArray();
        Assert.Equal([1, 2], byGroup.Select(group => group!["group"]!.GetValue<int>()));
        Assert.Equal((1, 0, 1), (byGroup[0]!["agree"]!.GetValue<int>(), byGroup[0]!["disagree"]!.GetValue<int>(), byGroup[0]!["seen"]!.GetValue<int>()));
        Assert.Equal(2 / 3.0, byGroup[0]!["pAgree"]!.GetValue<double>(), 15);
        Assert.Equal(2.0, byGroup[0]!["ratioAgree"]!.GetValue<double>(), 15);
        Assert.Equal(1 / 3.0, byGroup[1]!["pAgree"]!.GetValue<double>(), 15);
        Assert.Equal(2 / 9.0, json["statements"]![0]!["groupInformedConsensus"]!.GetValue<double>(), 15);
        Assert.False(json["stable"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_it_found_can_be_given_back_to_it()
    {
        var votes = Exported(SomeVotes.OfCamps([60, 40], 30, 20, 0.9, seed: 3));
        var found = await JsonAsync(votes, comments: null);
        var given = await JsonAsync(votes, comments: null, found.ToJsonString());

        Assert.True(found["stable"]!.GetValue<bool>());
        Assert.Equal(2, found["groups"]!.AsArray().Count);
        Assert.Equal(found["statements"]!.ToJsonString(), given["statements"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", "votes.csv is empty: it needs a line of headings.")]
    [InlineData("comment-id,vote\n0,1\n", "votes.csv has no column \"voter-id\"; its columns are comment-id, vote.")]
    [InlineData("comment-id,voter-id,vote\n0,ash,1\n0,robin,2\n", "votes.csv, line 3: a vote is 1 (agree), -1 (disagree) or 0 (pass), not \"2\".")]
    [InlineData("comment-id,voter-id,vote\n0,ash\n", "votes.csv, line 2: 3 values are needed, there are 2.")]
    [InlineData("comment-id,voter-id,vote\n0,,1\n", "votes.csv, line 2: an id is missing.")]
    [InlineData("timestamp,comment-id,voter-id,vote\nlater,0,ash,1\n", "votes.csv, line 2: \"later\" is no timestamp.")]
    [InlineData("comment-id,voter-id,vote\n0,a\"sh,1\n", "votes.csv, line 2: a quotation mark is out of place, or the line is too long.")]
    public async Task What_is_wrong_with_a_file_is_told_with_its_line(string votes, string expected)
    {
        var (code, output, error) = await RunAsync(Write("votes.csv", votes));

        Assert.Equal((2, "", expected), (code, output, error.TrimEnd()));
    }

    [Theory]
    [InlineData("{\"groups\":[\n{\"id\":1,]}", "groups, line 2: this is no JSON.")]
    [InlineData("{\"groups\":[3]}", "groups: this holds no groups. It may be like {\"groups\":[{\"id\":1,\"participants\":[\"0\",\"1\"]}]}.")]
    [InlineData("[[\"ash\"],[\"ash\"]]", "groups: ash is there more than once.")]
    public async Task What_is_wrong_with_groups_is_told(string groups, string expected)
    {
        var (code, _, error) = await RunAsync(Write("votes.csv", Votes), "--groups", Write("groups", groups));

        Assert.Equal((2, expected), (code, error.TrimEnd()));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        var (code, _, error) = await RunAsync(Path.Combine(folder, "none.csv"));

        Assert.Equal(2, code);
        Assert.Contains("none.csv", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_json_it_prints_a_table_one_line_a_statement()
    {
        var (code, output, _) = await RunAsync(Write("votes.csv", Votes), "--comments", Write("comments.csv", Comments), "--evaluate");

        Assert.Equal(0, code);
        Assert.StartsWith("3 votes of 2 people on 2 statements.", output, StringComparison.Ordinal);
        Assert.Contains("2 A park with lights", output, StringComparison.Ordinal);
        Assert.Contains("Withheld: statement 1: rejected by moderators", output, StringComparison.Ordinal);
        Assert.Contains("Log-loss of", output, StringComparison.Ordinal);
    }

    private static string Exported(IEnumerable<CastVote> votes) => "comment-id,voter-id,vote\n" + string.Concat(votes.Select(vote =>
        $"{vote.Statement},{vote.Participant},{vote.Vote switch { Vote.Agree => 1, Vote.Disagree => -1, _ => 0 }}\n"));

    private async Task<JsonNode> JsonAsync(string votes, string? comments, string? groups = null)
    {
        var (code, output, error) = await RunAsync(
            [Write("votes.csv", votes), "--json", .. comments is null ? Array.Empty<string>() : ["--comments", Write("comments.csv", comments)], .. groups is null ? Array.Empty<string>() : ["--groups", Write("groups", groups)]]);
        Assert.Equal((0, ""), (code, error));
        return JsonNode.Parse(output)!;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string votes, params string[] more) => await RunAsync([votes, .. more]);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Commands.Root().Parse(["opinions", "--votes", .. arguments])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
