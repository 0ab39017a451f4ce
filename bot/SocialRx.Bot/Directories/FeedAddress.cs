using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Reads a directory page by page from an address. A page's own count of pages is not believed: reading goes on while pages bring records not seen before, so that totals that
/// lie and pages that loop do no harm.
/// </summary>
internal sealed class FeedAddress(FeedRequests requests, DirectoryOptions options)
{
    /// <summary>So many records in a row of which the details cannot be had, and the server is taken to be in trouble.</summary>
    private const int MostRefusedInARow = 5;

    /// <param name="first">The page to begin with; those before it were read already.</param>
    public IAsyncEnumerable<FeedPart<JsonElement>> ReadAsync(Uri address, int first = 1) => PagesAsync(address, first).Guarded(error => FeedRequests.Why(error, address));

    /// <summary>Lists may hold only the head of a service: the rest is at /services/{id}. Order is kept; a few are asked for at a time.</summary>
    /// <param name="isWanted">Whether the details of this head are worth a request.</param>
    public async IAsyncEnumerable<FeedPart<JsonElement>> WithDetailsAsync(
        Uri address, IAsyncEnumerable<FeedPart<JsonElement>> parts, Func<JsonElement, bool> isWanted, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var waiting = new Queue<Task<FeedPart<JsonElement>>>();
        var refusedInARow = 0;
        await foreach (var part in parts.WithCancellation(stop))
        {
            waiting.Enqueue(part is FeedPart<JsonElement>.Record { Item: var head } && IsHead(head) ? DetailAsync(address, head, isWanted(head), stop) : Task.FromResult(part));
            if (waiting.Count <= options.RequestsAtATime)
                continue;
            var next = Weighed(await waiting.Dequeue(), ref refusedInARow);
            yield return next;
            if (next is FeedPart<JsonElement>.Broken)
                yield break;
        }

        while (waiting.TryDequeue(out var last))
        {
            var next = Weighed(await last, ref refusedInARow);
            yield return next;
            if (next is FeedPart<JsonElement>.Broken)
                yield break;
        }
    }

    /// <summary>Whether a list's record may have more at an address of its own.</summary>
    public static bool IsHead(JsonElement service) =>
        service.Text("id") is not null && service.Field("service_at_locations") is null && service.Field("schedules") is null && service.Field("regular_schedules") is null;

    private static FeedPart<JsonElement> Weighed(FeedPart<JsonElement> part, ref int refusedInARow)
    {
        refusedInARow = part switch
        {
            FeedPart<JsonElement>.Kept { Why: not null } => refusedInARow + 1,
            FeedPart<JsonElement>.Record => 0,
            _ => refusedInARow,
        };
        return part is FeedPart<JsonElement>.Kept { Why: { } why } && refusedInARow >= MostRefusedInARow
            ? new FeedPart<JsonElement>.Broken($"the details of {refusedInARow} services in a row cannot be had: {why}; nothing of this source was changed")
            : part;
    }

    private async Task<FeedPart<JsonElement>> DetailAsync(Uri address, JsonElement head, bool isWanted, CancellationToken stop)
    {
        if (!isWanted)
            return new FeedPart<JsonElement>.Kept(head, null);

        var id = head.Text("id")!;
        var detail = new UriBuilder(address) { Path = $"{address.AbsolutePath.TrimEnd('/')}/{Uri.EscapeDataString(id)}", Query = "" }.Uri;
        await foreach (var read in DocumentAsync(detail, stop).Guarded(error => FeedRequests.Why(error, detail), stop))
        {
            if (read is FeedPart<JsonElement>.Record { Item: var whole })
                return whole.Text("id") == id ? read : new FeedPart<JsonElement>.Kept(head, "another service is there");
            if (read is FeedPart<JsonElement>.Broken broken)
                return new FeedPart<JsonElement>.Kept(head, broken.Why);
        }

        // Some publish no more than the head.
        return new FeedPart<JsonElement>.Record(head);
    }

