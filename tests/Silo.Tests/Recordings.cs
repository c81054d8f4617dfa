using System.Globalization;
using System.Text;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Recordings to replay: a small one that is written for the test, and the real day where the data is at hand.</summary>
internal static class Recordings
{
    private static readonly string[] s_expiries = ["18-Aug-2026", "25-Aug-2026"];

    /// <summary>A chain CSV of so many minutes of NIFTY: two expiries, 21 strikes, prices that follow a moving spot, volume and open interest that build.</summary>
    public static string WriteChainCsv(string path, int minutes)
    {
        var text = new StringBuilder("timestamp,symbol,expiry,strike,option_type,spot,ltp,open,high,low,close,volume,oi,oi_chg,iv,delta,gamma,theta,vega,rho\n");
        var start = new DateTime(2026, 8, 18, 10, 0, 0);
        for (int minute = 0; minute < minutes; minute++)
        {
            string time = start.AddMinutes(minute).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
            double spot = 24_200 + (40 * Math.Sin(minute / 7.0));
            for (int expiry = 0; expiry < s_expiries.Length; expiry++)
            {
                for (int strike = 23_700; strike <= 24_700; strike += 50)
                {
                    Row(text, time, s_expiries[expiry], strike, "CE", spot, Math.Max(spot - strike, 0) + Extra(spot - strike, expiry), minute);
                    Row(text, time, s_expiries[expiry], strike, "PE", spot, Math.Max(strike - spot, 0) + Extra(spot - strike, expiry), minute);
                }
            }
        }

        File.WriteAllText(path, text.ToString());
        return path;
    }

    /// <summary>The recorded day of the issue.</summary>
    public static string RealDay() => RecordedData.PathOf("nse-chain-1min-greeks-2026/option_chain_20260818.csv.gz");

    /// <summary>Time value: largest at the money.</summary>
    private static double Extra(double moneyness, int expiry) => (60 + (60 * expiry)) * Math.Exp(-Math.Pow(moneyness / 400, 2)) + 1;

    private static void Row(StringBuilder text, string time, string expiry, int strike, string right, double spot, double price, int minute) => text.Append(
        CultureInfo.InvariantCulture, $"{time},NIFTY50,{expiry},{strike},{right},{spot:0.##},{Math.Round(price * 20) / 20:0.00},,,,,{100 * (minute + 1)},{1_000 + strike + minute},{minute},,,,,,\n");
}
