using System.Diagnostics.Metrics;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Silo.Hosting;

namespace TradingAnalytics.Silo.Tests.Hosting;

public class OutsideProgramsTests
{
    [Fact]
    public async Task Count_ProgramsComeAndGo_StreamsAreFedWhileThereIsOne()
    {
        var tap = new LiveTap();
        using var programs = new OutsidePrograms(tap);
        await programs.StartAsync(CancellationToken.None);
        using var meter = new Meter("Microsoft.Orleans");
        UpDownCounter<int> joined = meter.CreateUpDownCounter<int>("orleans-gateway-connected-clients");
        tap.IsReadOutside.ShouldBeFalse();
        joined.Add(1);
        tap.IsReadOutside.ShouldBeTrue();
        joined.Add(1);
        joined.Add(-1);
        tap.IsReadOutside.ShouldBeTrue();
        joined.Add(-1);
        tap.IsReadOutside.ShouldBeFalse();
        await programs.StopAsync(CancellationToken.None);
    }
}
