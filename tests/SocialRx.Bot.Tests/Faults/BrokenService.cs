using System.Diagnostics;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>A place in the service's source that keeps the promise, and how it reads when it does not.</summary>
/// <param name="Text">Stands in the file exactly once.</param>
/// <param name="Broken">Takes its place; {broken} is true in a process that is started to be broken so.</param>
internal sealed record Breakage(string Name, string File, string Text, string Broken);

/// <summary>
/// A copy of the service, built from its own source with the promise broken in several places, each of which sleeps until a process is started with
/// its name. Only the projects with such a place are built again. The repository itself is not touched.
/// </summary>
public sealed class BrokenService : IAsyncLifetime
{
    private const string Variable = "SOCIALRX_BROKEN";

    private static readonly string[] Sources = ["bot", "dialogs", ".config", ".editorconfig", "appsettings.json", "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    /// <summary>What stands on another project is built after it.</summary>
    private static readonly string[] Broken = ["bot/SocialRx.Storage", "bot/SocialRx.Bot"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-broken-");

    internal static readonly Breakage[] Breakages =
    [
        new("the turn's dedupe", "bot/SocialRx.Bot/Turn/TurnMiddleware.cs", "if (turn.Start.AlreadyDone)", "if (turn.Start.AlreadyDone && !{broken})"),
        new("the log's dedupe", "bot/SocialRx.Bot/Channels/DirectLine/DirectLineTurns.cs", "return Inbox.Accept(connection, activity, place.Watermark, peers.Me, now) ?", "return Inbox.Accept(connection, activity, place.Watermark, peers.Me, now) || {broken} ?"),
        new("the version check", "bot/SocialRx.Storage/Turn/Conversations.cs", "and version = @StartedFrom", "and (version = @StartedFrom or @Broken)"),
        new("the version check", "bot/SocialRx.Storage/Turn/Conversations.cs", "(\"StartedFrom\", startedFrom),", "(\"StartedFrom\", startedFrom), (\"Broken\", {broken}),"),
        new("the order of turns", "bot/SocialRx.Bot/Turn/TurnMiddleware.cs", "earlier != turn.ActivityId)", "earlier != turn.ActivityId && !{broken})"),
        new("the order of replies", "bot/SocialRx.Bot/Turn/OutboxRoute.cs", "if (turn.Start.HasUnsent)", "if (turn.Start.HasUnsent && !{broken})"),
    ];

    public async ValueTask InitializeAsync()
    {
        foreach (var source in Sources)
            Copy(Path.Combine(RunningService.Repository, source), Path.Combine(_folder.FullName, source));
        foreach (var breakage in Breakages)
            await BreakAsync(breakage);
        foreach (var project in Broken)
            await BuildAsync(project);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The copy, broken in one place; with an empty name it is as good as the service.</summary>
    internal ServiceBuild BrokenIn(string name) =>
        new(ServiceBuild.ProgramIn(_folder.FullName), new Dictionary<string, string> { [Variable] = name });

    private async Task BreakAsync(Breakage breakage)
    {
        var file = Path.Combine(_folder.FullName, breakage.File);
        var source = await File.ReadAllTextAsync(file);
        Assert.True(source.Split(breakage.Text).Length == 2, $"\"{breakage.Text}\" should stand once in {breakage.File}.");
        var isBroken = $"(System.Environment.GetEnvironmentVariable(\"{Variable}\") == \"{breakage.Name}\")";
        await File.WriteAllTextAsync(file, source.Replace(breakage.Text, breakage.Broken.Replace("{broken}", isBroken, StringComparison.Ordinal), StringComparison.Ordinal));
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var entry in Directory.EnumerateFileSystemEntries(from).Where(entry => !IsOfAnotherConfiguration(entry)))
            Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
    }

    private static bool IsOfAnotherConfiguration(string entry) =>
        Path.GetFileName(Path.GetDirectoryName(entry)) is "bin" or "obj" && Directory.Exists(entry) && Path.GetFileName(entry) != Configuration;

    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private async Task BuildAsync(string project)
    {
        var command = new ProcessStartInfo("dotnet", ["build", project, "--no-dependencies", "--configuration", Configuration, "--nologo", "-nodeReuse:false", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
        };
        // Under "dotnet test" they name another build's tools.
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            command.Environment.Remove(name);
        using var build = Process.Start(command)!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, said);
    }
}
