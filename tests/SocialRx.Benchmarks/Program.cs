using SocialRx.Benchmarks;
using SocialRx.Benchmarks.Activities;
using SocialRx.Benchmarks.CoDesign;
using SocialRx.Benchmarks.Dashboard;
using SocialRx.Benchmarks.Directories;
using SocialRx.Benchmarks.Layer;
using SocialRx.Benchmarks.Turn;

// dotnet run -c Release --project tests/SocialRx.Benchmarks -- [turn|processes|layer|soak|signals|rpde|budgets|opinions|oruk-import|start|page|dashboard|directory|all]
return args switch
{
    ["bare-sqlite", var url, var file] => await BareEndpoint.RunAsync(url, () => new BareSqlite(file)),
    ["bare-postgres", var url, var connectionString] => await BareEndpoint.RunAsync(url, () => new BarePostgres(connectionString)),
    ["bare-bot", var url] => await BareBot.RunAsync(url),
    ["layer-bots", var url] => await LayerBots.RunAsync(url),
    ["layer", ..] => await LayerBenchmark.RunAsync(args[1..]),
    ["soak", ..] => await LayerBenchmark.SoakAsync(args[1..]),
    ["turn", ..] => await TurnBenchmark.RunAsync(args[1..]),
    ["processes", ..] => await ProcessesBenchmark.RunAsync(args[1..]),
    ["signals", ..] => SignalsBenchmark.Run(),
    ["rpde", ..] => await RpdeBenchmark.RunAsync(args[1..]),
    ["budgets", ..] => BudgetsBenchmark.Run(),
    ["start", ..] => await StartBenchmark.RunAsync(),
    ["page", ..] => await PageBenchmark.RunAsync(),
    ["oruk-import", ..] => await OrukImportBenchmark.RunAsync(args[1..]),
    ["opinions", ..] => OpinionsBenchmark.Run(),
    ["dashboard", ..] => await DashboardBenchmark.RunAsync(args[1..]),
    ["directory", ..] => await DirectoryBenchmark.RunAsync(args[1..]),
    [] or ["all", ..] => await StartBenchmark.RunAsync() + await PageBenchmark.RunAsync() + await LayerBenchmark.RunAsync([]) + await TurnBenchmark.RunAsync([]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Say turn [seconds] [sqlite or postgresql], processes [seconds], layer [seconds], soak [turns], signals, rpde [pages] [sqlite or postgres], budgets, opinions, oruk-import [records], start, page, dashboard [responses], directory [listings] [sqlite or postgres] [file or connection string to keep it at] or all.");
    return 2;
}
