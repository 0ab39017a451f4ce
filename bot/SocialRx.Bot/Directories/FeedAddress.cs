using System.Globalization;
using System.Net;
using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Reads a directory page by page from an address. A page's own count of pages is not believed: reading goes on while pages bring records not seen before, so that totals that
/// lie and pages that loop do no harm.
/// </summary>
internal sealed class FeedAddress(HttpClient http, DirectoryOptions options)
{
    private const int MostRedirects = 3;

    /// <summary>A client that follows nothing by itself and inflates nothing: every hop is checked here, and a page is no larger than what arrives.</summary>
    public static HttpClient Client() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(10), UseCookies = false })
        {
            Timeout = TimeSpan.FromSeconds(60),
        };

    public async Task<Feed> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadPagesAsync(address, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Feed.Broken($"{address.Host} does not answer: {Plain.Clip(error.Message, 120)}");
        }
    }

    private async Task<Feed> ReadPagesAsync(Uri address, CancellationToken cancellationToken)
    {
        var records = new List<JsonElement>();
        var problems = new List<ImportProblem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= options.MostPages && records.Count < options.MostRecords; page++)
        {
            var answer = await GetAsync(Page(address, page), cancellationToken);
            if (answer is Answer.Refused refused)
                return page == 1 ? new Feed.Broken(refused.Why) : End(refused, page, records, problems);
            if (OrukDocument.Read(((Answer.Document)answer).Bytes) is not Feed.Records read)
                return new Feed.Broken($"page {page} cannot be read; nothing of this source was changed");

            // The same record twice on one page is for the importer to report; a page without anything new is a page again.
            var isNew = read.Items.Any(item => !seen.Contains(Key(item)));
            if (!isNew)
                return new Feed.Records(records, problems);
            records.AddRange(read.Items);
            seen.UnionWith(read.Items.Select(Key));
            problems.AddRange(read.Problems.Select(problem => problem with { RecordId = $"page {page}" }));
        }

        problems.Add(new("feed", "pages", ImportProblem.Noted, $"more than {options.MostPages} pages or {options.MostRecords} records; the rest was not read"));
        return new Feed.Records(records, problems);
    }

    /// <summary>Lists hold only the head of a service: the rest is at /services/{id}. A record that cannot be had is kept as the list gave it.</summary>
    public async Task<JsonElement> DetailAsync(Uri address, JsonElement service, CancellationToken cancellationToken)
    {
        if (service.Text("id") is not { } id || service.Field("service_at_locations") is not null || service.Field("schedules") is not null)
            return service;

        try
        {
            var detail = new UriBuilder(address) { Path = $"{address.AbsolutePath.TrimEnd('/')}/{Uri.EscapeDataString(id)}", Query = "" }.Uri;
            return await GetAsync(detail, cancellationToken) is Answer.Document document && OrukDocument.Read(document.Bytes) is Feed.Records { Items: [var whole] } && whole.Text("id") == id ? whole : service;
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return service;
        }
    }

    // Past the last page some answer "not found". Anything else on the way is a source that broke off: half of it is not taken for the whole.
    private static Feed End(Answer.Refused refused, int page, List<JsonElement> records, List<ImportProblem> problems) =>
        refused.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest
            ? new Feed.Records(records, problems)
            : new Feed.Broken($"it broke off at page {page}: {refused.Why}; nothing of this source was changed");

    private async Task<Answer> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            if (!options.Allows(address))
                return new Answer.Refused($"{address.Host} is not in Directory:AllowedHosts", null);

            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
                address = new Uri(address, location);
            else
                return await DocumentAsync(response, cancellationToken);
        }

        return new Answer.Refused($"it redirects more than {MostRedirects} times", null);
    }

    private async Task<Answer> DocumentAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            return new Answer.Refused($"it answers {(int)response.StatusCode}", response.StatusCode);
        if (response.Content.Headers.ContentEncoding.Count > 0)
            return new Answer.Refused("it answers compressed, which was not asked for", null);

        var most = options.LargestDocumentMegabytes * 1024 * 1024;
        using var buffer = new MemoryStream();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var chunk = new byte[81_920];
        for (var read = await body.ReadAsync(chunk, cancellationToken); read > 0; read = await body.ReadAsync(chunk, cancellationToken))
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > most)
                return new Answer.Refused($"a page is larger than {options.LargestDocumentMegabytes} MB (Directory:LargestDocumentMegabytes)", null);
        }

        return new Answer.Document(buffer.ToArray());
    }

    private static Uri Page(Uri address, int page)
    {
        if (page == 1)
            return address;

        var kept = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith("page=", StringComparison.OrdinalIgnoreCase));
        return new UriBuilder(address) { Query = string.Join('&', kept.Append($"page={page.ToString(CultureInfo.InvariantCulture)}")) }.Uri;
    }

    private static string Key(JsonElement item) => item.Text("id") ?? item.GetRawText();

    private abstract record Answer
    {
        public sealed record Document(byte[] Bytes) : Answer;

        public sealed record Refused(string Why, HttpStatusCode? Status) : Answer;
    }
}