    /// <summary>Nothing at all where there is no such document.</summary>
    private async IAsyncEnumerable<FeedPart<JsonElement>> DocumentAsync(Uri address, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await using var answer = await requests.GetAsync(address, stop);
        if (answer is FeedAnswer.Refused refused)
        {
            if (!refused.IsNotThere)
                yield return new FeedPart<JsonElement>.Broken(refused.Why, refused.AskAgainAt);
            yield break;
        }

        await foreach (var part in new OrukDocument(options.LargestRecordBytes).ReadAsync(((FeedAnswer.Document)answer).Body, stop))
            yield return part;
    }

    private async IAsyncEnumerable<FeedPart<JsonElement>> PagesAsync(Uri address, int first, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var seen = new SeenRecords();
        for (var number = first; number <= options.MostPages && seen.Count <= options.MostRecords; number++)
        {
            await using var answer = await requests.GetAsync(Page(address, number), stop);
            if (answer is FeedAnswer.Refused refused)
            {
                if (End(refused, number) is { } broken)
                    yield return broken;
                yield break;
            }

            var document = new OrukDocument(options.LargestRecordBytes);
            var page = new PageCount();
            await foreach (var part in document.ReadAsync(((FeedAnswer.Document)answer).Body, stop))
            {
                if (part is FeedPart<JsonElement>.Broken unreadable)
                {
                    yield return number == 1 ? unreadable : unreadable with { Why = $"page {number} cannot be read: {unreadable.Why}; nothing of this source was changed" };
                    yield break;
                }

                if (part is FeedPart<JsonElement>.Record { Item: var item } && !page.Counts(seen.IsNew(item, number)))
                    continue;
                yield return part is FeedPart<JsonElement>.Noticed noticed ? new FeedPart<JsonElement>.Noticed(noticed.Problem with { RecordId = OfPage(noticed.Problem, number) }) : part;
            }

            foreach (var problem in Problems(number, page, document.Envelope))
                yield return new FeedPart<JsonElement>.Noticed(problem);
            if (page.New == 0)
                yield break;
            yield return new FeedPart<JsonElement>.Reached(number.ToString(CultureInfo.InvariantCulture));
        }

        yield return new FeedPart<JsonElement>.Noticed(
            new("feed", "pages", ImportProblem.Noted, $"more than {options.MostPages} pages or {options.MostRecords} records (Directory:MostPages, Directory:MostRecords); the rest was not read"));
    }

    private static string OfPage(ImportProblem problem, int number) => problem.RecordId == "page" ? $"page {number}" : $"page {number}, {problem.RecordId}";

    private static IEnumerable<ImportProblem> Problems(int number, PageCount page, FeedEnvelope envelope)
    {
        if (number == 1 && envelope is { IsPaged: true, Pages: null })
            yield return new("page 1", "total_pages", ImportProblem.Noted, "is missing; pages were read until one brought nothing new");
        if (page is { Again: > 0, New: > 0 })
            yield return new($"page {number}", "contents", ImportProblem.Noted, $"repeats {page.Again} records of pages before");

        // Nearly every server that has a single page gives it again when it is asked for the second one; that is worth a word only when the page says there are more.
        if (page is { Again: > 0, New: 0 } && !envelope.SaysItIsTheLast(number))
            yield return new($"page {number}", "contents", ImportProblem.Noted, "brings nothing new, and says that more follows; reading ended there");
    }

    // Past the last page some answer "not found". Anything else on the way is a source that broke off: half of it is not taken for the whole.
    private static FeedPart<JsonElement>.Broken? End(FeedAnswer.Refused refused, int number)
    {
        if (number == 1)
            return new(refused.Why, refused.AskAgainAt);

        return refused.IsNotThere ? null : new($"it broke off at page {number}: {refused.Why}; nothing of this source was changed", refused.AskAgainAt);
    }

    private static Uri Page(Uri address, int number) => number == 1 ? address : With(address, "page", number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The address with one parameter set, in the place of any value it had.</summary>
    public static Uri With(Uri address, string name, string value)
    {
        var kept = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith($"{name}=", StringComparison.OrdinalIgnoreCase));
        return new UriBuilder(address) { Query = string.Join('&', kept.Append($"{name}={Uri.EscapeDataString(value)}")) }.Uri;
    }

    private sealed class PageCount
    {
        public int New { get; private set; }

        public int Again { get; private set; }

        public bool Counts(bool isNew)
        {
            if (isNew)
                New++;
            else
                Again++;
            return isNew;
        }
    }
}
