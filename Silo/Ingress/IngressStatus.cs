using System.Text.Json;
using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.Engine.Status;

namespace TradingAnalytics.Silo.Ingress;

/// <summary>The ingress as the status page shows it.</summary>
public sealed class IngressStatus(TickIngress ingress) : IIngressStatus
{
    public IngressFigures Read()
    {
        IngressStatistics statistics = ingress.Statistics;
        return new IngressFigures
        {
            Accepted = statistics.Accepted,
            Duplicated = statistics.Duplicated,
            Refused = statistics.Refused,
            RefusedByReason = statistics.RefusedByReason.ToDictionary(entry => JsonNamingPolicy.CamelCase.ConvertName(entry.Key.ToString()), entry => entry.Value),
            TicksPerSecond = statistics.TicksPerSecond,
            QueuedTicks = statistics.QueuedTicks,
            UndeliveredTicks = statistics.UndeliveredTicks,
            JournalSequence = statistics.LastSequence,
        };
    }
}
