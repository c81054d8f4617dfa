using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Market;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.Silo.History;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Market;

/// <summary>What this silo knows of who holds the market: the lease as last read, and its own term while it is the holder.</summary>
internal sealed class MarketSeat : IMarketSeat, IRecordingTurn
{
    private LeaseState _lease = LeaseState.None;
    private MarketTerm? _term;

    /// <summary>This silo's term; null while it does not hold the market.</summary>
    public MarketTerm? Term => Volatile.Read(ref _term);

    public bool IsOurs => Term is not null;

    public ITickSink? Ingress => Term?.Ingress;

    public SiloAddress? Holder => Volatile.Read(ref _lease) is { Holder.Length: > 0 } lease ? SiloAddress.FromParsableString(lease.Silo) : null;

    public void Saw(LeaseState lease) => Volatile.Write(ref _lease, lease);

    public void Take(MarketTerm term) => Volatile.Write(ref _term, term);

    public void Leave() => Volatile.Write(ref _term, null);

    public MarketReport Report()
    {
        LeaseState lease = Volatile.Read(ref _lease);
        MarketReport report = lease.Holder.Length == 0 ? MarketReport.None : new MarketReport { Holder = lease.Name, Since = lease.Since, Fence = lease.Fence };
        if (Term is not { } term)
        {
            return report;
        }

        return MarketReports.Of(term.Ingress.Read(), term.Feed) with { Holder = report.Holder, Since = report.Since, Fence = report.Fence, JournalSilent = term.Journal.Silent };
    }
}
