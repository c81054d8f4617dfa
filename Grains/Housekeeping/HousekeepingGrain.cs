using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Housekeeping;

/// <inheritdoc cref="IHousekeepingGrain"/>
public sealed partial class HousekeepingGrain(IOptions<GrainOptions> options, ILogger<HousekeepingGrain> logger) : Grain, IHousekeepingGrain, IRemindable
{
    /// <summary>What the reminder is called where reminders are kept.</summary>
    public const string Reminder = "housekeeping";

    public Task Begin() => this.RegisterOrUpdateReminder(Reminder, options.Value.HousekeepEvery, options.Value.HousekeepEvery);

    public async Task ReceiveReminder(string reminderName, TickStatus status) => await Run();

    /// <summary>The market's time is the latest any product has seen: a product that fell silent does not know it.</summary>
    public async Task<HousekeepingReport> Run()
    {
        IDirectoryGrain directory = GrainFactory.GetGrain<IDirectoryGrain>(0);
        TickRoute[] products = [.. (await directory.Routes()).Where(route => !route.IsChain)];
        long market = 0;
        int retired = 0;
        foreach (TickRoute product in products)
        {
            ProductTidied? found = await Tidy(product, 0);
            market = Math.Max(market, found?.MarketUnixMicroseconds ?? 0);
        }

        foreach (TickRoute product in products)
        {
            retired += (await Tidy(product, market))?.RetiredChains ?? 0;
        }

        var report = new HousekeepingReport(products.Length, retired, await directory.Prune(market));
        if (report.RetiredChains + report.ForgottenChains > 0)
        {
            LogDone(report.RetiredChains, report.ForgottenChains);
        }

        return report;
    }

    /// <summary>One that cannot come up is no reason not to tidy the others.</summary>
    private async Task<ProductTidied?> Tidy(TickRoute product, long market)
    {
        try
        {
            return await GrainFactory.GetGrain<IProductGrain>(product.ToString()).Tidy(market);
        }
        catch (Exception failure)
        {
            LogFailed(failure, product);
            return null;
        }
    }

    [LoggerMessage(3040, LogLevel.Information, "Housekeeping: {Retired} chains of silent products retired, {Forgotten} long retired forgotten")]
    private partial void LogDone(int retired, int forgotten);

    [LoggerMessage(3041, LogLevel.Warning, "Housekeeping passed {Product} over")]
    private partial void LogFailed(Exception exception, TickRoute product);
}
