using System.Diagnostics.Metrics;

namespace TradingAnalytics.Grains;

/// <summary>What the grains count. Never tagged by product or strike; see the status endpoint for figures by product.</summary>
public sealed class GrainInstruments
{
    public const string MeterName = "TradingAnalytics.Grains";

    public GrainInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        FramesApplied = meter.CreateCounter<long>("grains.frames.applied", "{frame}", "Frames applied to a book.");
        FramesPassedOver = meter.CreateCounter<long>("grains.frames.passed_over", "{frame}", "Frames delivered again after they were applied.");
        FramesRefused = meter.CreateCounter<long>("grains.frames.refused", "{frame}", "Frames of chains that have retired.");
        Catchups = meter.CreateCounter<long>("grains.journal.catchups", "{read}", "Reads of the journal to fill a gap or after an activation.");
        UpdatesPublished = meter.CreateCounter<long>("grains.updates.published", "{update}", "Updates put on a stream.");
        UpdatesRetried = meter.CreateCounter<long>("grains.updates.retried", "{attempt}", "Attempts to publish that the stream refused.");
        UpdatesDropped = meter.CreateCounter<long>("grains.updates.dropped", "{update}", "Updates given up; their readers notice the gap and ask for a snapshot.");
        StateSaves = meter.CreateCounter<long>("grains.state.saves", "{save}", "States stored.");
        StateSaveFailures = meter.CreateCounter<long>("grains.state.save_failures", "{save}", "States that could not be stored.");
        ChainsRetired = meter.CreateCounter<long>("grains.chains.retired", "{chain}", "Chains whose expiry is over.");
        WebhooksDelivered = meter.CreateCounter<long>("alerts.webhooks.delivered", "{delivery}", "Firings a webhook was told.");
        WebhooksRetried = meter.CreateCounter<long>("alerts.webhooks.retried", "{attempt}", "Attempts at a webhook made again.");
        WebhooksGivenUp = meter.CreateCounter<long>("alerts.webhooks.given_up", "{delivery}", "Firings a webhook was not told: dead letters.");
    }

    public Counter<long> WebhooksDelivered { get; }

    public Counter<long> WebhooksRetried { get; }

    public Counter<long> WebhooksGivenUp { get; }

    public Counter<long> FramesApplied { get; }

    public Counter<long> FramesPassedOver { get; }

    public Counter<long> FramesRefused { get; }

    public Counter<long> Catchups { get; }

    public Counter<long> UpdatesPublished { get; }

    public Counter<long> UpdatesRetried { get; }

    public Counter<long> UpdatesDropped { get; }

    public Counter<long> StateSaves { get; }

    public Counter<long> StateSaveFailures { get; }

    public Counter<long> ChainsRetired { get; }
}
