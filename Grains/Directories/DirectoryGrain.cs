using Microsoft.Extensions.Options;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Catchup;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Directories;

/// <inheritdoc cref="IDirectoryGrain"/>
public sealed class DirectoryGrain(
    [PersistentState(GrainNames.State, GrainNames.Storage)] IPersistentState<DirectoryState> state, IFrameSource journal, IOptions<GrainOptions> options) : Grain, IDirectoryGrain
{
    public async Task<TickRoute[]> Add(TickRoute[] routes)
    {
        if (Take(routes))
        {
            await state.WriteStateAsync();
        }

        return [.. routes.Where(state.State.Live.Contains)];
    }

    public async Task<TickRoute[]> Recover()
    {
        (TickRoute[] found, long through) = await journal.FindRoutesAsync(state.State.SearchedThrough);
        if (through > state.State.SearchedThrough)
        {
            Take(found);
            state.State.SearchedThrough = through;
            await state.WriteStateAsync();
        }

        return await Routes();
    }

    public async Task Remove(TickRoute route)
    {
        bool changed = state.State.Live.Remove(route);
        if (state.State.Retired.Add(route) || changed)
        {
            await state.WriteStateAsync();
        }
    }

    public async Task<int> Prune(long marketUnixMicroseconds)
    {
        long before = marketUnixMicroseconds - (long)options.Value.RememberRetiredFor.TotalMicroseconds;
        int forgotten = state.State.Retired.RemoveWhere(route => Tick.MicrosecondsOf(new DateTimeOffset(route.Expiry.Date, TimeOnly.MinValue, TimeSpan.Zero)) < before);
        if (forgotten > 0)
        {
            await state.WriteStateAsync();
        }

        return forgotten;
    }

    public Task<bool> Knows(TickRoute route) => Task.FromResult(state.State.Live.Contains(route));

    public Task<TickRoute[]> Routes() => Task.FromResult(state.State.Live
        .OrderBy(route => route.IsChain)
        .ThenBy(route => route.Product)
        .ThenBy(route => route.Expiry)
        .ToArray());

    private bool Take(TickRoute[] routes)
    {
        bool changed = false;
        foreach (TickRoute route in routes)
        {
            changed |= !state.State.Retired.Contains(route) && state.State.Live.Add(route);
        }

        return changed;
    }
}
