using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SocialRx.Bot.Directories;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Benchmarks.Directories;

/// <summary>
/// Listings a second from an Open Referral UK file into an SQLite file, and the most memory the process had, against the whole document parsed at once and one write a listing.
/// Goal: 10,000 a second in memory that does not grow with the file.
/// </summary>
internal static class OrukImportBenchmark
{
    private const int Goal = 10_000;
    private const int Baseline = 20_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var records = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("socialrx-oruk-import-");
        try
        {
            var streamed = await StreamedAsync(folder, records);
            var again = await StreamedAsync(folder, records, "the same again");
            var whole = await WholeAsync(folder, Math.Min(records, Baseline));
            Console.WriteLine($"streamed against whole: {streamed / whole:0.0} times the listings a second");
            Console.WriteLine(streamed >= Goal ? $"Goal met: {Goal} listings a second (again: {again:0})." : $"Goal MISSED: fewer than {Goal} listings a second.");
            return streamed >= Goal ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> StreamedAsync(DirectoryInfo folder, int records, string called = "streamed")
    {
        var file = await FileAsync(folder, records);
        var options = new DirectoryOptions { LargestDocumentMegabytes = 100_000, MostRecords = 10_000_000 };
        await using var database = await Database.OpenAsync(new StorageOptions { File = Path.Combine(folder.FullName, "streamed.db") }, TimeProvider.System);
        var ids = 0;
        var importer = new Importer(database, TermMap.Load(), TimeProvider.System, () => $"{called} {++ids}");
        var clock = Stopwatch.StartNew();

        var report = await importer.ImportAsync("bench", file, FeedFile.ReadAsync(file, options), CancellationToken.None);

        return Say(called, report.Run.Imported + report.Run.Unchanged, clock.Elapsed);
    }

    private static async Task<double> WholeAsync(DirectoryInfo folder, int records)
    {
        var file = await FileAsync(folder, records);
        await using var database = await Database.OpenAsync(new StorageOptions { File = Path.Combine(folder.FullName, "whole.db") }, TimeProvider.System);
        var (terms, now) = (TermMap.Load(), TimeProvider.System.GetUtcNow());
        var clock = Stopwatch.StartNew();

        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        var listings = document.RootElement.GetProperty("contents").EnumerateArray().SelectMany((item, index) => OrukService.Read(item, index + 1, "bench", terms, now, new OrukSource()).Listings).ToList();
        foreach (var listing in listings)
            await database.WriteAsync(connection => ListingRows.Put(connection, [listing], now));

        return Say("whole document, one write a listing", listings.Count, clock.Elapsed);
    }

    private static double Say(string called, int listings, TimeSpan took)
    {
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{called}: {listings} listings in {took.TotalSeconds:0.0} s, {listings / took.TotalSeconds:0} a second; most memory so far {process.PeakWorkingSet64 / 1_048_576} MB");
        return listings / took.TotalSeconds;
    }

    private static async Task<string> FileAsync(DirectoryInfo folder, int records)
    {
        var file = Path.Combine(folder.FullName, $"{records}.json");
        if (File.Exists(file))
            return file;
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync($"{{\"total_items\":{records},\"contents\":[");
        for (var n = 0; n < records; n++)
            await writer.WriteAsync((n == 0 ? "" : ",\n") + Service(n));
        await writer.WriteAsync("]}");
        return file;
    }

    private static string Service(int n) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"id":"{{{new Guid(n, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8)}}}","name":"{{{Word(n)}}} club {{{n}}}","description":"<p>A {{{Word(n / 3)}}} group for young people, every week. New people are met at the door &amp; shown round; bring {{{Word(n / 5)}}} shoes.</p>","status":"active","minimum_age":{{{8 + (n % 9)}}},"maximum_age":{{{17 + (n % 9)}}},"last_modified":"2026-{{{1 + (n % 10):00}}}-{{{1 + (n % 28):00}}}T10:00:00Z","assured_date":"2026-06-15","fees":"{{{(n % 3 == 0 ? "Free" : "£2.50 a session")}}}","url":"https://club-{{{n}}}.fernbridge.example/","email":"hello@club-{{{n}}}.fernbridge.example","organization":{"id":"{{{new Guid(n / 20, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8)}}}","name":"{{{Word(n / 20)}}} trust {{{n / 20}}}","description":"A charity."},"contacts":[{"id":"1","phones":[{"id":"2","number":"01632 960{{{n % 1000:000}}}"}]}],"attributes":[{"id":"3","taxonomy_term":{"id":"4","name":"{{{(n % 2 == 0 ? "Sport" : "Music")}}}","description":""}},{"id":"5","taxonomy_term":{"id":"6","name":"New people welcome","description":""}}],"schedules":[{"id":"7","freq":"WEEKLY","interval":1,"byday":"{{{(n % 2 == 0 ? "TU" : "SA")}}}","opens_at":"17:00","closes_at":"18:30"}],"service_at_locations":[{"id":"8","location":{"id":"9","location_type":"physical","name":"{{{Word(n / 7)}}} hall","latitude":{{{50 + (n % 5_000 / 1_000.0):0.0000}}},"longitude":{{{-3 + (n % 4_000 / 1_000.0):0.0000}}},"addresses":[{"id":"10","address_1":"{{{n % 200}}} Mill Lane","city":"Fernbridge","state_province":"Fernshire","postal_code":"FB{{{n % 9}}}","country":"GB","address_type":"physical"}],"accessibility":[{"id":"11","description":"Step-free entrance. Accessible toilet."}]}}]}
        """);

    private static string Word(int n) => Words[n % Words.Length];

    private static readonly string[] Words = ["climbing", "drumming", "baking", "running", "chess", "football", "drawing", "gardening", "skating", "singing", "coding", "boxing", "reading", "sewing", "fishing", "swimming"];
}
