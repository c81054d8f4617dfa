namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// How often a stream speaks, and so from when on its silence is to be doubted: after three of its usual intervals, no sooner than the shortest doubt and no later than the longest. A silence that was asked
/// about and had nothing behind it is given twice the time before it is asked about again.
/// </summary>
internal sealed class StreamRhythm
{
    private const int Intervals = 3;

    /// <summary>Of an update in the mean interval.</summary>
    private const double Weight = 1.0 / 8;

    private readonly TimeSpan _shortestDoubt;
    private readonly TimeSpan _longestDoubt;
    private readonly TimeProvider _time;
    private TimeSpan _usual;
    private TimeSpan _patience;
    private long _heardAt;
    private long _from;

    public StreamRhythm(TimeSpan shortestDoubt, TimeSpan longestDoubt, TimeProvider time)
    {
        (_shortestDoubt, _longestDoubt, _time) = (shortestDoubt, longestDoubt, time);
        _usual = _patience = longestDoubt;
        _heardAt = _from = time.GetTimestamp();
    }

    /// <summary>Since the stream last spoke.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(_heardAt);

    /// <summary>How often since then there was something it had not said.</summary>
    public int Misses { get; private set; }

    /// <summary>How long until its silence is to be doubted; zero when it is.</summary>
    public TimeSpan Left => _time.GetElapsedTime(_from) is var gone && gone < _patience ? _patience - gone : TimeSpan.Zero;

    public void Heard()
    {
        long now = _time.GetTimestamp();
        TimeSpan interval = _time.GetElapsedTime(_heardAt, now);
        _usual += Weight * ((interval < _longestDoubt ? interval : _longestDoubt) - _usual);
        _patience = Bounded(Intervals * _usual);
        _heardAt = _from = now;
        Misses = 0;
    }

    /// <summary>The silence was asked about.</summary>
    /// <param name="missed">Whether there was something the stream had not said.</param>
    public void Asked(bool missed)
    {
        _patience = missed ? Bounded(Intervals * _usual) : Bounded(2 * _patience);
        Misses += missed ? 1 : 0;
        _from = _time.GetTimestamp();
    }

    private TimeSpan Bounded(TimeSpan patience) => patience < _shortestDoubt ? _shortestDoubt : patience > _longestDoubt ? _longestDoubt : patience;
}
