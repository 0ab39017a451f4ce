using System.CommandLine;
using System.Text.Json.Nodes;
using SocialRx.Bot;

namespace SocialRx.Tests.CoDesign.Budgets;

public sealed class BudgetCommandTests : IDisposable
{
    private const string MajorityAndMinority = "META\nkey;value\nbudget;100\nvote_type;approval\nrule;greedy\nPROJECTS\nproject_id;cost;votes\nlibrary;40;2\npark;50;3\npool;50;3\nVOTES\nvoter_id;vote\n1;park,pool\n2;park,pool\n3;park,pool\n4;library\n5;library\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(true);

    [Fact]
    public void The_outcome_of_each_rule_is_printed_as_json()
    {
        var greedy = Json(MajorityAndMinority, "--rule", "greedy");
        var shares = Json(MajorityAndMinority, "--rule", "equal-shares", "--completion", "none");
        var phragmen = Json(MajorityAndMinority, "--rule", "phragmen");

        Assert.Equal("""["park","pool"]""", greedy["selected"]!.ToJsonString());
        Assert.Equal(0.4, greedy["gotNothing"]!.GetValue<double>(), 12);
        Assert.Equal("""["park","library"]""", shares["selected"]!.ToJsonString());
        Assert.Equal("""["park","library"]""", phragmen["selected"]!.ToJsonString());
        Assert.Equal("""{"id":"library","cost":40,"votes":2,"score":2,"selected":true}""", shares["projects"]![0]!.ToJsonString());
        Assert.Equal((100m, 90m), (shares["budget"]!.GetValue<decimal>(), shares["spent"]!.GetValue<decimal>()));
    }

    [Fact]
    public void Without_json_it_is_for_people_to_read()
    {
        var (code, output, _) = Run(MajorityAndMinority, "--rule", "greedy");

        Assert.Equal(0, code);
        Assert.Contains("greedy: 2 of 3 projects for 100 of 100.", output, StringComparison.Ordinal);
        Assert.Contains("of 5 voters got nothing", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_says_whether_greedy_stops_at_the_first_that_does_not_fit_and_how_many_votes_are_needed()
    {
        var file = "META\nkey;value\nbudget;60\nvote_type;approval\nrule;{0}\nmin_project_score_threshold;{1}\nPROJECTS\nproject_id;cost;votes\nlibrary;10;2\npark;50;3\npool;50;3\nVOTES\nvoter_id;vote\n1;park,pool\n2;park,pool\n3;park,pool\n4;library\n5;library\n";

        Assert.Equal("""["park","library"]""", Json(string.Format(System.Globalization.CultureInfo.InvariantCulture, file, "greedy", 2), "--rule", "greedy")["selected"]!.ToJsonString());
        Assert.Equal("""["park"]""", Json(string.Format(System.Globalization.CultureInfo.InvariantCulture, file, "greedy", 3), "--rule", "greedy")["selected"]!.ToJsonString());
        Assert.Equal("""["park"]""", Json(string.Format(System.Globalization.CultureInfo.InvariantCulture, file, "greedy-no-skip", 0), "--rule", "greedy")["selected"]!.ToJsonString());
    }

    [Fact]
    public void A_file_that_is_wrong_is_refused_with_code_2_its_line_and_no_stack_trace()
    {
        var (code, output, error) = Run(MajorityAndMinority + "6;cinema\n", "--rule", "greedy", "--json");

        Assert.Equal((2, ""), (code, output));
        Assert.EndsWith("line 18: a vote names project \"cinema\", which is not among the projects.", error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_with_code_2()
    {
        var error = new StringWriter();

        var code = Commands.Root().Parse(["budget", Path.Combine(_folder.FullName, "none.pb"), "--rule", "greedy"]).Invoke(new InvocationConfiguration { Output = TextWriter.Null, Error = error });

        Assert.Equal(2, code);
        Assert.Contains("cannot be read", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("greedy", "increase")]
    [InlineData("phragmen", "increase")]
    public void A_completion_that_a_rule_does_not_have_is_refused(string rule, string completion) =>
        Assert.Equal(2, Run(MajorityAndMinority, "--rule", rule, "--completion", completion).Code);

    private JsonObject Json(string file, params string[] options)
    {
        var (code, output, error) = Run(file, [.. options, "--json"]);
        Assert.Equal((0, ""), (code, error));
        return JsonNode.Parse(output)!.AsObject();
    }

    private (int Code, string Output, string Error) Run(string file, params string[] options)
    {
        var path = Path.Combine(_folder.FullName, "vote.pb");
        File.WriteAllText(path, file);
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = Commands.Root().Parse(["budget", path, .. options]).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
