namespace TradingAnalytics.Silo.Tests;

/// <summary>One silo that has replayed the real day undisturbed, for the tests of a collection. Started by the first that asks, which has the recording then.</summary>
public sealed class RealDaySilo : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SiloProcess? _process;

    internal async Task<SiloProcess> ReplayedAsync(string recording)
    {
        _process ??= SiloProcess.Start(_folder.Path, "replay", recording, "--speed", "max", "--cadence", "0");
        await _process.Until("the replay ended", SiloProcess.IsDone);
        return _process;
    }

    public async ValueTask DisposeAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }
}
