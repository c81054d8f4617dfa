using System.Net.Sockets;
using System.Text;

namespace TradingAnalytics.Fuzz;

/// <summary>Bytes on the bare connection that are hardly HTTP.</summary>
internal sealed class RawFuzz(Uri server, Mutator mutator, Findings findings)
{
    private const string Right = "POST /api/ingest/ticks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n0\r\n\r\n";
    private readonly byte[] _answer = new byte[4_096];

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        NetworkStream stream = client.GetStream();
        try
        {
            await stream.WriteAsync(mutator.Mangle(Right), cancellationToken);
            client.Client.Shutdown(SocketShutdown.Send);
            int length = await stream.ReadAsync(_answer, cancellationToken);
            string status = length > 12 ? Encoding.ASCII.GetString(_answer, 9, 3) : "closed";
            findings.Answered($"raw {status}");
            if (status == "500")
            {
                findings.Fault($"500 for raw bytes: {Encoding.UTF8.GetString(_answer, 0, length)}");
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            findings.Answered("raw reset");
        }
    }
}
