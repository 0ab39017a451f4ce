using System.CommandLine;
using SocialRx.Bot.CoDesign;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Maintenance;
using SocialRx.Bot.PlaceFiles;
using SocialRx.Bot.Simulation;

namespace SocialRx.Bot;

/// <summary>The verbs of the command line; without one the service runs.</summary>
internal static class Commands
{
    public static Task<int> RunAsync(string[] args) => Root().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    internal static RootCommand Root()
    {
        // The host reads "--Section:Key=value" itself, so the root command lets unknown words through to it.
        var root = new RootCommand("SocialRx.Bot: a conversation for young people, honest summaries for the people who plan services.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(DirectoryCommands.Create());
        root.Subcommands.Add(PlacesCommands.Create());
        root.Subcommands.Add(MaintenanceCommands.Backup());
        root.Subcommands.Add(MaintenanceCommands.Restore());
        root.Subcommands.Add(MaintenanceCommands.Storage());
        root.Subcommands.Add(RetentionCommands.Create());
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(BudgetCommand.Create());
        root.SetAction((parsed, stop) => Host.RunAsync([.. parsed.UnmatchedTokens], stop));
        root.Subcommands.Add(Safeguarding.LineVerbs.Signals());
        root.Subcommands.Add(Safeguarding.LineVerbs.Redact());
        root.Subcommands.Add(Safeguarding.SignalVerbs.Train());
        root.Subcommands.Add(Safeguarding.SignalVerbs.Evaluate());
        root.Subcommands.Add(Safeguarding.SignalVerbs.EvaluateRedaction());
        root.Subcommands.Add(OpinionsCommand.Create());
        return root;
    }
}
