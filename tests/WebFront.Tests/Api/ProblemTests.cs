using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Api;

public class ProblemTests : WebTests
{
    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/nothing")]
    public async Task Get_UnknownPath_Is404(string path)
    {
        using HttpResponseMessage response = await Web.Http.GetAsync(path, Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.NotFound))["detail"]!).ShouldContain(path);
    }

    [Fact]
    public async Task Get_PathForPost_Is405NamingTheAllowed()
    {
        using HttpResponseMessage response = await Web.Http.GetAsync("/api/ingest/ticks", Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.MethodNotAllowed))["detail"]!).ShouldContain("POST");
    }

    [Fact]
    public async Task Post_OtherContentType_Is415()
    {
        using var content = new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded");
        using HttpResponseMessage response = await Web.Http.PostAsync("/api/ingest/ticks", content, Token);
        await ProblemAsync(response, HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("/api/auth/login", "application/json; charset=utf-7")]
    [InlineData("/api/ingest/ticks", "application/x-ndjson; charset=\"shift_jis\"")]
    public async Task Post_OtherTextEncoding_Is415NamingIt(string path, string type)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using HttpResponseMessage response = await Web.Http.PostAsync(path, content, Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.UnsupportedMediaType))["detail"]!).ShouldContain(type[(type.IndexOf('=', StringComparison.Ordinal) + 1)..]);
    }

    [Theory]
    [InlineData("/api/auth/login", "br")]
    [InlineData("/api/auth/login", "gzip")]
    [InlineData("/api/auth/login", "deflate")]
    [InlineData("/api/ingest/ticks", "br")]
    [InlineData("/api/ingest/ticks", "gzip")]
    public async Task Post_BodyThatIsNotWhatItsEncodingSays_Is400(string path, string encoding)
    {
        using var content = new ByteArrayContent([0xff, 0x00, 0x5a, 0xff, 0x13, 0x37, 0x00]);
        content.Headers.TryAddWithoutValidation("Content-Type", path.EndsWith("ticks", StringComparison.Ordinal) ? "application/x-ndjson" : "application/json");
        content.Headers.ContentEncoding.Add(encoding);
        using HttpResponseMessage response = await Web.Http.PostAsync(path, content, Token);
        await ProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Post_BytesThatAreNoUtf8_Is400()
    {
        using var content = new ByteArrayContent([.. "{\"name\":\""u8, 0xff, 0xfe, .. "\",\"password\":\"x\"}"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using HttpResponseMessage response = await Web.Http.PostAsync("/api/auth/login", content, Token);
        await ProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/api/auth/login", "application/json", "no length\r\n{}\r\n")]
    [InlineData("/api/ingest/ticks", "application/json", "no length\r\n{}\r\n")]
    [InlineData("/api/ingest/ticks", "application/x-ndjson", "2\r\n{}garbage")]
    [InlineData("/api/ingest/ticks", "application/x-ndjson", "FFFFFFFFFFFFFFFF\r\n{}")]
    [InlineData("/api/auth/login", "application/json", "FFFFFFFFFFFFFFFF\r\n{}")]
    [InlineData("/api/ingest/ticks", "application/x-ndjson", "2\r\n{}\r\n0\r\nt:\u00ea\u00e4\u00f4\r\n\r\n")]
    public async Task Post_ChunksOrTrailersThatAreNoHttp_Is400(string path, string type, string body)
    {
        // No client library sends these: the request is written by hand.
        using var line = new TcpClient();
        await line.ConnectAsync(Web.Address.Host, Web.Address.Port, Token);
        await using NetworkStream stream = line.GetStream();
        string head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head + body), Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string answer = await reader.ReadToEndAsync(Token);
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("application/problem+json");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("nonsense")]
    public async Task Get_PathForPostByOneWhoAcceptsNoJson_IsToldAsAProblem(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/ingest/ticks");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage response = await Web.Http.SendAsync(request, Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.MethodNotAllowed))["detail"]!).ShouldContain("POST");
    }

    [Fact]
    public async Task Get_SomethingFails_Is500WithoutInternals()
    {
        Web.Market.SnapshotFault = new InvalidOperationException("secret of the house");
        using HttpResponseMessage response = await Web.Http.GetAsync("/api/products/NIFTY", Token);
        JsonNode problem = await ProblemAsync(response, HttpStatusCode.InternalServerError);
        problem.ToJsonString().ShouldNotContain("secret");
        problem.ToJsonString().ShouldNotContain("InvalidOperation");
        problem["traceId"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Get_IngestWithoutWebSocket_Is426()
    {
        using HttpResponseMessage response = await Web.Http.GetAsync("/api/ingest", Token);
        await ProblemAsync(response, HttpStatusCode.UpgradeRequired);
    }
}
