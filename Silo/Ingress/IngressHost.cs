using TradingAnalytics.Engine.Ingress;

namespace TradingAnalytics.Silo.Ingress;

/// <summary>Starts the ingress once the grains are there, and drains it before they go.</summary>
public sealed class IngressHost(TickIngress ingress) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => ingress.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => ingress.StopAsync(cancellationToken);
}
