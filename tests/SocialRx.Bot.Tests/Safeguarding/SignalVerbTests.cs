using SocialRx.Bot.Tests.Maintenance;

namespace SocialRx.Bot.Tests.Safeguarding;

public sealed class SignalVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-signals-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_model_is_learned_from_a_folder()
    {
        await File.WriteAllLinesAsync(In("corpus.tsv"), ["none\teveryday\ti like the park", "red\thome\ti sleep in the park, nowhere to go"]);

        var told = (await Verb.RunAsync("train-signals", "--corpus", _folder.FullName, "--output", In("one.model"))).With(exitCode: 0);

        Assert.Contains("2 lines of 1 files", told.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(In("one.model")).Length > 1_000_000);
    }

    [Fact]
    public async Task A_folder_without_lines_and_a_line_without_a_label_are_named()
    {
        Assert.Contains("No .tsv file", (await Verb.RunAsync("train-signals", "--corpus", _folder.FullName, "--output", In("one.model"))).With(exitCode: 2).Errors, StringComparison.Ordinal);

        await File.WriteAllLinesAsync(In("corpus.tsv"), ["i like the park"]);
        var named = (await Verb.RunAsync("train-signals", "--corpus", _folder.FullName, "--output", In("one.model"))).With(exitCode: 2).Errors;
        Assert.Contains("corpus.tsv: Line 1", named, StringComparison.Ordinal);
        Assert.False(File.Exists(In("one.model")));
    }

    [Fact]
    public async Task A_set_of_ones_own_is_evaluated_with_its_categories_and_intervals()
    {
        await File.WriteAllLinesAsync(In("mine.tsv"), ["red\tsuicide\ti want to kill myself", "none\teveryday\tfootball on tuesdays"]);

        var table = (await Verb.RunAsync("evaluate-safety", "--set", In("mine.tsv"))).With(exitCode: 0).Output;

        Assert.Contains("suicide", table, StringComparison.Ordinal);
        Assert.Contains("1 of     1  1.000  (0.207 to 1.000)", table, StringComparison.Ordinal);
        Assert.Contains("0 of     1  0.000  (0.000 to 0.793)", table, StringComparison.Ordinal);
        Assert.Contains("other.tsv", (await Verb.RunAsync("evaluate-safety", "--set", In("other.tsv"))).With(exitCode: 2).Errors, StringComparison.Ordinal);
    }

    private string In(string file) => Path.Combine(_folder.FullName, file);
}
