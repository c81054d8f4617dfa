using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>Publishes random batches of a chain: quotes, volatilities, new strikes, and a money that wanders.</summary>
internal sealed class RandomChain(FakeMarket market, int seed)
{
    private readonly Random _random = new(seed);
    private double _atm = 24_500;

    public LiveUpdate? Publish() => market.Publish(TestProducts.Chain, Change);

    private void Change(LiveTable table)
    {
        if (_random.Next(4) == 0)
        {
            _atm += 50 * _random.Next(-1, 2);
        }

        table.Set(0, ChainColumn.AsOf, _random.NextInt64(1_786_000_000_000_000, 1_787_000_000_000_000));
        table.Set(0, ChainColumn.AtmStrike, _atm);
        table.Set(0, ChainColumn.DiscountFactor, 0.999);
        table.Set(0, ChainColumn.TimeToExpiry, 0.02);
        if (_random.Next(3) == 0)
        {
            table.Set(0, ChainColumn.Forward, _atm + _random.Next(-20, 20));
        }

        if (_random.Next(3) == 0)
        {
            table.Set(0, ChainColumn.Spot, _atm + _random.Next(-20, 20));
        }

        int cells = _random.Next(1, 40);
        for (int i = 0; i < cells; i++)
        {
            int row = table.Row(RowKey.Leg(24_000 + (50 * _random.Next(20)), (OptionRight)_random.Next(2)));
            int column = _random.Next(LegColumn.IvStatus);
            double value = _random.Next(5) == 0 ? double.NaN : column == LegColumn.Iv ? 0.05 + (0.3 * _random.NextDouble()) : Math.Round(1000 * _random.NextDouble(), 2);
            table.Set(row, column, value);
        }
    }
}
