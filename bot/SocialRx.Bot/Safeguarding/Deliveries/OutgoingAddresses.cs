using System.Net;
using System.Net.Sockets;

namespace SocialRx.Bot.Safeguarding.Deliveries;

/// <summary>Connects to addresses on the internet only, so that a name in the configuration cannot be turned to what lies inside; this machine itself counts in Development.</summary>
internal static class OutgoingAddresses
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3",
            "::/96", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Follows no redirect, uses no proxy, inflates nothing.</summary>
    public static HttpClient Client(bool isDevelopment) =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, stop) => ConnectAsync(context.DnsEndPoint, isDevelopment, stop),
        });

    public static bool Allows(IPAddress address, bool isDevelopment)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (isDevelopment && IPAddress.IsLoopback(plain)) || !Inside.Any(network => network.Contains(plain));
    }

    /// <summary>To the very addresses that were looked at: a name may resolve to something else the next time.</summary>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool isDevelopment, CancellationToken stop)
    {
        var allowed = (await Dns.GetHostAddressesAsync(to.Host, stop)).Where(address => Allows(address, isDevelopment)).ToArray();
        if (allowed.Length == 0)
            throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name resolves to nothing that may be called.</summary>
internal sealed class PrivateAddressException() : IOException("The name resolves to private addresses only.");
