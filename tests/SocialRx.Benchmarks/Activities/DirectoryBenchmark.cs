using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;

namespace SocialRx.Benchmarks.Activities;

/// <summary>
/// What most people ask (an outcode, an age, a day, a theme) of a made-up England full of listings, on both databases, against looking at every listing in memory and against the SQL
/// one would write first; and how fast a source is gathered and swapped in. Goals: 99 in 100 answers fifty times as fast as
/// 99 in 100 looks at all; at most 300 MB; 10,000 listings a second into SQLite.
/// </summary>
internal static class DirectoryBenchmark
{
    private const int Asked = 1_000;
    private const int AskedOfAll = 40;
    private const int AskedPlainly = 100;
    private const int AtATime = 1_000;
    private const int Outcodes = 2_400;
    private const string Source = "made";

    private static readonly DateTimeOffset Now = new(2026, 11, 4, 17, 0, 0, TimeSpan.Zero);

    /// <param name="arguments">
    /// How many listings (1,000,000); "sqlite" or "postgres" for one of them only, which then is compared with nothing but plain SQL; and where that is to be kept, so that it is filled only
    /// the first time: a file, or a connection string.
    /// </param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        var only = arguments.ElementAtOrDefault(1);
        var kept = arguments.ElementAtOrDefault(2);
        Console.WriteLine("what                                          p50 ms    p99 ms");
        var missed = 0;
        var answered = new Dictionary<string, double>();
        if (only is null or "sqlite")
            (answered["sqlite"], missed) = await OnSqliteAsync(count, kept);
        if (only is null or "postgres")
            answered["postgres"] = await OnPostgresAsync(count, kept);
        if (only is null)
            missed += await LookAtAllAsync(count, answered);
        var told = only is null ? "All goals met." : "Nothing was compared with a look at every listing: leave the database out for that.";
        Console.WriteLine(missed == 0 ? told : $"{missed} goals MISSED.");
        return missed == 0 ? 0 : 1;
    }

    private static async Task<(double P99, int Missed)> OnSqliteAsync(int count, string? kept)
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-directory-");
        try
        {
            var options = new StorageOptions { File = kept ?? Path.Combine(folder.FullName, "directory.db") };
            var rate = await FillAsync(options, count);
            await using var database = await Database.OpenAsync(options, TimeProvider.System);
            var p99 = await AskAsync(database, "sqlite", count);
            var megabytes = Megabytes();
            Console.WriteLine(FormattableString.Invariant($"memory of the process, import and questions: {megabytes:0} MB; file {new FileInfo(options.File).Length / 1e6:N0} MB"));
            await AskPlainlyAsync(database, "sqlite");
            return (p99, Goal("10,000 listings a second", rate >= 10_000) + Goal("300 MB", megabytes <= 300));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> OnPostgresAsync(int count, string? kept)
    {
        await using var server = kept is null ? await PostgresServer.StartAsync("shared_buffers=512MB") : null;
        var options = new StorageOptions { Postgres = kept ?? await server!.CreateDatabaseAsync(), Connections = 4 };
        await FillAsync(options, count);
        await using var database = await Database.OpenAsync(options, TimeProvider.System);
        await database.WriteAsync(connection => connection.Execute("analyze listing; analyze search_listing; analyze search_spot"));
        var p99 = await AskAsync(database, "postgres", count);
        await AskPlainlyAsync(database, "postgres");
        return p99;
    }

    private static async Task<double> FillAsync(StorageOptions options, int count)
    {
        await using var database = await Database.OpenAsync(options, TimeProvider.System);
        if (await database.ReadAsync(connection => connection.ExecuteScalar<long>("select count(*) from listing")) == count)
            return double.PositiveInfinity;
        var made = Made().Listings(Source, count);
        var making = TimeSpan.Zero;
        var started = Stopwatch.GetTimestamp();
        var staging = await database.WriteAsync(connection => Staging.Begin(connection, "reading", Source, "made", Now));
        using var batches = made.Chunk(AtATime).GetEnumerator();
        while (Next(batches, ref making))
            await database.WriteAsync(connection => staging.Add(connection, batches.Current, Now));
        var gathered = Stopwatch.GetElapsedTime(started) - making;
        var beforeSwap = Stopwatch.GetTimestamp();
        await database.WriteAsync(connection => staging.Swap(connection, Now));
        var swapped = Stopwatch.GetElapsedTime(beforeSwap);
        await Staging.SweepAsync(database);
        var rate = count / (gathered + swapped).TotalSeconds;
        Console.WriteLine(FormattableString.Invariant(
            $"{database.Dialect.Name}: {count:N0} listings gathered in {gathered.TotalSeconds:0.0} s, swapped in {swapped.TotalSeconds:0.0} s ({rate:N0} a second), swept in {(Stopwatch.GetElapsedTime(beforeSwap) - swapped).TotalSeconds:0.0} s"));
        return rate;
    }

    // Making them up is not importing them.
    private static bool Next(IEnumerator<Listing[]> batches, ref TimeSpan making)
    {
        var started = Stopwatch.GetTimestamp();
        var more = batches.MoveNext();
        making += Stopwatch.GetElapsedTime(started);
        return more;
    }

    private static async Task<double> AskAsync(Database database, string name, int count)
    {
        var directory = Made();
        foreach (var wishes in directory.TypicalWishes(Asked + 100).Skip(Asked))
            await ChooseAsync(database, wishes);
        var p99 = await MeasureAsync($"{name}, typical", directory.TypicalWishes(Asked), wishes => ChooseAsync(database, wishes));
        await MeasureAsync($"{name}, anything anybody may say", directory.Wishes(Source, count, Asked / 4), wishes => ChooseAsync(database, wishes));
        return p99;
    }

    private static Task<double> AskPlainlyAsync(Database database, string name) =>
        MeasureAsync($"{name}, plain SQL, typical", Made().TypicalWishes(AskedPlainly), wishes => PlainAsync(database, wishes));

    private static async Task ChooseAsync(Database database, Wishes wishes) => Matching.Choose(await Listings.CandidatesAsync(database, wishes, Now), wishes, Now);

    // What one would write first: the listings in a box around the place, and what is online; then the same choice.
    private static async Task PlainAsync(Database database, Wishes wishes)
    {
        var (centre, reach) = (wishes.Near!.Centre, Matching.ReachKm(wishes)!.Value / 111);
        var bodies = await database.ReadAsync(connection => connection.Query<string>(
            """
            select body
            from listing
            where (latitude between @South and @North and longitude between @West and @East or is_online = 1 or latitude is null)
              and (minimum_age is null or minimum_age < @To + 1)
              and (maximum_age is null or maximum_age >= @From)
              and body like @Theme
            """,
            new
            {
                South = centre.Latitude - reach,
                North = centre.Latitude + reach,
                West = centre.Longitude - (reach * 1.8),
                East = centre.Longitude + (reach * 1.8),
                wishes.Age!.From,
                wishes.Age.To,
                Theme = $"%\"{wishes.Themes[0]}\"%",
            }));
        Matching.Choose([.. bodies.Select(body => JsonSerializer.Deserialize(body, ListingJson.Default.Listing)!)], wishes, Now);
    }

    private static async Task<int> LookAtAllAsync(int count, Dictionary<string, double> answered)
    {
        var everything = Made().Listings(Source, count).ToList();
        Matching.Choose(everything, Made().TypicalWishes(1).Single(), Now);
        var scan = await MeasureAsync("every listing in memory, typical", Made().TypicalWishes(AskedOfAll), wishes =>
        {
            Matching.Choose(everything, wishes, Now);
            return Task.CompletedTask;
        });
        Console.WriteLine(FormattableString.Invariant($"memory of the process with all of them: {Megabytes():0} MB"));
        foreach (var (name, p99) in answered)
            Console.WriteLine(FormattableString.Invariant($"{name} answers {scan / p99:0} times as fast as a look at every listing (p99 of both)"));
        return answered.Sum(one => Goal($"50 times as fast ({one.Key})", scan / one.Value >= 50));
    }

    private static async Task<double> MeasureAsync(string name, IEnumerable<Wishes> asked, Func<Wishes, Task> ask)
    {
        var took = new List<double>();
        foreach (var wishes in asked)
        {
            var started = Stopwatch.GetTimestamp();
            await ask(wishes);
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        took.Sort();
        Console.WriteLine(FormattableString.Invariant($"{name,-42}  {took[took.Count / 2],8:0.00}  {took[took.Count * 99 / 100],8:0.00}"));
        return took[took.Count * 99 / 100];
    }

    private static int Goal(string goal, bool met)
    {
        if (!met)
            Console.WriteLine($"MISSED: {goal}");
        return met ? 0 : 1;
    }

    private static double Megabytes()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }

    private static GeneratedDirectory Made() => new(1, Outcodes, Now);
}
