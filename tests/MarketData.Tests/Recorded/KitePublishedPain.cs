using System.Globalization;
using System.IO.Compression;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Recorded;

/// <summary>
/// The Max_Pain column of a Kite chain file: what its collector says option writers lose at each strike, in ten thousands, fraction cut. It is not the textbook sum: options in
/// the money cost the writer their intrinsic value, and options out of the money (a call at the strike too) earn him the premium, OI × last price. <see cref="Net"/> is that measure,
/// <see cref="Payout"/> the textbook's.
/// </summary>
internal static class KitePublishedPain
{
    /// <summary>Per snapshot (time as written, product, expiry), the published figure of each strike.</summary>
    public static Dictionary<(string Time, ProductId Product, Expiry Expiry), Dictionary<double, double>> Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        string[] header = reader.ReadLine()!.Split(',');
        int symbol = Array.IndexOf(header, "Symbol"), expiry = Array.IndexOf(header, "Expiry"), strike = Array.IndexOf(header, "Strike");
        int time = Array.IndexOf(header, "timestamp"), pain = Array.IndexOf(header, "Max_Pain");
        var published = new Dictionary<(string, ProductId, Expiry), Dictionary<double, double>>();
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            var key = (fields[time], ProductId.Parse(fields[symbol]), Expiry.Parse(fields[expiry]));
            if (!published.TryGetValue(key, out Dictionary<double, double>? strikes))
            {
                published.Add(key, strikes = []);
            }

            strikes.Add(double.Parse(fields[strike], CultureInfo.InvariantCulture), double.Parse(fields[pain], CultureInfo.InvariantCulture));
        }

        return published;
    }

    /// <summary>The collector's measure at a settlement, in ten thousands.</summary>
    public static double Net(IEnumerable<Tick> legs, double settlement) => legs.Sum(leg => leg.OpenInterest * (leg.Right, settlement - leg.Strike) switch
    {
        (Analytics.OptionRight.Call, > 0 and var above) => above,
        (Analytics.OptionRight.Call, _) => -leg.Last,
        (_, < 0 and var below) => -below,
        (_, 0) => 0,
        _ => -leg.Last,
    }) / 1e4;

    /// <summary>What all options pay out at a settlement: the measure of max pain.</summary>
    public static double Payout(IEnumerable<Tick> legs, double settlement) => legs.Sum(leg =>
        leg.OpenInterest * Math.Max(0, leg.Right == Analytics.OptionRight.Call ? settlement - leg.Strike : leg.Strike - settlement));
}
