using System.CommandLine;

namespace SocialRx.Bot.Simulation;

/// <summary>The verb "simulate": plainly synthetic young people in a running service.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var people = new Option<int>("--people") { Description = "How many.", DefaultValueFactory = _ => 100 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same people.", DefaultValueFactory = _ => 1 };
        var address = new Option<string>("--address") { Description = "Where the service runs.", DefaultValueFactory = _ => "http://localhost:3978" };
        var atOnce = new Option<int>("--concurrency") { Description = "How many chat at the same time.", DefaultValueFactory = _ => 8 };
        people.Validators.Add(result => Within(result.GetValueOrDefault<int>(), 1, 1_000_000, result.AddError, "--people"));
        address.Validators.Add(result => Address(result.GetValueOrDefault<string>(), result.AddError));
        atOnce.Validators.Add(result => Within(result.GetValueOrDefault<int>(), 1, 1_000, result.AddError, "--concurrency"));

        var command = new Command("simulate", "Plainly synthetic young people chat with the running service, so that the dashboard has something to show.") { people, seed, address, atOnce };
        command.SetAction((parsed, stop) => new Simulator(new Uri(parsed.GetValue(address)!), parsed.GetValue(people), parsed.GetValue(seed), parsed.GetValue(atOnce), Console.Out).RunAsync(stop));
        return command;
    }

    private static void Address(string? value, Action<string> error)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            error("--address takes the full address of the service, like http://localhost:3978.");
    }

    private static void Within(int value, int least, int most, Action<string> error, string name)
    {
        if (value < least || value > most)
            error($"{name} takes a whole number from {least} to {most}.");
    }
}
