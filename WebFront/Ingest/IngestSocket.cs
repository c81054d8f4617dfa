using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text.Json;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>
/// The WebSocket face of the intake: each text message is one batch, answered by one text message in order. A message is answered before the next is read, so a sender that is faster than the
/// engine is held back by its own socket.
/// </summary>
internal sealed class IngestSocket(BatchIntake intake, WebSocket socket, string origin, JsonSerializerOptions json)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // An empty read waits for the next message without holding a buffer meanwhile.
            ValueWebSocketReceiveResult first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (first.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return;
            }

            if (first.MessageType == WebSocketMessageType.Binary)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.InvalidMessageType, "Send ticks as text messages: NDJSON or a JSON array.", cancellationToken);
                return;
            }

            PipeReader message = PipeReader.Create(WebSocketStream.CreateReadableMessageStream(socket));
            IngestOutcome outcome = await intake.TakeAsync(message, origin, cancellationToken);
            await AnswerAsync(outcome.Answer, cancellationToken);
            if (outcome.Stop is IngestStop.TooManyBytes or IngestStop.TooManyTicks)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, "The message is longer than one batch may be.", cancellationToken);
                return;
            }

            await message.CompleteAsync();
        }
    }

    private async Task AnswerAsync(IngestAnswer answer, CancellationToken cancellationToken)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(answer, json);
        await socket.SendAsync(text.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }
}
