using TradingAnalytics.Silo.Tests;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>A silo under its name, reached by the others through a relay: one process after the other, as they are ended and started again.</summary>
internal sealed class SiloMember : IAsyncDisposable
{
    private readonly Func<SiloMember, SiloProcess> _start;
    private readonly Action<string, SiloProcess> _keep;

    public SiloMember(string name, Func<SiloMember, SiloProcess> start, Action<string, SiloProcess> keep, Func<SiloMember, int, Func<bool>> cutFrom)
    {
        Name = name;
        (_start, _keep) = (start, keep);
        Relay = new Relay(port => (ListenPort, cutFrom(this, port)));
    }

    public string Name { get; }

    /// <summary>What the other silos connect to.</summary>
    public Relay Relay { get; }

    public int ListenPort { get; private set; }

    public SiloProcess Process { get; private set; } = null!;

    public void Start()
    {
        ListenPort = FreePort.Next();
        Process = _start(this);
    }

    public async Task RestartAsync()
    {
        await EndAsync();
        Start();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await Relay.DisposeAsync();
    }
    private async Task EndAsync()
    {
        _keep(Name, Process);
        await Process.DisposeAsync();
    }
}
