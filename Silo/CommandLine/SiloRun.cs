using Microsoft.Extensions.Options;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.Silo.Clustering;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Hosting;
using TradingAnalytics.WebFront.Auth;

namespace TradingAnalytics.Silo.CommandLine;

/// <summary>One run of the process: what is wrong with the settings is said in words (exit code 2), and so is why it cannot start (1).</summary>
internal static class SiloRun
{
    private const int Misuse = 2;
    private const int Failure = 1;

    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        try
        {
            bool gaveWay;
            WebApplication application = SiloApplication.Build(settings);
            await using (application)
            {
                ProcessOptions host = application.Services.GetRequiredService<IOptions<ProcessOptions>>().Value;
                if (application.Services.GetService<AccessMode>()?.Refusal(host.Urls.Split(';', StringSplitOptions.TrimEntries)) is { } refusal)
                {
                    return await Say(Misuse, [refusal]);
                }

                FreePorts.Require(host.Urls);
                foreach (string url in host.Urls.Split(';', StringSplitOptions.TrimEntries))
                {
                    application.Urls.Add(url);
                }

                await application.StartAsync(cancellationToken);
                await application.WaitForShutdownAsync(cancellationToken);
                gaveWay = application.Services.GetService<ReachWatch>() is { GaveWay: true };
            }

            return gaveWay ? Failure : 0;
        }
        catch (OptionsValidationException wrong)
        {
            return await Say(Misuse, wrong.Failures);
        }
        catch (InvalidOperationException wrong) when (wrong.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal))
        {
            return await Say(Misuse, [$"{wrong.Message} See --help for what can stand there."]);
        }
        catch (Exception failure) when (failure is StartupException or JournalInUseException or JournalCorruptException or UnknownRecordingException or IOException)
        {
            return await Say(Failure, [failure.Message]);
        }
    }

    private static async Task<int> Say(int code, IEnumerable<string> messages)
    {
        foreach (string message in messages)
        {
            await Console.Error.WriteLineAsync($"error: {message}");
        }

        return code;
    }
}
