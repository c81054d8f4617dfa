using System.Text.Json;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Cli.Chains;

/// <summary>A chain as a JSON object at full precision, with the names of the live table. "None" is null.</summary>
internal static class ChainJson
{
    public static void WriteArray(Utf8JsonWriter writer, IReadOnlyList<ChainView> chains)
    {
        writer.WriteStartArray();
        foreach (ChainView chain in chains)
        {
            Write(writer, chain, withLegs: true);
        }

        writer.WriteEndArray();
    }

    /// <param name="writer">Where to.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="withLegs">Whether <c>legs</c> is the array of legs or only their number.</param>
    public static void Write(Utf8JsonWriter writer, ChainView chain, bool withLegs)
    {
        writer.WriteStartObject();
        writer.WriteString("product", chain.Product.ToString());
        writer.WriteString("expiry", chain.Expiry.ToString());
        writer.WriteString("asOf", InstantText.Utc(chain.AsOfUnixMicroseconds));
        writer.WriteString("state", ChainNames.State(chain.State));
        Number(writer, "spot", chain.Spot);
        Number(writer, "forward", chain.Forward);
        writer.WriteString("forwardSource", ChainNames.ForwardSource(chain.ForwardSource));
        Number(writer, "discountFactor", chain.DiscountFactor);
        Number(writer, "timeToExpiry", chain.TimeToExpiryYears);
        Number(writer, "atmStrike", chain.AtmStrike);
        Number(writer, "atmIv", chain.AtmImpliedVolatility);
        Number(writer, "straddle", chain.Straddle);
        Number(writer, "pcrOi", chain.PcrOi);
        Number(writer, "pcrVolume", chain.PcrVolume);
        Number(writer, "maxPain", chain.MaxPain);
        Number(writer, "callOi", chain.Totals.CallOi);
        Number(writer, "putOi", chain.Totals.PutOi);
        Number(writer, "callVolume", chain.Totals.CallVolume);
        Number(writer, "putVolume", chain.Totals.PutVolume);
        Number(writer, "callOiChange", chain.Totals.CallOiChange);
        Number(writer, "putOiChange", chain.Totals.PutOiChange);
        writer.WriteNumber("lotSize", chain.LotSize);
        if (withLegs)
        {
            WriteLegs(writer, chain);
        }
        else
        {
            writer.WriteNumber("legs", chain.Legs.Count);
        }

        writer.WriteEndObject();
    }

    private static void WriteLegs(Utf8JsonWriter writer, ChainView chain)
    {
        writer.WriteStartArray("legs");
        foreach (LegView leg in chain.Legs)
        {
            writer.WriteStartObject();
            Number(writer, "strike", leg.Strike);
            writer.WriteString("right", leg.Right == OptionRight.Call ? "call" : "put");
            Number(writer, "bid", leg.Bid);
            Number(writer, "ask", leg.Ask);
            Number(writer, "last", leg.Last);
            Number(writer, "volume", leg.Volume);
            Number(writer, "oi", leg.OpenInterest);
            Number(writer, "oiChange", leg.OpenInterestChange);
            Number(writer, "iv", leg.ImpliedVolatility);
            writer.WriteString("ivStatus", ChainNames.Status(leg));
            writer.WriteString("priceSource", ChainNames.PriceSource(leg));
            Number(writer, "delta", leg.Delta);
            Number(writer, "gamma", leg.Gamma);
            Number(writer, "theta", leg.ThetaPerDay);
            Number(writer, "vega", leg.VegaPerPoint);
            Number(writer, "rho", leg.RhoPerPoint);
            writer.WriteString("updated", InstantText.Utc(leg.UpdatedUnixMicroseconds));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
