using System.Net;
using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>Reads a room as curl would, line by line.</summary>
internal sealed class EventStreamClient : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventStreamClient(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _lines = new StreamReader(stream);
    }

    public JsonReplica Room { get; } = new();

    public List<(string Event, JsonObject Data)> Notes { get; } = [];

    /// <summary>The id of the last event that had one.</summary>
    public string? LastId { get; private set; }

    public static async Task<EventStreamClient> OpenAsync(HttpClient http, string query, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/stream?{query}");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventStreamClient(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Reads events until a condition holds.</summary>
    public async Task ReadUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await ReadAsync();
        }
    }

    /// <summary>Reads whatever is sent until the server ends or cuts the stream.</summary>
    public Task ReadUntilCutAsync() => Should.ThrowAsync<IOException>(() => ReadUntilAsync(static () => false));

    /// <summary>Reads one event.</summary>
    public async Task ReadAsync()
    {
        string name = "";
        string data = "";
        while (await _lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length == 0 && name.Length > 0)
            {
                Take(name, (JsonObject)JsonNode.Parse(data)!);
                return;
            }

            string[] field = line.Split(": ", 2);
            (name, data, LastId) = field[0] switch
            {
                "event" => (field[1], data, LastId),
                "data" => (name, field[1], LastId),
                "id" => (name, data, field[1]),
                _ => (name, data, LastId),
            };
        }

        throw new EndOfStreamException();
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private void Take(string name, JsonObject data)
    {
        switch (name)
        {
            case "snapshot":
                Room.Snapshot(data);
                break;
            case "delta":
                Room.Delta(data);
                break;
            default:
                Notes.Add((name, data));
                break;
        }
    }
}
