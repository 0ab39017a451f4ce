using System.CommandLine;
using System.Globalization;
using SocialRx.Bot.Configuration;
using SocialRx.Storage;
using SocialRx.Storage.Staff;

namespace SocialRx.Bot.Maintenance;

/// <summary>The verb "audit verify": whether the record of who read or changed what is as it was written.</summary>
internal static class AuditCommand
{
    private const int Whole = 0;
    private const int Broken = 1;

    public static Command Create() => new("audit", "The record of who read or changed what.") { Verify() };

    private static Command Verify()
    {
        var head = new Option<string?>("--head") { Description = "A head that was printed earlier and kept elsewhere: it must still be in the chain" };
        var command = new Command("verify", "Goes along the chain of the audit log and names the first row that was changed, removed or put in. Also while the service serves.") { head };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) => VerifyAsync(parsed.GetValue(head), [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static async Task<int> VerifyAsync(string? kept, string[] args, TextWriter output, CancellationToken stop)
    {
        var chains = AuditCheck.Run(Sections.Read<StorageOptions>(Host.Configured(args).Configuration), kept?.Trim(), stop);
        foreach (var line in Lines(chains, kept))
            await output.WriteLineAsync(line);
        return chains.All(chain => chain.Fault is null) && (kept is null || IsThere(chains)) ? Whole : Broken;
    }

    internal static IEnumerable<string> Lines(IReadOnlyList<CheckedChain> chains, string? kept)
    {
        if (chains.Count == 0)
            yield return "Nothing has been recorded.";
        foreach (var chain in chains)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{chain.ProgrammeId}: {Sentence(chain)}");
            if (chain.Removed > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{chain.ProgrammeId}: {chain.Removed} rows before these were removed when their time was over, as a row of the chain says.");
            if (chain.TakenIn > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{chain.ProgrammeId}: its first {chain.TakenIn} rows were there before the chain began; what happened to them before that cannot be told.");
            if (chain is { Fault: null, HasBegun: true })
                yield return $"{chain.ProgrammeId}: head {chain.Head}";
        }

        yield return kept is null
            ? "Keep the heads where nobody who can write to this database can change them, and give one with --head next time. Without that, rows taken from the end together with the head, or a chain made anew, cannot be noticed."
            : IsThere(chains)
                ? "The head that was kept is in the chain: nothing up to it was taken away."
                : "The head that was kept is not in the chain: rows were taken from its end, or it was made anew.";
    }

    private static bool IsThere(IEnumerable<CheckedChain> chains) => chains.Any(chain => chain.HasKept);

    private static string Sentence(CheckedChain chain) => chain switch
    {
        { Fault: { } fault } => string.Create(CultureInfo.InvariantCulture, $"{fault}. {chain.Rows} rows before that were checked and are as they were written."),
        { HasBegun: false } => "its rows are from before there was a chain; they are taken in when the next thing is recorded.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{chain.Rows} rows checked, all as they were written."),
    };
}
