using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Hosting;

namespace TradingAnalytics.Grains.Tests.Messages;

public class WireContractTests
{
    private const string Instruction =
        "The contract between processes of two versions has changed. In a rolling upgrade both run. A line that is new is allowed (a new interface, a new method, a field with a new id): add it to "
        + "tests/Grains.Tests/Messages/wire.txt. A line that is gone or different breaks what still runs and what is stored: give the new thing a new alias or id instead and keep the old one for a release.";

    [Fact]
    public void InterfacesAndMessages_AreWhatTheListSays()
    {
        string[] pinned = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "wire.txt"));
        string[] actual = [.. WireContract.Of(typeof(IExpiryChainGrain).Assembly, typeof(GrainHosting).Assembly)];
        Assert.True(
            actual.SequenceEqual(pinned),
            $"{Instruction}\nGone:\n{string.Join('\n', pinned.Except(actual))}\nNew:\n{string.Join('\n', actual.Except(pinned))}");
        actual.ShouldAllBe(line => !line.Contains("HAS NO ALIAS", StringComparison.Ordinal));
    }
}
