using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Alerts.Webhooks;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Alerts;
using TradingAnalytics.Grains.Alerts.Webhooks;
using TradingAnalytics.Grains.Tests.Cluster;

namespace TradingAnalytics.Grains.Tests.Alerts;

public sealed class WebhookTests : IDisposable
{
    private static readonly AlertRule s_rule = new()
    {
        Owner = "vik",
        Id = 3,
        Version = 1,
        Metric = new AlertMetric(TestMarket.NearChain, RowKey.Leg(24_200, Analytics.OptionRight.Call), "iv"),
        Condition = new AlertCondition(AlertKind.Crosses, AlertDirection.Up, 0.2, TimeSpan.Zero),
        Note = "quiet is over",
        Webhook = "https://example.com/hook",
    };

    private static readonly AlertRecord s_record = new(7, s_rule, new AlertFiring("vik", 3, 1, AlertOutcome.Fired, 1_787_000_000_000_000, 0.21, 0.2));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 8, 18, 4, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Deliver_Answered_SendsItSigned()
    {
        var receiver = new Receiver(_time);
        using WebhookDelivery delivery = Delivery(receiver);
        (await delivery.DeliverAsync(s_record, "secret", TestContext.Current.CancellationToken)).ShouldBeNull();
        (DateTimeOffset at, string body, string timestamp, string signature) = receiver.Calls.ShouldHaveSingleItem();
        timestamp.ShouldBe(at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        signature.ShouldBe(WebhookSignature.Of("secret", at.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(body)));
        JsonNode json = JsonNode.Parse(body)!;
        ((int)json["alert"]!).ShouldBe(3);
        ((string)json["metric"]!["room"]!).ShouldBe("chain:NIFTY:2026-08-25");
        ((string)json["metric"]!["right"]!).ShouldBe("call");
        ((double)json["value"]!).ShouldBe(0.21);
    }

    /// <summary>Key, timestamp and body of an independent computation (openssl dgst -sha256 -hmac).</summary>
    [Fact]
    public void Signature_KnownMessage_IsTheKnownOne() =>
        WebhookSignature.Of("secret", 1_787_000_000, "{\"a\":1}"u8).ShouldBe("sha256=18c924c99a29477ee8f572d5737c23c09a3e10217b368e29b70a9b8285ad7bf5");

    [Fact]
    public async Task Deliver_NeverAnswered_TriesAgainAfterFiveTenAndTwentySeconds()
    {
        var receiver = new Receiver(_time) { Answer = HttpStatusCode.InternalServerError };
        using WebhookDelivery delivery = Delivery(receiver);
        Task<string?> delivering = delivery.DeliverAsync(s_record, "secret", TestContext.Current.CancellationToken);
        DateTimeOffset start = _time.GetUtcNow();
        await GrainCluster.Eventually("it is given up", () =>
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
            return Task.FromResult(delivering.IsCompleted);
        });
        (await delivering)!.ShouldContain("500");
        double[] waits = [.. receiver.Calls.Select(call => (call.At - start).TotalSeconds)];
        waits.Length.ShouldBe(4);
        (waits[1] - waits[0]).ShouldBeGreaterThanOrEqualTo(5);
        (waits[2] - waits[1]).ShouldBeGreaterThanOrEqualTo(10);
        (waits[3] - waits[2]).ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public async Task Deliver_Redirected_IsNotFollowed()
    {
        var receiver = new Receiver(_time) { Answer = HttpStatusCode.Found };
        using WebhookDelivery delivery = Delivery(receiver);
        Task<string?> delivering = delivery.DeliverAsync(s_record, "", TestContext.Current.CancellationToken);
        await GrainCluster.Eventually("it is given up", () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(delivering.IsCompleted);
        });
        (await delivering)!.ShouldContain("302");
        receiver.Calls.ShouldAllBe(call => call.Signature == "");
    }

    [Theory]
    [InlineData("http://localhost:1/x")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("http://[::1]:1/x")]
    public async Task Deliver_ToThisMachine_IsRefusedAtOnce(string address)
    {
        using WebhookDelivery delivery = Delivery(WebhookSockets.Create(allowPrivate: false));
        string? fault = await delivery.DeliverAsync(s_record with { Rule = s_rule with { Webhook = address } }, "", TestContext.Current.CancellationToken);
        fault!.ShouldContain("private network or this machine");
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.0.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("2002:a00:1::1", true)]
    [InlineData("2606:4700::1111", false)]
    public void IsClosed_Address_AsTheRegistrySays(string address, bool closed) => WebhookAddress.IsClosed(IPAddress.Parse(address)).ShouldBe(closed);

    [Theory]
    [InlineData("ftp://example.com/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://user:pass@example.com/", false)]
    [InlineData("/relative", false)]
    [InlineData("https://example.com/hook?x=1", true)]
    public void TryRead_Address_TakesPlainHttpOnly(string text, bool read) => WebhookAddress.TryRead(text, out _, out _).ShouldBe(read);

    public void Dispose() => _services.Dispose();

    private WebhookDelivery Delivery(HttpMessageHandler handler) =>
        new(handler, Options.Create(new AlertOptions()), _time, new GrainInstruments(_services.GetRequiredService<IMeterFactory>()));

    private sealed class Receiver(TimeProvider time) : HttpMessageHandler
    {
        public HttpStatusCode Answer { get; init; } = HttpStatusCode.NoContent;

        public List<(DateTimeOffset At, string Body, string Timestamp, string Signature)> Calls { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string Header(string name) => request.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : "";
            Calls.Add((time.GetUtcNow(), await request.Content!.ReadAsStringAsync(cancellationToken), Header(WebhookSignature.TimestampHeader), Header(WebhookSignature.Header)));
            return new HttpResponseMessage(Answer) { Headers = { Location = new Uri("http://127.0.0.1/") } };
        }
    }
}
