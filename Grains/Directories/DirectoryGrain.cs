using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Directories;

/// <inheritdoc cref="IDirectoryGrain"/>
public sealed class DirectoryGrain([PersistentState(GrainNames.State, GrainNames.Storage)] IPersistentState<DirectoryState> state) : Grain, IDirectoryGrain
{
    public async Task Add(TickRoute[] routes)
    {
        int added = 0;
        foreach (TickRoute route in routes)
        {
            added += !state.State.Retired.Contains(route) && state.State.Live.Add(route) ? 1 : 0;
        }

        if (added > 0)
        {
            await state.WriteStateAsync();
        }
    }

    public async Task Remove(TickRoute route)
    {
        bool changed = state.State.Live.Remove(route);
        if (state.State.Retired.Add(route) || changed)
        {
            await state.WriteStateAsync();
        }
    }

    public Task<bool> Knows(TickRoute route) => Task.FromResult(state.State.Live.Contains(route));

    public Task<TickRoute[]> Routes() => Task.FromResult(state.State.Live
        .OrderBy(route => route.IsChain)
        .ThenBy(route => route.Product)
        .ThenBy(route => route.Expiry)
        .ToArray());
}
