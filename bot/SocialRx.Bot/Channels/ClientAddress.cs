using System.Net;
using System.Net.Sockets;

namespace SocialRx.Bot.Channels;

/// <summary>Where a request comes from, as far as limits count it.</summary>
internal static class ClientAddress
{
    private const int Ipv6NetworkBytes = 8;

    /// <summary>The IPv4 address; of an IPv6 address its network, because one household has as many addresses in it as it likes.</summary>
    public static string Of(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"{new IPAddress([.. address.GetAddressBytes().Take(Ipv6NetworkBytes), .. new byte[16 - Ipv6NetworkBytes]])}/64",
        var address => address.ToString(),
    };
}
