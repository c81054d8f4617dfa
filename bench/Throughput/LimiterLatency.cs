using System.Diagnostics;
using System.Globalization;
using HdrHistogram;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.Throughput;

/// <summary>What a rate-limited request waits for its limiter: calls of many users at the same time, each asking his own grain.</summary>
internal static class LimiterLatency
{
    private const int Users = 1_000;
    private const int AtOnce = 8;
    private static readonly RateLimitPolicy s_policy = new(RateLimitAlgorithm.SlidingWindow, 100, 20, TimeSpan.FromSeconds(60));

    public static async Task<Row> RunAsync(double seconds)
    {
        await using RunningSilo silo = await RunningSilo.StartAsync(TimeSpan.FromMilliseconds(100));
        IGrainFactory grains = silo.Services.GetRequiredService<IGrainFactory>();
        await CallAsync(grains, Stopwatch.GetTimestamp() + (Stopwatch.Frequency * 2), 0);
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        LongHistogram[] parts = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(lane => Task.Run(() => CallAsync(grains, end, lane))));
        var all = new LongHistogram(TimeSpan.TicksPerMinute, 3);
        foreach (LongHistogram part in parts)
        {
            all.Add(part);
        }

        string figure = string.Create(
            CultureInfo.InvariantCulture, $"p50 {Milliseconds(all, 50):0.000}, p99 {Milliseconds(all, 99):0.000}, p99.9 {Milliseconds(all, 99.9):0.000} ms");
        return new Row("Rate limiter, asked by a web front", figure, string.Create(CultureInfo.InvariantCulture, $"{Users} users, {AtOnce} calls at a time, {all.TotalCount / seconds:#,0} calls/s, one process"));
    }

    private static async Task<LongHistogram> CallAsync(IGrainFactory grains, long end, int lane)
    {
        var latencies = new LongHistogram(TimeSpan.TicksPerMinute, 3);
        for (int call = lane; Stopwatch.GetTimestamp() < end; call += AtOnce)
        {
            long started = Stopwatch.GetTimestamp();
            await grains.GetGrain<IRateLimiterGrain>(string.Create(CultureInfo.InvariantCulture, $"user:{call % Users}")).Take(s_policy, 1);
            latencies.RecordValue(Stopwatch.GetElapsedTime(started).Ticks);
        }

        return latencies;
    }

    private static double Milliseconds(LongHistogram latencies, double percentile) => (double)latencies.GetValueAtPercentile(percentile) / TimeSpan.TicksPerMillisecond;
}
