using System.Net;
using System.Net.Sockets;
using TradingAnalytics.Engine.Alerts.Webhooks;

namespace TradingAnalytics.Grains.Alerts.Webhooks;

/// <summary>Connections to webhooks: no redirect is followed, no proxy asked, no cookie kept, and the address connected to is judged after its name was looked up, so that no name can lead around the rule.</summary>
internal static class WebhookSockets
{
    private const int MaxHeaderKilobytes = 16;

    public static HttpMessageHandler Create(bool allowPrivate) => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        MaxConnectionsPerServer = 4,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool allowPrivate, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        if (!allowPrivate && addresses.Any(WebhookAddress.IsClosed))
        {
            throw new WebhookRefusedException($"{host.Host} leads to a private network or this machine ({AlertOptions.Section}:{nameof(AlertOptions.AllowPrivateWebhooks)} is off).");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
