using System.Net;
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
