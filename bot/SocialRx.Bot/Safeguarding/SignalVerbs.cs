using System.CommandLine;
using SocialRx.Language.Redaction;
using SocialRx.Language.Signals;
using SocialRx.Language.Signals.Model;

namespace SocialRx.Bot.Safeguarding;

/// <summary>Verbs that make the model of signals and tell how good they and the redaction are.</summary>
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
        var set = new Option<FileInfo?>("--set") { Description = "Labelled lines, as the corpus has them; without it the sets of this project." };
        var verb = new Command("evaluate-safety", "Prints how much of a labelled set is found, and how many false alarms there are.") { set };
        verb.SetAction(parsed => Told(() => Evaluate(parsed.GetValue(set))));
        return verb;
    }

    public static Command EvaluateRedaction()
    {
        var set = new Option<FileInfo?>("--set") { Description = "Lines with marks like \"my mate [[NAME:tariq]]\"; without it the frozen set of this project." };
        var wrong = new Option<bool>("--wrong") { Description = "Also prints the lines of the set given that went wrong." };
        var verb = new Command("evaluate-redaction", "Prints how much of what could identify somebody is taken out of a marked set, and what harmless goes with it.") { set, wrong };
        verb.SetAction(parsed => Told(() => EvaluateRedaction(parsed.GetValue(set), parsed.GetValue(wrong))));
        return verb;
    }

    private static void EvaluateRedaction(FileInfo? set, bool wrong)
    {
        var evaluation = set is null ? RedactionEvaluation.Of("frozen") : new RedactionEvaluation(MarkedLines(set));
        foreach (var line in evaluation.Table().Concat(wrong && set is not null ? evaluation.Wrong() : []))
            Console.Out.WriteLine(line);
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
        foreach (var line in set is null ? OwnSets() : new SafetyEvaluation(Lines(set)).Table())
            Console.Out.WriteLine(line);
    }

    private static IEnumerable<string> OwnSets() =>
        SafetyEvaluation.Of("frozen").Table()
            .Concat(ConversationEvaluation.OfOwn().Table())
            .Append("")
            .Append("an earlier frozen set, whose totals were looked at for decisions")
            .Concat(SafetyEvaluation.Of("earlier").Table())
            .Append("")
            .Append("everyday chat as it would come")
            .Concat(SafetyEvaluation.Of("ordinary").Table())
            .Append("")
            .Append("lines written to say it without the words for it")
            .Concat(SafetyEvaluation.Of("slipping").Table());

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

    private static List<LabelledLine> Lines(FileInfo file) => Read(file, LabelledLine.Read);

    private static List<MarkedLine> MarkedLines(FileInfo file) => Read(file, MarkedLine.Read);

    private static List<T> Read<T>(FileInfo file, Func<IEnumerable<string>, IEnumerable<T>> read)
    {
        try
        {
            return [.. read(File.ReadLines(file.FullName))];
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{file.FullName}: {wrong.Message}", wrong);
        }
    }
}
