using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Exposures;
using static TradingAnalytics.Cli.Chains.TableText;

namespace TradingAnalytics.Cli.Exposures;

/// <summary>Exposures as CSV: a row per expiry (and product), or a row per strike. Names carry the unit; calls +, puts −.</summary>
internal static class ExposureCsv
{
    public static void WriteSums(TextWriter output, IReadOnlyList<ExposureReport> reports)
    {
        output.WriteLine(
            "product,expiry,asOf,status,currency,spot,forward,gammaPerOnePercent,callGammaPerOnePercent,putGammaPerOnePercent,delta,vannaPerVolPoint,charmPerDay,"
            + "flip,flipMove,callWall,callWallGamma,putWall,putWallGamma,legs,borrowed,leftOut");
        foreach (ExposureReport report in reports)
        {
            ExposureSums sums = report.Sums;
            string Amount(double value) => sums.Status == ExposureStatus.Ok ? Field(value) : "";
            output.WriteLine(string.Join(
                ',', report.Product.Id, report.Expiry, InstantText.Utc(report.AsOfUnixMicroseconds), Name(sums.Status), report.Product.Currency, Field(report.Spot),
                Field(report.Forward), Amount(sums.Total.Gamma), Amount(sums.Calls.Gamma), Amount(sums.Puts.Gamma), Amount(sums.Total.Delta), Amount(sums.Total.Vanna),
                Amount(sums.Total.Charm), Field(sums.Flip), Field(sums.FlipMove), Field(sums.CallWall), Field(sums.CallWallGamma), Field(sums.PutWall),
                Field(sums.PutWallGamma), sums.Counted, sums.Borrowed, sums.LeftOut));
        }
    }

    public static void WriteStrikes(TextWriter output, IReadOnlyList<ExposureReport> reports)
    {
        output.WriteLine(
            "product,expiry,strike,callOi,putOi,gammaPerOnePercent,callGammaPerOnePercent,putGammaPerOnePercent,delta,callDelta,putDelta,"
            + "vannaPerVolPoint,callVannaPerVolPoint,putVannaPerVolPoint,charmPerDay,callCharmPerDay,putCharmPerDay");
        foreach (ExposureReport report in reports)
        {
            foreach (StrikeExposure strike in report.Strikes)
            {
                (Exposure call, Exposure put, Exposure net) = (strike.Call, strike.Put, strike.Net);
                output.WriteLine(string.Join(
                    ',', report.Product.Id, report.Expiry, Field(strike.Strike), Field(strike.CallOi), Field(strike.PutOi), Field(net.Gamma), Field(call.Gamma), Field(put.Gamma),
                    Field(net.Delta), Field(call.Delta), Field(put.Delta), Field(net.Vanna), Field(call.Vanna), Field(put.Vanna), Field(net.Charm), Field(call.Charm),
                    Field(put.Charm)));
            }
        }
    }
}
