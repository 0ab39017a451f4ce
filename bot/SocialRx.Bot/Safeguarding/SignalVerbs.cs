using System.CommandLine;
using SocialRx.Language.Signals;
using SocialRx.Language.Signals.Model;

namespace SocialRx.Bot.Safeguarding;

/// <summary>Verbs that make the model of signals and tell how good rules and model are together.</summary>
internal static class SignalVerbs
{
    public static Command Train()
    {
        var corpus = new Option<DirectoryInfo>("--corpus") { Description = "Folder of .tsv files: route, tab, category, tab, text.", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "The model; the service has its own in bot/SocialRx.Language/Signals/Model/signals.model.", Required = true };
        var verb = new Command("train-signals", "Learns the model of risk signals from a corpus. The same corpus gives the same bytes.") { corpus, output };
        verb.SetAction((parsed, stop) => TrainAsync(parsed.GetRequiredValue(corpus), parsed.GetRequiredValue(output), stop));
        return verb;
    }

    public static Command Evaluate()
    {
        var set = new Option<FileInfo?>("--set") { Description = "Labelled lines, as the corpus has them; without it the frozen set of this project." };
        var verb = new Command("evaluate-safety", "Prints how much of a labelled set is found, and how many false alarms there are.") { set };
        verb.SetAction(parsed => Evaluate(parsed.GetValue(set)));
        return verb;
    }

    private static async Task<int> TrainAsync(DirectoryInfo corpus, FileInfo output, CancellationToken stop)
    {
        var files = corpus.Exists ? corpus.GetFiles("*.tsv").OrderBy(file => file.Name, StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
            return await SayAsync($"No .tsv file in {corpus.FullName}.");
        try
        {
            var lines = files.SelectMany(Lines).ToList();
            await File.WriteAllBytesAsync(output.FullName, SignalTraining.Train(lines), stop);
            await Console.Out.WriteLineAsync($"Learned {lines.Count} lines of {files.Count} files; written to {output.FullName}.");
            return 0;
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            return await SayAsync(error.Message);
        }
    }

    private static int Evaluate(FileInfo? set)
    {
        try
        {
            var evaluation = set is null ? SafetyEvaluation.Of("frozen") : new SafetyEvaluation(Lines(set));
            foreach (var line in evaluation.Table())
                Console.Out.WriteLine(line);
            return 0;
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return 2;
        }
    }

    private static List<LabelledLine> Lines(FileInfo file)
    {
        try
        {
            return [.. LabelledLine.Read(File.ReadLines(file.FullName))];
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{file.FullName}: {wrong.Message}", wrong);
        }
    }

    private static async Task<int> SayAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return 2;
    }
}
