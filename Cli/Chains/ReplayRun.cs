using System.Globalization;
using System.Text.Json;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Driver;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Cli.Chains;

/// <summary>What a replay came to, in words or JSON.</summary>
internal sealed class ReplayRun(string path, MarketLoad load, TimeSpan took)
{
    private readonly DriverCounts _counts = load.Driver.Counts;
    private readonly string _fingerprint = load.Driver.Fingerprint().ToString("x16", CultureInfo.InvariantCulture);

    private double PerSecond => _counts.Submitted / took.TotalSeconds;

    private double PerSecondInDriver => _counts.Submitted / load.InDriver.TotalSeconds;

    public void Print(TextWriter output)
    {
        string refused = string.Join(", ", Reasons().Select(reason => string.Create(CultureInfo.InvariantCulture, $"{MarketLoad.TextOf(reason)} {_counts.RefusedFor(reason):N0}")));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {path} ({load.Format})
            ticks       {_counts.Submitted:N0} in {load.Batches:N0} batches
            accepted    {_counts.Accepted:N0}
            duplicated  {_counts.Duplicated:N0}
            refused     {_counts.Refused:N0}{(refused.Length > 0 ? $" ({refused})" : "")}
            skipped     {load.Skips.Total:N0}
            speed       {PerSecond:N0} ticks/s with reading, {PerSecondInDriver:N0} ticks/s in the engine
            from        {load.Begin?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}Z to {InstantText.Utc(load.Driver.AsOfUnixMicroseconds)}
            fingerprint {_fingerprint}
            """));
    }

    public void Write(Utf8JsonWriter writer, IReadOnlyList<ChainView> chains)
    {
        writer.WriteStartObject();
        writer.WriteString("source", path);
        writer.WriteString("format", load.Format);
        writer.WriteNumber("ticks", _counts.Submitted);
        writer.WriteNumber("batches", load.Batches);
        writer.WriteNumber("accepted", _counts.Accepted);
        writer.WriteNumber("duplicated", _counts.Duplicated);
        writer.WriteNumber("refused", _counts.Refused);
        writer.WriteStartObject("refusedByReason");
        foreach (RefusalReason reason in Reasons())
        {
            writer.WriteNumber(MarketLoad.TextOf(reason), _counts.RefusedFor(reason));
        }

        writer.WriteEndObject();
        writer.WriteNumber("skipped", load.Skips.Total);
        writer.WriteNumber("seconds", took.TotalSeconds);
        writer.WriteNumber("ticksPerSecond", PerSecond);
        writer.WriteNumber("engineTicksPerSecond", PerSecondInDriver);
        writer.WriteString("asOf", InstantText.Utc(load.Driver.AsOfUnixMicroseconds));
        writer.WriteString("fingerprint", _fingerprint);
        writer.WriteStartArray("expiries");
        foreach (ChainView chain in chains)
        {
            ChainJson.Write(writer, chain, withLegs: false);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private IEnumerable<RefusalReason> Reasons() => Enum.GetValues<RefusalReason>().Where(reason => _counts.RefusedFor(reason) > 0);
}
