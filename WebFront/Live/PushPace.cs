using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>How often clients get deltas at present: slower for all in a crowd.</summary>
internal sealed class PushPace(ConnectionRegistry connections, IOptions<PushOptions> options, TimeProvider time)
{
    /// <summary>A step is taken back only below this part of its connections, so that a few who come and go do not move everybody's interval.</summary>
    private const double Hysteresis = 0.95;

    /// <summary>In a crowd clients take turns of this length.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);

    private readonly CrowdStep[] _steps = [.. options.Value.Steps.OrderBy(step => step.Connections)];
    private volatile int _taken;

    /// <summary>The shortest interval anybody is served at; 0 when there is no crowd.</summary>
    public TimeSpan Floor
    {
        get
        {
            int count = connections.Count;
            int taken = 0;
            for (int i = 0; i < _steps.Length; i++)
            {
                double above = i < _taken ? Hysteresis * _steps[i].Connections : _steps[i].Connections;
                taken = count > above ? i + 1 : taken;
            }

            _taken = taken;
            return taken == 0 ? TimeSpan.Zero : _steps[taken - 1].Interval;
        }
    }

    /// <summary>What a client gets that does not ask for an interval.</summary>
    public TimeSpan Interval => Floor is var floor && floor > options.Value.Interval ? floor : options.Value.Interval;

    /// <summary>When a client is due again, see <see cref="Pace"/>.</summary>
    /// <param name="share">Timestamp up to which it has had its share; 0 at first.</param>
    /// <param name="now">Timestamp at which it is served.</param>
    /// <param name="interval">What it asked for, or what its slowness makes of it.</param>
    public (long Share, long DueAt) NextDue(long share, long now, TimeSpan interval) => Pace.NextPassedOn(share, now, (long)(interval.TotalSeconds * time.TimestampFrequency));

    /// <summary>
    /// When a client is due again in a crowd: at its turn in the round, so that not all are served in one burst, and those of one turn, served together last time, share what is serialised. The first turn is
    /// half an interval away at least, each further one an interval.
    /// </summary>
    /// <param name="number">How many joined its room before it.</param>
    /// <param name="now">Timestamp at which it is served.</param>
    /// <param name="interval">The crowd's interval.</param>
    public long NextTurn(int number, long now, TimeSpan interval)
    {
        long turn = (long)(Turn.TotalSeconds * time.TimestampFrequency);
        long turns = Math.Max(1, (long)(interval / Turn));
        long round = turns * turn;
        long earliest = now + (round / 2);
        long behind = (earliest - (number % turns * turn)) % round;
        return earliest + (behind == 0 ? 0 : round - behind);
    }
}
