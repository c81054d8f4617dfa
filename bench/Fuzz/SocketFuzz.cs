using System.Net.WebSockets;
using System.Text;

namespace TradingAnalytics.Fuzz;

/// <summary>One WebSocket at a time: messages until the server hangs up, or enough of them, then the next. To be closed with a reason is a right answer; a fault is a server that is no longer there, which the run sees.</summary>
internal sealed class SocketFuzz(Uri server, HttpMessageInvoker invoker, Mutator mutator, Findings findings)
{
    private const int MostPerSocket = 200;
    private readonly byte[] _answer = new byte[65_536];

    /// <summary>The hub, in either of its protocols.</summary>
    public Task HubAsync(CancellationToken cancellationToken)
    {
        string handshake = mutator.Chance(5) ? Encoding.UTF8.GetString(mutator.Mangle("""{"protocol":"json","version":1}""")) : $$"""{"protocol":"{{(mutator.Chance(4) ? "messagepack" : "json")}}","version":1}""";
        string path = mutator.Chance(10) ? $"hubs/market?id={Uri.EscapeDataString(mutator.Characters(22))}" : "hubs/market";
        return TalkAsync("hub", path, handshake + Samples.End, HubMessage, cancellationToken);
    }

    /// <summary>The socket that takes ticks in.</summary>
    public Task IngestAsync(CancellationToken cancellationToken) =>
        TalkAsync("ingest", "api/ingest", null, () => mutator.Mangle(string.Join('\n', Enumerable.Range(0, mutator.Random.Next(1, 6)).Select(_ => mutator.Of(Samples.Ticks)))), cancellationToken);

    private byte[] HubMessage()
    {
        string right = mutator.Of(Samples.Hub) + Samples.End;
        return mutator.Chance(3) ? Encoding.UTF8.GetBytes(right) : mutator.Mangle(right);
    }

    private async Task TalkAsync(string name, string path, string? first, Func<byte[]> next, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{server.Authority}/{path}"), invoker, cancellationToken);
            if (first is not null)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(first), WebSocketMessageType.Text, true, cancellationToken);
            }

            Task reading = DrainAsync(socket, cancellationToken);
            for (int sent = 0; sent < MostPerSocket && socket.State == WebSocketState.Open; sent++)
            {
                await socket.SendAsync(next(), mutator.Chance(10) ? WebSocketMessageType.Binary : WebSocketMessageType.Text, !mutator.Chance(50), cancellationToken);
                findings.Answered($"{name} message");
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
            await reading;
            findings.Answered($"{name} closed in order");
        }
        catch (Exception exception) when (IsEnd(exception, cancellationToken))
        {
            findings.Answered($"{name} refused or cut");
        }
    }

    private async Task DrainAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            while ((await socket.ReceiveAsync(_answer.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (IsEnd(exception, cancellationToken))
        {
            // The server hung up.
        }
    }

    /// <summary>A socket that is cut while something waits for it says so in more ways than one.</summary>
    private static bool IsEnd(Exception exception, CancellationToken cancellationToken) =>
        exception is WebSocketException or IOException or InvalidOperationException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
