using System.Diagnostics.Metrics;

namespace TradingAnalytics.Silo.Market;

/// <summary>The lease's metrics. Meter <see cref="MeterName"/>.</summary>
internal sealed class MarketInstruments
{
    public const string MeterName = "TradingAnalytics.Market";
    private readonly Counter<long> _terms;

    public MarketInstruments(IMeterFactory meters, MarketSeat seat)
    {
        Meter meter = meters.Create(MeterName);
        _terms = meter.CreateCounter<long>("trading_analytics.market.terms", "{term}", "Times this silo took the market.");
        meter.CreateObservableGauge("trading_analytics.market.held", () => seat.Term is null ? 0 : 1, "{market}", "Whether this silo holds the market.");
        meter.CreateObservableGauge("trading_analytics.market.journal.silent", () => seat.Term?.Journal.Silent.TotalSeconds ?? 0, "s", "For how long the journal has not answered.");
    }

    public void Took() => _terms.Add(1);
}
