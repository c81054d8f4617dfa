using TradingAnalytics.Cli.Chains;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Cli;

/// <summary>The products the server has: of the file that its setting names in the environment, else those shipped.</summary>
internal static class ServerCatalogue
{
    private const string Variable = "TA_Host__Catalogue";

    /// <exception cref="BadInputException">The file cannot be used.</exception>
    public static ProductCatalogue Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return ProductCatalogue.Load();
        }

        try
        {
            return ProductCatalogue.LoadFile(path);
        }
        catch (Exception wrong) when (wrong is CatalogueException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{Variable} is '{path}', which cannot be used: {wrong.Message}");
        }
    }
}
