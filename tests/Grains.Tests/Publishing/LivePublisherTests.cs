using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Orleans.Streams;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Publishing;

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

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private LivePublisher Publisher()
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
        return new LivePublisher(Options.Create(options), TimeProvider.System, new GrainInstruments(meters), NullLogger<LivePublisher>.Instance);
    }
}
