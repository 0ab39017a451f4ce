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
        verb.SetAction(parsed => Told(() => Train(parsed.GetRequiredValue(corpus), parsed.GetRequiredValue(output))));
        return verb;
    }

    public static Command Evaluate()
    {
        var set = new Option<FileInfo?>("--set") { Description = "Labelled lines, as the corpus has them; without it the frozen set of this project." };
        var verb = new Command("evaluate-safety", "Prints how much of a labelled set is found, and how many false alarms there are.") { set };
        verb.SetAction(parsed => Told(() => Evaluate(parsed.GetValue(set))));
        return verb;
    }

    private static void Train(DirectoryInfo corpus, FileInfo output)
    {
        var files = corpus.Exists ? corpus.GetFiles("*.tsv").OrderBy(file => file.Name, StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
            throw new IOException($"No .tsv file in {corpus.FullName}.");
        var lines = files.SelectMany(Lines).ToList();
        File.WriteAllBytes(output.FullName, SignalTraining.Train(lines));
        Console.Out.WriteLine($"Learned {lines.Count} lines of {files.Count} files; written to {output.FullName}.");
    }

    private static void Evaluate(FileInfo? set)
    {
        var table = set is null ? SafetyEvaluation.Of("frozen").Table().Concat(ConversationEvaluation.OfOwn().Table()) : new SafetyEvaluation(Lines(set)).Table();
        foreach (var line in table)
            Console.Out.WriteLine(line);
    }

    /// <summary>What is wrong with a file is told in a sentence.</summary>
    private static int Told(Action verb)
    {
        try
        {
            verb();
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
}
