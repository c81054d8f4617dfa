using System.Globalization;

namespace TradingAnalytics.WebFront.Tests.EndToEnd;

/// <summary>The push protocol of the whole product under random troubles. <c>TA_PROTOCOL_SEEDS</c> runs more seeds than a test run affords, <c>TA_PROTOCOL_SEED</c> begins with another.</summary>
[Collection(nameof(RunningSilo))]
public class ProtocolModelTests
{
    private const int Operations = 150;

    [Fact]
    public async Task Clients_RandomTicksTroublesAndMoves_EqualRestAtEveryQuietPoint()
    {
        await using RunningSilo silo = await RunningSilo.StartAsync(new()
        {
            ["Feed:Kind"] = "None",
            ["Grains:Cadence"] = "00:00:00.020",
            ["Grains:AnalyticsCadence"] = "00:00:00.250",
            ["Web:Push:Interval"] = "00:00:00.005",
            ["Web:Push:WatchInterval"] = "00:00:00.400",
        });
        int first = Number("TA_PROTOCOL_SEED", 1);
        var market = new ModelMarket(silo);
        var done = new Dictionary<string, int>();
        for (int seed = first; seed < first + Number("TA_PROTOCOL_SEEDS", 2); seed++)
        {
            await using var model = new ProtocolModel(silo, market, seed);
            await model.RunAsync(Operations);
            foreach ((string what, int times) in model.Done)
            {
                done[what] = done.GetValueOrDefault(what) + times;
            }
        }

        TestContext.Current.SendDiagnosticMessage(string.Join(", ", done.Select(entry => $"{entry.Key} {entry.Value}")));
        foreach (string what in (string[])["push", "cut", "pause", "configure", "leave", "move", "compare", "quiet"])
        {
            done.GetValueOrDefault(what).ShouldBePositive($"never: {what}");
        }
    }

    private static int Number(string variable, int without) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : without;
}
