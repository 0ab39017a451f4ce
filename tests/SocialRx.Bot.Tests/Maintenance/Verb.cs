using System.Diagnostics;

namespace SocialRx.Bot.Tests.Maintenance;

/// <summary>A verb of the command line, run by a process of its own.</summary>
internal static class Verb
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<Ended> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndedAsync(process);
    }

    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [ServiceBuild.OfTheseTests.Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })
        ?? throw new InvalidOperationException("The verb did not start.");

    public static async Task<Ended> EndedAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Ended(process.ExitCode, await output, await errors);
    }
}

/// <param name="Errors">Nothing but sentences for the operator: a stack trace here is a bug.</param>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public Ended With(int exitCode)
    {
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
        Assert.True(ExitCode == exitCode, $"{ExitCode}: {Output}{Errors}");
        return this;
    }
}
