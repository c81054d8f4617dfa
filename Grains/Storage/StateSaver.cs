using Microsoft.Extensions.Logging;
using Orleans.Storage;
using TradingAnalytics.Grains.Catchup;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Storage;

/// <summary>Stores grain state in the background of its work: a store that fails costs a longer read of the journal at the next activation, not the grain.</summary>
public sealed partial class StateSaver(GrainInstruments instruments, IFrameSource journal, ILogger<StateSaver> logger)
{
    /// <param name="state">The state to write.</param>
    /// <param name="route">Whose state it is.</param>
    /// <param name="through">The newest journal frame it holds with all before it.</param>
    /// <param name="standDown">Called when another activation of the grain has written meanwhile: this one must end.</param>
    /// <returns>Whether it is stored.</returns>
    public async Task<bool> SaveAsync<TState>(IPersistentState<TState> state, TickRoute route, long through, Action standDown)
    {
        try
        {
            await state.WriteStateAsync();
            journal.Stored(route, through);
            instruments.StateSaves.Add(1);
            return true;
        }
        catch (InconsistentStateException late)
        {
            LogStandDown(late, typeof(TState).Name);
            standDown();
        }
        catch (Exception failure)
        {
            LogFailure(failure, typeof(TState).Name);
        }

        instruments.StateSaveFailures.Add(1);
        return false;
    }

    [LoggerMessage(3020, LogLevel.Warning, "{State} was written by another activation: this one ends")]
    private partial void LogStandDown(Exception exception, string state);

    [LoggerMessage(3021, LogLevel.Warning, "{State} could not be stored; it is tried again with the next change")]
    private partial void LogFailure(Exception exception, string state);
}
