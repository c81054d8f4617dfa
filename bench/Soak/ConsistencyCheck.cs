using System.Diagnostics;
using System.Text.Json;

namespace TradingAnalytics.Soak;

/// <summary>Compares clients' tables with what REST says at the same epoch and sequence, cell by cell.</summary>
internal sealed class ConsistencyCheck(HttpClient http, Uri server)
{
    /// <summary>A product's header alone has as many: two empty tables prove nothing.</summary>
    private const int FewestCells = 10;
    private static readonly JsonSerializerOptions Json = new() { Converters = { new TableMessageConverter() } };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    public async Task<CheckResult> RunAsync(WatchedRoom room, CancellationToken cancellationToken)
    {
        room.KeepHistory(true);
        try
        {
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < Patience)
            {
                ClientTable rest = await ReadAsync(room.Room, cancellationToken);
                if (rest.Cells < FewestCells)
                {
                    return CheckResult.Different($"{room.Room}: REST shows only {rest.Cells} cells");
                }

                // The client gets that version within the push interval, if it is not merged into a later one.
                for (int wait = 0; wait < 4; wait++)
                {
                    if (room.At(rest.Epoch, rest.Sequence) is { } own)
                    {
                        return own.DifferenceFrom(rest) is { } difference ? CheckResult.Different($"{room.Room} at sequence {rest.Sequence}: {difference}") : CheckResult.Equal;
                    }

                    await Task.Delay(Pause, cancellationToken);
                }
            }

            return CheckResult.NotCompared($"{room.Room}: no version common to client and REST within {Patience.TotalSeconds:0} s");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CheckResult.NotCompared($"{room.Room}: REST did not answer within {http.Timeout.TotalSeconds:0} s");
        }
        finally
        {
            room.KeepHistory(false);
        }
    }

    private async Task<ClientTable> ReadAsync(string room, CancellationToken cancellationToken)
    {
        string[] parts = room.Split(':');
        string path = parts[0] == "chain" ? $"api/data/chain/{parts[1]}?expiry={parts[2]}" : $"api/products/{parts[1]}";
        byte[] json = await http.GetByteArrayAsync(new Uri(server, path), cancellationToken);
        return ClientTable.From(JsonSerializer.Deserialize<TableMessage>(json, Json)!);
    }
}
