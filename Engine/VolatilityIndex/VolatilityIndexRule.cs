using TradingAnalytics.Analytics.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.VolatilityIndex;

/// <summary>
/// Makes a product's index from the variances of its chains. Cboe: of the terms that may be used the last at or before 30 days and the first after it; with none on one side the two nearest on
/// the other. India: near and next month, the near one passed over in its last trading days. A pure function of its arguments; what it remembers is the calendar's answers.
/// </summary>
public sealed class VolatilityIndexRule(ProductSpec product, VolatilityIndexOptions options)
{
    private const double MinutesPerDay = 1_440;
    private readonly Dictionary<Expiry, bool> _monthly = [];
    private (DateOnly Day, Expiry Expiry, int Count) _tradingDays;

    /// <summary>The index at a moment.</summary>
    /// <param name="terms">The product's chains, ascending by expiry.</param>
    /// <param name="asOfUnixMicroseconds">Market time, from which trading days are counted.</param>
    public VolatilityIndexValue Of(ReadOnlySpan<ExpiryVariance> terms, long asOfUnixMicroseconds)
    {
        double target = options.TargetDays * MinutesPerDay;
        // The two last at or before the target and the two first after it.
        int before = -1;
        int earlier = -1;
        int after = -1;
        int later = -1;
        for (int i = 0; i < terms.Length; i++)
        {
            if (!terms[i].Term.IsOk || !MayBeUsed(in terms[i], asOfUnixMicroseconds))
            {
                continue;
            }

            if (options.Method == IndexMethod.India)
            {
                // Near and next month, wherever 30 days lie.
                (before, after) = before < 0 ? (i, -1) : after < 0 ? (before, i) : (before, after);
            }
            else if (terms[i].Minutes <= target)
            {
                (earlier, before) = (before, i);
            }
            else if (after < 0)
            {
                after = i;
            }
            else if (later < 0)
            {
                later = i;
            }
        }

        int near = before >= 0 && after >= 0 ? before : before >= 0 ? earlier : after;
        int next = before >= 0 && after >= 0 ? after : before >= 0 ? before : later;
        if (near < 0 || next < 0)
        {
            int one = Math.Max(near, next);
            return one < 0 ? VolatilityIndexValue.None(VolatilityIndexStatus.NoTerm) : VolatilityIndexValue.None(VolatilityIndexStatus.OneTerm, in terms[one]);
        }

        return Between(in terms[near], in terms[next], target);
    }

    private static VolatilityIndexValue Between(in ExpiryVariance near, in ExpiryVariance next, double target)
    {
        double weight = (next.Minutes - target) / (next.Minutes - near.Minutes);
        double? value = IndexInterpolation.AtTerm(near.Term.Variance, near.Minutes, next.Term.Variance, next.Minutes, target);
        VolatilityIndexStatus status = value is null ? VolatilityIndexStatus.NegativeVariance
            : near.Minutes <= target && target <= next.Minutes ? VolatilityIndexStatus.Ok
            : VolatilityIndexStatus.Extrapolated;
        return new VolatilityIndexValue(status, value ?? double.NaN, near, next, weight, 1 - weight);
    }

    private bool MayBeUsed(in ExpiryVariance term, long asOf)
    {
        if (options.ExpiryDay is { } day && term.Expiry.Date.DayOfWeek != day)
        {
            return false;
        }

        return options.Method == IndexMethod.India
            ? IsMonthly(term.Expiry) && TradingDaysTo(term.Expiry, asOf) >= options.RollTradingDays
            : term.Minutes >= options.NearTermMinimumDays * MinutesPerDay;
    }

    private bool IsMonthly(Expiry expiry)
    {
        if (!_monthly.TryGetValue(expiry, out bool monthly))
        {
            var first = new DateOnly(expiry.Date.Year, expiry.Date.Month, 1);
            monthly = ExpirySchedule.Listed(product, first, weeklies: 0, monthlies: 1) is [var listed] && listed == expiry;
            _monthly[expiry] = monthly;
        }

        return monthly;
    }

    /// <summary>Trading days after today up to the expiry. Counted no further than the roll asks.</summary>
    private int TradingDaysTo(Expiry expiry, long asOf)
    {
        DateOnly today = product.DateOf(DateTimeOffset.UnixEpoch.AddTicks(asOf * TimeSpan.TicksPerMicrosecond));
        if (_tradingDays.Day == today && _tradingDays.Expiry == expiry)
        {
            return _tradingDays.Count;
        }

        int count = 0;
        for (DateOnly day = today.AddDays(1); day <= expiry.Date && count < options.RollTradingDays; day = day.AddDays(1))
        {
            count += product.Venue.Calendar.IsTradingDay(day) ? 1 : 0;
        }

        _tradingDays = (today, expiry, count);
        return count;
    }
}
