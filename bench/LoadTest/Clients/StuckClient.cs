using System.Net.WebSockets;
using System.Net.Sockets;
using System.Text;

namespace TradingAnalytics.LoadTest.Clients;

/// <summary>Connects, subscribes to everything a room has, and never reads again. Its receive buffer is small, as a telephone's that has lost its network soon is.</summary>
internal sealed class StuckClient : IDisposable
{
    private const int ReceiveBuffer = 4_096;
    private readonly ClientWebSocket _socket = new();
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = static async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ReceiveBuffer, NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private StuckClient()
    {
    }

    public static async Task<StuckClient> ConnectAsync(Uri server, string room, IProtocol protocol, CancellationToken cancellationToken)
    {
        var client = new StuckClient();
        client._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await client._socket.ConnectAsync(protocol.Address(server), client._invoker, cancellationToken);
        await client._socket.SendAsync(Encoding.UTF8.GetBytes(protocol.Hello), WebSocketMessageType.Text, true, cancellationToken);
        await client._socket.SendAsync(Encoding.UTF8.GetBytes(protocol.Subscribe(room)), WebSocketMessageType.Text, true, cancellationToken);
        return client;
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _invoker.Dispose();
    }
}
