using SocialRx.Benchmarks;

// dotnet run -c Release --project tests/SocialRx.Benchmarks -- [turn|start|page|all]
return args switch
{
    ["bare", var url, var file] => await BareEndpoint.RunAsync(url, file),
    ["turn", ..] => await TurnBenchmark.RunAsync(args[1..]),
    ["start", ..] => await StartBenchmark.RunAsync(),
    ["page", ..] => await PageBenchmark.RunAsync(),
    [] or ["all", ..] => await StartBenchmark.RunAsync() + await PageBenchmark.RunAsync() + await TurnBenchmark.RunAsync([]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Say turn [seconds], start, page or all.");
    return 2;
}
