using Microsoft.Extensions.Logging;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.Grains.Alerts;

/// <summary>
/// The rules on one grain's values: shows them the values, and tells their owners what came of it without keeping the grain waiting. What an owner does not take is told again with the next evaluation; the oldest is
/// given up when too much waits.
/// </summary>
internal sealed partial class AlertDesk(IPersistentState<AlertDeskState> state, int most, IGrainFactory grains, ILogger logger)
{
    private const int MostUntold = 1_000;

    private readonly AlertBook _book = new(most);
    private readonly List<AlertFiring> _untold = [];
    private bool _telling;

    /// <summary>Whether there is nothing to watch and nothing to tell.</summary>
    public bool IsIdle => _book.IsEmpty && _untold.Count == 0;

    /// <summary>Takes up the rules that were stored.</summary>
    public void Open()
    {
        foreach ((string owner, AlertRule[] rules) in state.State.Rules)
        {
            _book.Arm(owner, rules);
        }
    }

    /// <summary>Replaces a user's rules and stores them; false when there are too many.</summary>
    public async Task<bool> ArmAsync(string owner, AlertRule[] rules)
    {
        if (!_book.Arm(owner, rules))
        {
            return false;
        }

        if (rules.Length > 0)
        {
            state.State.Rules[owner] = rules;
            await state.WriteStateAsync();
        }
        else if (state.State.Rules.Remove(owner))
        {
            await state.WriteStateAsync();
        }

        return true;
    }

    /// <summary>Shows the rules the cells of a table at a market time.</summary>
    public void Evaluate(TableKind kind, ICellSource cells, long now)
    {
        _book.Evaluate(kind, cells, now, _untold);
        Tell();
    }

    /// <summary>Shows the rules a table that carries its own market time.</summary>
    public void Evaluate(TableKind kind, LiveTable table) => Evaluate(kind, table, (long)table.Get(0, table.Schema.HeaderColumn("asOf")) is var now && now > 0 ? now : 0);

    /// <summary>What the grain writes is over.</summary>
    public async Task EndAsync(long now)
    {
        _book.End(now, _untold);
        Tell();
        if (state.RecordExists)
        {
            await state.ClearStateAsync();
        }
    }

    private void Tell()
    {
        if (_untold.Count > 0 && !_telling)
        {
            _ = TellAsync();
        }
    }

    private async Task TellAsync()
    {
        _telling = true;
        try
        {
            if (_untold.Count > MostUntold)
            {
                LogGivenUp(_untold.Count - MostUntold);
                _untold.RemoveRange(0, _untold.Count - MostUntold);
            }

            while (_untold.Count > 0)
            {
                string owner = _untold[0].Owner;
                AlertFiring[] told = [.. _untold.Where(firing => firing.Owner == owner)];
                await grains.GetGrain<IAlertsGrain>(owner).Take(told);
                _untold.RemoveAll(told.Contains);
            }
        }
        catch (Exception failure)
        {
            LogUntold(failure, _untold.Count);
        }
        finally
        {
            _telling = false;
        }
    }

    [LoggerMessage(3040, LogLevel.Warning, "{Count} alerts could not be told to their owners; they are told with the next ones")]
    private partial void LogUntold(Exception exception, int count);

    [LoggerMessage(3041, LogLevel.Error, "{Count} alerts are given up: their owners could not be told for too long")]
    private partial void LogGivenUp(int count);
}
