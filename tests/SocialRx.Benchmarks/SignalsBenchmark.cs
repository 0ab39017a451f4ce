using System.Diagnostics;
using System.Text.RegularExpressions;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Redaction;
using SocialRx.Language.Signals;

namespace SocialRx.Benchmarks;

/// <summary>
/// Signals and redaction of one message, against what one would write first: a compiled regular expression of well-known phrases and one of
/// phones, postcodes and e-mails. Goals for 200 characters: half within 100 us, 99 in 100 within 1 ms; 4,000 hostile characters within 50 ms;
/// models and rules in 20 MB. What the linear model is unsure of waits for the encoder: one such message is measured too, and all of the sets'
/// ordinary chat and of their messages of risk, as they come.
/// </summary>
internal static partial class SignalsBenchmark
{
    private const int Times = 20_000;
    private const int Rounds = 5;
    private const int MostMegabytes = 20;

    private const string Ordinary = "so ive been going to the boxing gym on tuesdays after school with my mate from year 9, its alright but i get nervous round new people and the bus costs loads. my nan says i should try the art club near Fernbridge";
    private const string Disclosure = "went skatepark n that was ok but cant stop thinking bout stuff tbh. my stepdad kicks off every night when hes been drinking and last week he held me against the wall by my neck, mum just watched. dont tell anyone";

    private const string Unsure = "its fine most days but when nan goes out i just stay in my room till she is back. i keep my shoes on in bed. he says its our thing and nobody would get it so i dont say. can we do something on tuesdays instead pls";

    private static readonly string[] Attacks =
    [
        Repeated("i want to not "),
        Repeated("k1ll "),
        Repeated("a"),
        Repeated("k i l l m y "),
        Repeated("my dad my mum my "),
        Repeated("*@$!"),
        Repeated("i ​i ​"),
        Repeated("07 7 00 9 "),
        Repeated("a.b@c."),
        Repeated("😀🔪"),
    ];

    public static int Run()
    {
        var missed = Megabytes("models and rules of signals", () => RiskSignals.Read(Unsure)) > MostMegabytes ? 1 : 0;
        Megabytes("rules and lists of redaction", () => Redactor.Redact(Unsure));
        Console.WriteLine("what                          characters   p50 us   p99 us");
        foreach (var (name, text) in new[] { ("ordinary message", Ordinary), ("disclosure", Disclosure) })
        {
            Measure($"{name}, phrases only", text, Times, Phrases);
            var (p50, p99) = Measure($"{name}, service", text, Times, Read);
            missed += (p50 > 100 ? 1 : 0) + (p99 > 1000 ? 1 : 0);
        }

        Measure("unsure, phrases only", Unsure, Times, Phrases);
        missed += Measure("unsure, service", Unsure, 1000, Read).P99 > 50_000 ? 1 : 0;
        missed += Measure("ordinary chat, joined", [.. Joined(Chat())]) is (> 100, _) or (_, > 1000) ? 1 : 0;
        Measure("ordinary chat, as it comes", [.. Chat()]);
        Measure("messages of risk, all", [.. SafetyEvaluation.Lines("frozen").Where(line => line.Expected != SafeguardingRoute.None).Select(line => line.Text)]);

        foreach (var attack in Attacks)
        {
            var (_, p99) = Measure($"attack {attack[..4].Trim()}", attack, 50, Read);
            missed += p99 > 50_000 ? 1 : 0;
        }

        Console.WriteLine(missed == 0 ? "All goals met." : $"{missed} goals MISSED.");
        return missed == 0 ? 0 : 1;
    }

    /// <summary>What stays in memory once a message has been read.</summary>
    private static double Megabytes(string what, Action read)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        read();
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        Console.WriteLine($"{what} hold {megabytes:0.0} MB");
        return megabytes;
    }

    private static void Read(string text)
    {
        RiskSignals.Read(text);
        Redactor.Redact(text);
    }

    private static void Phrases(string text)
    {
        WellKnown().IsMatch(text);
        Identifying().Replace(text, "[X]");
    }

    /// <summary>Messages of some 200 characters: few are as long as that.</summary>
    private static IEnumerable<string> Joined(IEnumerable<string> texts)
    {
        var joined = "";
        foreach (var text in texts)
        {
            joined = joined.Length == 0 ? text : $"{joined}. {text}";
            if (joined.Length < 180)
                continue;
            yield return joined;
            joined = "";
        }
    }

    private static IEnumerable<string> Chat() => SafetyEvaluation.Lines("ordinary").Select(line => line.Text);

    private static (double P50, double P99) Measure(string name, string text, int times, Action<string> read) => Measure(name, Enumerable.Repeat(text, times).ToList(), times / 10, read);

    /// <summary>Many messages, each a few times.</summary>
    private static (double P50, double P99) Measure(string name, IReadOnlyList<string> texts) => Measure(name, [.. Enumerable.Range(0, Rounds).SelectMany(_ => texts)], texts.Count, Read);

    private static (double P50, double P99) Measure(string name, List<string> texts, int warmUp, Action<string> read)
    {
        foreach (var text in texts[..warmUp])
            read(text);
        var took = texts.ConvertAll(text =>
        {
            var started = Stopwatch.GetTimestamp();
            read(text);
            return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        });
        took.Sort();
        var (p50, p99) = (took[took.Count / 2], took[took.Count * 99 / 100]);
        Console.WriteLine($"{name,-28}  {texts.Average(text => text.Length),10:0}  {p50,7:0.0}  {p99,7:0.0}");
        return (p50, p99);
    }

    private static string Repeated(string piece) => string.Concat(Enumerable.Repeat(piece, (4000 / piece.Length) + 1))[..4000];

    [GeneratedRegex(@"\b(kill (myself|my self)|suicid\w*|want to die|end (it|my life)|self.?harm\w*|cut(ting)? myself|overdos\w*|kms|rap(e|ed)|(hits|beats|punches) me|homeless|make(s)? me sick|anorexi\w*|bulimi\w*|county lines|grooming)\b", RegexOptions.IgnoreCase)]
    private static partial Regex WellKnown();

    [GeneratedRegex(@"\b(0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[\w.]+@[\w.]+\.\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Identifying();
}
