namespace TradingAnalytics.Silo.Tests;

/// <summary>One silo alone, open, without a market of its own, for the tests of a collection: they push to it or look at it, and end nothing.</summary>
public sealed class PlainSilo : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal string Folder => _folder.Path;

    internal int Gateway { get; } = FreePort.Next();

    internal SiloProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Process = SiloProcess.Start(_folder.Path, "none", "--silo-port", $"{FreePort.Next()}", "--gateway-port", $"{Gateway}", "--cadence", "0");
        await Process.Runs();
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _folder.Dispose();
    }
}
