using System.Globalization;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Cli.Chains;

/// <summary>Chains as CSV at full precision: a row per expiry, or a row per leg. "None" is an empty field.</summary>
internal static class ChainCsv
{
    public static void WriteChains(TextWriter output, IReadOnlyList<ChainView> chains)
    {
        output.WriteLine("product,expiry,asOf,state,spot,forward,forwardSource,discountFactor,timeToExpiry,atmStrike,atmIv,straddle,pcrOi,pcrVolume,maxPain,callOi,putOi,callVolume,putVolume,callOiChange,putOiChange,lotSize,legs");
        foreach (ChainView chain in chains)
        {
            output.WriteLine(string.Join(
                ',', chain.Product, chain.Expiry, InstantText.Utc(chain.AsOfUnixMicroseconds), ChainNames.State(chain.State), Text(chain.Spot), Text(chain.Forward),
                ChainNames.ForwardSource(chain.ForwardSource), Text(chain.DiscountFactor), Text(chain.TimeToExpiryYears), Text(chain.AtmStrike), Text(chain.AtmImpliedVolatility),
                Text(chain.Straddle), Text(chain.PcrOi), Text(chain.PcrVolume), Text(chain.MaxPain), Text(chain.Totals.CallOi), Text(chain.Totals.PutOi),
                Text(chain.Totals.CallVolume), Text(chain.Totals.PutVolume), Text(chain.Totals.CallOiChange), Text(chain.Totals.PutOiChange), Text(chain.LotSize),
                Text(chain.Legs.Count)));
        }
    }

    public static void WriteLegs(TextWriter output, IReadOnlyList<ChainView> chains)
    {
        output.WriteLine("product,expiry,strike,right,bid,ask,last,volume,oi,oiChange,iv,ivStatus,priceSource,delta,gamma,theta,vega,rho,updated");
        foreach (ChainView chain in chains)
        {
            foreach (LegView leg in chain.Legs)
            {
                output.WriteLine(string.Join(
                    ',', chain.Product, chain.Expiry, Text(leg.Strike), leg.Right == OptionRight.Call ? "call" : "put", Text(leg.Bid), Text(leg.Ask), Text(leg.Last), Text(leg.Volume),
                    Text(leg.OpenInterest), Text(leg.OpenInterestChange), Text(leg.ImpliedVolatility), ChainNames.Status(leg), ChainNames.PriceSource(leg), Text(leg.Delta),
                    Text(leg.Gamma), Text(leg.ThetaPerDay), Text(leg.VegaPerPoint), Text(leg.RhoPerPoint), InstantText.Utc(leg.UpdatedUnixMicroseconds)));
            }
        }
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}
