using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Driver;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Cli.Chains;

/// <summary>The chains a verb was asked for, from a recording run to the instant asked for.</summary>
internal sealed class ChainSelection
{
    private ChainSelection(MarketLoad load, ChainBook[] chains)
    {
        Driver = load.Driver;
        Chains = chains;
    }

    public MarketDriver Driver { get; }

    /// <summary>By product, then expiry; never empty.</summary>
    public IReadOnlyList<ChainBook> Chains { get; }

    /// <summary>Runs the recording, says on standard error what could not be used, and picks.</summary>
    /// <exception cref="BadInputException">There is no such chain; says what there is.</exception>
    public static ChainSelection Load(string path, ProductId? product, Expiry? expiry, DateTimeOffset? asOf)
    {
        var load = new MarketLoad(path, TimeSpan.MaxValue);
        load.Run(asOf);
        load.Report(Console.Error);
        ChainBook[] chains = [.. load.Chains(product, expiry)];
        return chains.Length > 0 ? new ChainSelection(load, chains) : throw new BadInputException(load.WhyNone(path, asOf));
    }
}
