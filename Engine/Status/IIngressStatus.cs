namespace TradingAnalytics.Engine.Status;

/// <summary>What the host says of its ingress, for the status page.</summary>
public interface IIngressStatus
{
    IngressFigures Read();
}
