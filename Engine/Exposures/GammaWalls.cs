namespace TradingAnalytics.Engine.Exposures;

/// <summary>Finds the strikes with the most call gamma and the most put gamma, the lowest on a tie when strikes come ascending. NaN while there is none.</summary>
internal struct GammaWalls()
{
    public double Call = double.NaN;
    public double CallGamma = double.NaN;
    public double Put = double.NaN;
    public double PutGamma = double.NaN;

    /// <param name="strike">K.</param>
    /// <param name="callGamma">Not negative.</param>
    /// <param name="putGamma">Not positive.</param>
    public void Add(double strike, double callGamma, double putGamma)
    {
        if (callGamma > 0 && !(callGamma <= CallGamma))
        {
            (Call, CallGamma) = (strike, callGamma);
        }

        if (putGamma < 0 && !(putGamma >= PutGamma))
        {
            (Put, PutGamma) = (strike, putGamma);
        }
    }
}
