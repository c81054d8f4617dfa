using TradingAnalytics.Analytics.VolatilityIndex;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.VolatilityIndex;

namespace TradingAnalytics.Engine.Products;

/// <summary>The live table of a product's volatility index: the index, and a row per expiry with its variance and its part in it.</summary>
public static class VolatilityIndexTable
{
    /// <summary>Decimal places of a volatility in percent.</summary>
    internal const int IndexPlaces = 4;

    private const int Digits = 9;

    private static readonly CellMap<IndexHeader> Header = new CellMap<IndexHeader>()
        .Number("index", "The volatility index, in percent; none when the status says why.", static (in header) => header.Value)
        .Name<VolatilityIndexStatus>(
            "status",
            "ok; extrapolated: both terms lie on one side of the index's own; oneTerm, noTerm: too few expiries may be used; negativeVariance: the line through both is not positive there.",
            static (in header) => (int)header.Index.Status)
        .Name<IndexMethod>("method", "Whose method.", static (in header) => (int)header.Options.Method)
        .Number("targetDays", "The index's own term, in calendar days.", static (in header) => header.Options.TargetDays)
        .Number("spot", "The underlying.", static (in header) => header.Spot)
        .Instant("asOf", "Market time of the newest term.", static (in header) => header.AsOfUnixMicroseconds)
        .Instant("received", "When ingress took the newest tick in it.", static (in header) => header.ReceivedUnixMicroseconds)
        .Number(
            "ivRank",
            "IV rank: (index − low)/(high − low) of its recorded daily closes of the last 365 days, beyond 0 to 1 at a new extreme; none with fewer than five of them.",
            PublishedPrecision.Ratio,
            static (in header) => header.Closes.Rank(header.Value) ?? double.NaN)
        .Number("ivPercentile", "The share of these closes below the index.", PublishedPrecision.Ratio, static (in header) => header.Closes.Percentile(header.Value) ?? double.NaN);

    private static readonly CellMap<IndexTerm> Rows = new CellMap<IndexTerm>()
        .Name<IndexRole>("role", "near and next make the index; none does not enter it.", static (in term) => (int)term.Role)
        .Number("weight", "Share of the term's total variance in the index's; outside 0 to 1 when extrapolated.", PublishedPrecision.Ratio, static (in term) => term.Weight)
        .Name<IndexStatus>("status", "ok, or why the term has no variance.", static (in term) => (int)term.Variance.Term.Status)
        .Number("variance", "σ², per year.", static (in term) => PublishedPrecision.RoundToDigits(term.Variance.Term.Variance, Digits))
        .Number("volatility", "The term's own, in percent.", IndexPlaces, static (in term) => term.Variance.Volatility)
        .Number("minutes", "Whole minutes to settlement.", static (in term) => term.Variance.Minutes)
        .Number("forward", "F of the strip.", PublishedPrecision.Money, static (in term) => term.Variance.Term.Forward)
        .Name<ForwardSource>("forwardSource", "Where that comes from.", static (in term) => (int)term.Variance.ForwardSource)
        .Number("centralStrike", "K₀: the strike at or just below F.", static (in term) => term.Variance.Term.CentralStrike)
        .Number("options", "Strikes in the strip.", static (in term) => term.Variance.Term.IsOk ? term.Variance.Term.Options : double.NaN)
        .Number("interpolated", "Of these, strikes priced by a spline for want of a quote that counts (India's method).", static (in term) => term.Variance.Term.IsOk ? term.Variance.Term.Interpolated : double.NaN)
        .Name<PriceSource>("prices", "mid: quotes; last: the chain has no two-sided quote at all, and last prices stand for them.", static (in term) => (int)term.Variance.Prices)
        .Number("rate", "R used, per year, continuously compounded.", PublishedPrecision.Term, static (in term) => term.Variance.Rate);

    public static LiveSchema Schema { get; } = new("volatility-index", "expiries", Header.Columns, Rows.Columns, RowKind.Expiry);

    /// <summary>Writes every cell.</summary>
    internal static void Write(LiveTable table, in IndexHeader header, ReadOnlySpan<ExpiryVariance> terms)
    {
        Header.Write(table, 0, in header);
        foreach (ref readonly ExpiryVariance term in terms)
        {
            Rows.Write(table, table.Row(RowKey.ForExpiry(term.Expiry)), TermOf(in header, in term));
        }
    }

    private static IndexTerm TermOf(in IndexHeader header, in ExpiryVariance term)
    {
        VolatilityIndexValue index = header.Index;
        return term.Expiry == index.Near.Expiry ? new IndexTerm(term, IndexRole.Near, index.NearWeight)
            : term.Expiry == index.Next.Expiry ? new IndexTerm(term, IndexRole.Next, index.NextWeight)
            : new IndexTerm(term, IndexRole.None, double.NaN);
    }
}
