using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.TestKit;

namespace SocialRx.Benchmarks.Dashboard;

/// <summary>
/// The dashboard's overview over 10 thousand and over 10 million responses, counted again for every page: whole requests to the real service
/// by a member of staff, both in the same run, request by request in turns. Goal: at most 1.5 times as long.
/// </summary>
internal static partial class DashboardBenchmark
{
    private const int Requests = 400;
    private const int WarmUp = 100;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var responses = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 10_000_000;
        var folder = Directory.CreateTempSubdirectory("socialrx-crowd-");
        try
        {
            await using var few = await StartAsync(folder, 10_000 / Crowd.AnswersEach);
            await using var many = await StartAsync(folder, responses / Crowd.AnswersEach);
            return await CompareAsync(few, many, responses);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<RunningService> StartAsync(DirectoryInfo folder, int people)
    {
        var file = Path.Combine(folder.FullName, $"{people}.db");
        var clock = Stopwatch.StartNew();
        await Crowd.MakeAsync(file, people);
        var made = clock.Elapsed;
        await using (var database = await Database.OpenAsync(new StorageOptions { File = file }, TimeProvider.System))
            await database.WriteAsync(connection => Counters.Build(connection, Crowd.Programme, TimeProvider.System.GetUtcNow()));
        Console.WriteLine(FormattableString.Invariant(
            $"{people * Crowd.AnswersEach:N0} responses of {people:N0} people: made in {made.TotalSeconds:0.0} s, {new FileInfo(file).Length / 1e6:N0} MB, counters built in {(clock.Elapsed - made).TotalSeconds:0.0} s"));
        return await RunningService.StartAsync($"Storage:File={file}", "Disclosure:RecountAfterSeconds=0");
    }

    private static async Task<int> CompareAsync(RunningService few, RunningService many, int responses)
    {
        using var ofFew = await SignInAsync(few);
        using var ofMany = await SignInAsync(many);
        var (fewTimes, manyTimes) = (new List<double>(), new List<double>());
        for (var request = 0; request < WarmUp + Requests; request++)
        {
            fewTimes.Add(await MillisecondsAsync(ofFew));
            manyTimes.Add(await MillisecondsAsync(ofMany));
        }

        Tell(10_000, fewTimes);
        Tell(responses, manyTimes);
        var ratio = At(manyTimes, 0.5) / At(fewTimes, 0.5);
        Console.WriteLine(FormattableString.Invariant($"ratio {ratio:0.00}. Goal {(ratio <= 1.5 ? "met" : "MISSED")}: at most 1.5."));
        return ratio <= 1.5 ? 0 : 1;
    }

    private static void Tell(int responses, List<double> times) =>
        Console.WriteLine(FormattableString.Invariant($"overview over {responses,10:N0} responses: median {At(times, 0.5):0.00} ms, p95 {At(times, 0.95):0.00} ms"));

    private static double At(List<double> times, double share) => times.Skip(WarmUp).Order().ElementAt((int)((times.Count - WarmUp - 1) * share));

    private static async Task<double> MillisecondsAsync(HttpClient staff)
    {
        var clock = Stopwatch.StartNew();
        var page = await staff.GetStringAsync(new Uri("/dashboard", UriKind.Relative));
        var took = clock.Elapsed;
        return page.Contains("young people took part", StringComparison.Ordinal) ? took.TotalMilliseconds : throw new InvalidOperationException("The overview shows no numbers.");
    }

    private static async Task<HttpClient> SignInAsync(RunningService service)
    {
        var client = new HttpClient { BaseAddress = service.Address };
        var page = await client.GetStringAsync(new Uri("/dashboard/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["role"] = "commissioner", ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value });
        using var answer = await client.PostAsync(new Uri("/dashboard/sign-in", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
