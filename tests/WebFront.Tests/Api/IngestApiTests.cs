using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.Ingest;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Api;

public class IngestApiTests : WebTests
{
    [Theory]
    [InlineData("application/x-ndjson", "{0}\n{1}\n")]
    [InlineData("application/json", "[{0},{1}]")]
    public async Task Post_Batch_IsAnsweredWithCounts(string type, string format)
    {
        using HttpResponseMessage response = await PostAsync(string.Format(null, format, Tick(1), Tick(2)), type);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Token)).ShouldBe("""{"accepted":2,"duplicated":0,"refused":0,"refusals":[]}""");
        Web.Sink.Origins.ShouldBe(["push:127.0.0.1"]);
    }

    [Fact]
    public async Task Post_BadLines_LoseNoneOfTheOthers()
    {
        using HttpResponseMessage response = await PostAsync($"{Tick(1)}\nnonsense\n{Tick(-2)}\n{Tick(1)}\n{Tick(3)}", "application/x-ndjson");
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
        ((int)answer["accepted"]!, (int)answer["duplicated"]!, (int)answer["refused"]!).ShouldBe((2, 1, 2));
        answer["refusals"]!.AsArray().Select(refusal => ((int)refusal!["index"]!, (string)refusal["reason"]!)).ShouldBe([(1, "malformedTick"), (2, "negativePrice")]);
        ((string)answer["refusals"]![0]!["detail"]!).ShouldStartWith("line 2:");
    }

    [Fact]
    public async Task Post_Gzip_IsRead()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, 10_000).Select(i => Tick(i)))), Token);
        }

        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage response = await Web.Http.PostAsync("/api/ingest/ticks", content, Token);
        ((int)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["accepted"]!).ShouldBe(10_000);
        Web.Sink.Chunks.ShouldBe([4096, 4096, 1808]);
    }

    [Fact]
    public async Task Post_NoGzipBehindTheHeader_Is400()
    {
        using var content = new StringContent(Tick(1), Encoding.UTF8, "application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage response = await Web.Http.PostAsync("/api/ingest/ticks", content, Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.BadRequest))["detail"]!).ShouldContain("Content-Encoding");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("nonsense\nmore nonsense")]
    [InlineData("[1,2")]
    public async Task Post_NothingReadable_Is400(string body)
    {
        using HttpResponseMessage response = await PostAsync(body, "application/json");
        await ProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Post_TooManyTicks_Is413SayingWhatWasTaken()
    {
        await using TestWeb small = await TestWeb.StartAsync(services => services.Configure<IngestLimits>(limits => limits.MaxTicks = 2));
        using var content = new StringContent($"{Tick(1)}\n{Tick(2)}\n{Tick(3)}", Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await small.Http.PostAsync("/api/ingest/ticks", content, Token);
        JsonNode problem = await ProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
        ((int)problem["accepted"]!).ShouldBe(2);
        small.Sink.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Socket_Messages_AreAnsweredInOrder()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{Web.Address.Authority}/api/ingest"), Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes($"{Tick(1)}\n{Tick(2)}"), WebSocketMessageType.Text, true, Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("nonsense"), WebSocketMessageType.Text, true, Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes($"[{Tick(2)},"), WebSocketMessageType.Text, false, Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes($"{Tick(3)}]"), WebSocketMessageType.Text, true, Token);
        (int, int, int)[] answers = [await AnswerAsync(socket), await AnswerAsync(socket), await AnswerAsync(socket)];
        answers.ShouldBe([(2, 0, 0), (0, 0, 1), (1, 1, 0)]);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Token);
    }

    private static string Tick(double last) => $$"""{"time":1786000000000,"product":"NIFTY","kind":"underlying","last":{{last}}}""";

    private static async Task<(int Accepted, int Duplicated, int Refused)> AnswerAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, Token);
        result.EndOfMessage.ShouldBeTrue();
        JsonNode answer = JsonNode.Parse(buffer.AsSpan(0, result.Count))!;
        return ((int)answer["accepted"]!, (int)answer["duplicated"]!, (int)answer["refused"]!);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        return await Web.Http.PostAsync("/api/ingest/ticks", content, Token);
    }
}
