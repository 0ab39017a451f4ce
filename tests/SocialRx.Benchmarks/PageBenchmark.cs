using System.Text.RegularExpressions;

namespace SocialRx.Benchmarks;

/// <summary>What the chat page costs somebody on prepaid data: bytes over the wire of a first visit, compressed as a phone's browser asks for it.</summary>
internal static partial class PageBenchmark
{
    public static async Task<int> RunAsync()
    {
        await using var service = await Target.ServiceAsync();
        using var client = new HttpClient { BaseAddress = new Uri(service.Address) };
        var page = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        var total = await BytesAsync(client, "/");
        foreach (var file in Linked().Matches(page).Select(match => match.Groups[1].Value).Where(file => file.StartsWith('/')).Distinct())
            total += await BytesAsync(client, file);

        Console.WriteLine($"chat page, first visit: {total / 1024.0:0} KB over the wire");
        return 0;
    }

    private static async Task<long> BytesAsync(HttpClient client, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file);
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        using var answer = await client.SendAsync(request);
        var bytes = (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).LongLength;
        Console.WriteLine($"  {bytes / 1024.0,8:0.0} KB  {string.Join(' ', answer.Content.Headers.ContentEncoding),-4}  {file}");
        return bytes;
    }

    [GeneratedRegex("""(?:src|href)="([^"]+\.(?:js|css|svg|png|ico|webmanifest)[^"]*)""")]
    private static partial Regex Linked();
}
