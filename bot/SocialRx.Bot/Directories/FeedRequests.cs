using System.Net;
using System.Net.Http.Headers;

namespace SocialRx.Bot.Directories;

/// <summary>Asks for documents: only at hosts that are allowed, hop by hop, with limits of size and time, and politely when a server is busy.</summary>
internal sealed class FeedRequests(HttpClient http, DirectoryOptions options, TimeProvider clock)
{
    private const int MostRedirects = 3;
    private const int MostTries = 4;

    /// <summary>A server that wants to be left alone for longer is asked at another time.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private (Uri Address, FeedAnswer Answer)? _looked;

    /// <summary>A client that follows nothing by itself and inflates nothing: every hop is checked here, and how much comes out of a packed page is counted.</summary>
    public static HttpClient Client() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(10), UseCookies = false, MaxConnectionsPerServer = 8 })
        {
            Timeout = TimeSpan.FromSeconds(60),
        };

    /// <summary>In words, what the network or the server did; null for anything else.</summary>
    public static string? Why(Exception error, Uri address) => error switch
    {
        InvalidDataException => error.Message,
        HttpRequestException or IOException => PlainFault.OfNetwork(error, address.Host),
        TimeoutException => $"{address.Host} {error.Message}",
        TaskCanceledException { InnerException: TimeoutException } => $"{address.Host} does not answer in time",
        _ => null,
    };

    /// <summary>Waits and asks again, a few times, where the server is only busy.</summary>
    public async Task<FeedAnswer> GetAsync(Uri address, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await AskAsync(address, stop);
            if (answer is not FeedAnswer.Busy busy)
                return answer;

            var wait = busy.Wait ?? FirstWait * Math.Pow(2, attempt - 1);
            if (attempt == MostTries || wait > LongestWait)
                return new FeedAnswer.Refused($"it answers {(int)busy.Status}", busy.Status, clock.GetUtcNow() + wait);
            await Task.Delay(wait, clock, stop);
        }
    }

    /// <summary>Asks for a document to see what it is. Whoever asks for it next gets what was answered, without another request.</summary>
    public async Task<Told> LookAsync(Uri address, CancellationToken stop)
    {
        try
        {
            await ForgetAsync();
            _looked = (address, await AskAsync(address, stop));
            return _looked.Value.Answer is FeedAnswer.Document document ? await document.LookAsync(options.LargestRecordBytes, stop) : Told.Unseen;
        }
        catch (Exception error) when (!stop.IsCancellationRequested && Why(error, address) is not null)
        {
            return new Told("", Why(error, address));
        }
    }

    /// <summary>Lets go of what was looked at and nobody asked for.</summary>
    public ValueTask ForgetAsync()
    {
        var looked = _looked;
        _looked = null;
        return looked is { } answered ? answered.Answer.DisposeAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Asks once.</summary>
    public async Task<FeedAnswer> AskAsync(Uri address, CancellationToken stop)
    {
        if (_looked is { } looked && looked.Address == address)
        {
            _looked = null;
            return looked.Answer;
        }

        var asked = address;
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            if (!options.AllowsFrom(asked, address))
                return new FeedAnswer.Refused($"{address.Host} is not in Directory:AllowedHosts");

            var response = await SendAsync(address, stop);
            if ((int)response.StatusCode is not (>= 300 and < 400) || response.Headers.Location is not { } location)
                return await AnswerAsync(response, stop);
            response.Dispose();
            address = new Uri(address, location);
        }

        return new FeedAnswer.Refused($"it redirects more than {MostRedirects} times");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html", 0.1));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
    }

    private async Task<FeedAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken stop)
    {
        FeedAnswer? refused = IsBusy(response.StatusCode) ? new FeedAnswer.Busy(response.StatusCode, RetryAfter(response.Headers.RetryAfter)) : Refusal(response);
        if (refused is not null)
        {
            response.Dispose();
            return refused;
        }

        var isPacked = response.Content.Headers.ContentEncoding.Count > 0;
        var body = new PatientStream(await response.Content.ReadAsStreamAsync(stop), TimeSpan.FromSeconds(options.SecondsADocument), clock);
        return new FeedAnswer.Document(response, LimitedStream.Of(body, isPacked, options));
    }

    private static bool IsBusy(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static FeedAnswer.Refused? Refusal(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            return new($"it answers {(int)response.StatusCode}", response.StatusCode);

        return response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase)) || response.Content.Headers.ContentEncoding.Count > 1
            ? new("it answers packed in a way that was not asked for")
            : null;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
