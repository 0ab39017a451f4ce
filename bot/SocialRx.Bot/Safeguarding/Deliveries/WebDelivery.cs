using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace SocialRx.Bot.Safeguarding.Deliveries;

/// <summary>One POST of JSON, and how it went.</summary>
internal static class WebDelivery
{
    public static async Task<Delivery> PostAsync(HttpClient http, string address, string body, IEnumerable<(string Name, string Value)> headers, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return response.IsSuccessStatusCode
                ? new Delivery.Done()
                : new Delivery.NotYet(string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode}{((int)response.StatusCode is >= 300 and < 400 ? ", a redirect, which is not followed" : "")}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException && !stop.IsCancellationRequested)
        {
            return new Delivery.NotYet(failure is PrivateAddressException || failure.InnerException is PrivateAddressException ? "its name leads to a private address, which is not called" : "it cannot be reached");
        }
    }
}
