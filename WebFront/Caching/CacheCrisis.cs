using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Caching;

/// <summary>Whether answers should be made more seldom: the breaker of a store is not closed, or so many clients are connected that they are served more seldom.</summary>
internal class CacheCrisis(PushPace pace, IServiceProvider services)
{
    public virtual bool IsOn => pace.Floor > TimeSpan.Zero || services.GetService<StorePipelines>()?.Read().Any(store => store.State != BreakerState.Closed) == true;
}
