using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Orleans.Streams;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Publishing;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Publishing;

public sealed class LivePublisherTests : IDisposable
{
    private static readonly LiveUpdate s_update = new(1, 0, 1, [], [], []);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IAsyncStream<LiveUpdate> _stream = Substitute.For<IAsyncStream<LiveUpdate>>();
    private readonly Dictionary<string, long> _counts = [];
    private readonly MeterListener _listener = new();
    private int _attempts;

    [Theory]
    [InlineData(0, 1, 1, 0, 0)]
    [InlineData(2, 3, 1, 2, 0)]
    [InlineData(99, 4, 0, 3, 1)]
    public async Task Publish_StreamRefuses_WaitsThenDropsAndNeverThrows(int refusals, int attempts, long published, long retried, long dropped)
    {
        _stream.OnNextAsync(s_update, Arg.Any<StreamSequenceToken?>()).Returns(_ => _attempts++ < refusals ? Task.FromException(new InvalidOperationException("full")) : Task.CompletedTask);
        await Publisher().PublishAsync(_stream, s_update);
        _attempts.ShouldBe(attempts);
        _counts.GetValueOrDefault("grains.updates.published").ShouldBe(published);
        _counts.GetValueOrDefault("grains.updates.retried").ShouldBe(retried);
        _counts.GetValueOrDefault("grains.updates.dropped").ShouldBe(dropped);
    }

    /// <summary>Readers in the process take it at once; the stream carries it only while a program outside may read.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Publish_WithATap_FeedsTheStreamOnlyForReadersOutside(bool outside, int onStream)
    {
        var id = new TableId(TableKind.Chain, TickRoute.Parse("NIFTY/2026-08-25"));
        var tap = new LiveTap { IsReadOutside = outside };
        var taken = new List<LiveUpdate>();
        using IDisposable reader = tap.Open(id, taken.Add, _ => { });
        _stream.StreamId.Returns(LiveStreams.Of(id));
        await Publisher(tap).PublishAsync(_stream, s_update);
        taken.ShouldBe([s_update]);
        await _stream.Received(onStream).OnNextAsync(s_update, Arg.Any<StreamSequenceToken?>());
        _counts.GetValueOrDefault("grains.updates.published").ShouldBe(1);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private LivePublisher Publisher(LiveTap? tap = null)
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _counts[instrument.Name] = _counts.GetValueOrDefault(instrument.Name) + value);
        _listener.Start();
        var options = new GrainOptions { StreamRetries = 3, StreamRetryDelay = TimeSpan.FromMilliseconds(1) };
        return new LivePublisher(Options.Create(options), TimeProvider.System, new GrainInstruments(meters), NullLogger<LivePublisher>.Instance, tap);
    }
}
