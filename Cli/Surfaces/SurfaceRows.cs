using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Cli.Surfaces;

/// <summary>Makes the rows of a product's surface from its chains.</summary>
internal static class SurfaceRows
{
    public static IEnumerable<SurfaceRow> Of(IEnumerable<ChainBook> ofOneProduct)
    {
        ChainBook[] chains = [.. ofOneProduct.OrderBy(chain => chain.Expiry)];
        ChainSmile[] smiles = [.. chains.Select(chain => new ChainSmile(chain.Product))];
        var fits = new SmileFit[chains.Length];
        for (int i = 0; i < chains.Length; i++)
        {
            fits[i] = chains[i].FitSmile(smiles[i]);
        }

        var surface = new ProductSurface();
        SurfaceCertificate certificate = surface.Fit(fits);
        for (int i = 0; i < surface.Count; i++)
        {
            int place = surface.Places[i];
            fits[place] = smiles[place].Measure(fits[place], surface.Slices[i]);
        }

        var rows = new SurfaceRow[chains.Length];
        int before = -1;
        for (int i = 0; i < chains.Length; i++)
        {
            rows[i] = Row(chains[i], fits[i], before < 0 ? null : fits[before], certificate);
            before = fits[i].IsOk ? i : before;
        }

        return rows;
    }

    private static SurfaceRow Row(ChainBook chain, SmileFit fit, SmileFit? before, SurfaceCertificate certificate)
    {
        var calendar = fit.IsOk && before is { } earlier ? CalendarCertificate.Of(earlier.Slice, fit.Slice) : new CalendarCertificate(double.NaN, double.NaN);
        double forward = double.NaN;
        if (fit.IsOk)
        {
            double variance = before?.Slice.TotalVariance(0) ?? 0;
            double time = before?.TimeToExpiryYears ?? 0;
            forward = Math.Sqrt((fit.Slice.TotalVariance(0) - variance) / (fit.TimeToExpiryYears - time));
        }

        return new SurfaceRow(chain.Product.Id, chain.Expiry, chain.AsOfUnixMicroseconds, fit, calendar, forward, certificate);
    }
}
