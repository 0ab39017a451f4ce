using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SocialRx.TestKit;

/// <summary>
/// Loopback ports for servers that are stopped and started again at the same address. They lie below the range from which the system takes ports for
/// outgoing connections, so that nobody takes one while its server is down.
/// </summary>
public static class Ports
{
    private const int First = 15_000;
    private const int Count = 15_000;

    private static int _last = Environment.ProcessId * 37;

    /// <summary>A port nobody listens at; never the same twice in one process.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            if (IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port))
            return false;
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
