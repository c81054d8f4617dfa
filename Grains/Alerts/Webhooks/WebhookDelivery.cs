using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Alerts.Webhooks;
using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Alerts.Webhooks;

/// <summary>Tells webhooks what fired: a POST of <see cref="AlertFiredJson"/>, signed (<see cref="WebhookSignature"/>) with each attempt's own timestamp. Answered by any 2xx.</summary>
public sealed class WebhookDelivery : IDisposable
{
    private readonly HttpClient _http;
    private readonly ResiliencePipeline _pipeline;
    private readonly TimeProvider _time;
    private readonly GrainInstruments _instruments;

    public WebhookDelivery(IOptions<AlertOptions> options, TimeProvider time, GrainInstruments instruments)
        : this(WebhookSockets.Create(options.Value.AllowPrivateWebhooks), options, time, instruments)
    {
    }

    internal WebhookDelivery(HttpMessageHandler handler, IOptions<AlertOptions> options, TimeProvider time, GrainInstruments instruments)
    {
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _time = time;
        _instruments = instruments;
        _pipeline = WebhookPipeline.Create(options.Value.WebhookTimeout, time, () => instruments.WebhooksRetried.Add(1));
    }

    /// <summary>Calls the rule's webhook, again where it fails; why it was given up, or null when it was told.</summary>
    /// <param name="record">What fired.</param>
    /// <param name="secret">The user's; without one nothing is signed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> DeliverAsync(AlertRecord record, string secret, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(AlertJson.Of(record.Number, record.Rule, record.Firing), JsonSerializerOptions.Web);
        try
        {
            await _pipeline.ExecuteAsync(async attempt => await SendAsync(record, body, secret, attempt), cancellationToken);
            _instruments.WebhooksDelivered.Add(1);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            _instruments.WebhooksGivenUp.Add(1);
            return (failure.InnerException as WebhookRefusedException ?? failure).Message;
        }
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask SendAsync(AlertRecord record, byte[] body, string secret, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, record.Rule.Webhook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("TradingAnalytics", "1"));
        long now = _time.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add(WebhookSignature.TimestampHeader, now.ToString(CultureInfo.InvariantCulture));
        if (secret.Length > 0)
        {
            request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(secret, now, body));
        }

        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"It answered {(int)response.StatusCode}; a 2xx is wanted, and redirects are not followed.");
        }
    }
}
