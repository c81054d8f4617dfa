namespace TradingAnalytics.WebFront.Live;

/// <summary>How often one client is due. A client whose connection takes longer than its interval to take a message is given a longer one, and gets its own back when it keeps up again.</summary>
internal sealed class SubscriptionPace(TimeSpan asked)
{
    /// <summary>Messages in a row that must be taken at once before the stretch is halved.</summary>
    private const int PromptBeforeFaster = 8;

    private static readonly TimeSpan LeastStretch = TimeSpan.FromMilliseconds(200);

    /// <summary>A message that took no longer says nothing about the client: the machine or the line may have been busy for a moment.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromMilliseconds(500);

    private int _prompt;

    /// <summary>What the client wants.</summary>
    public TimeSpan Asked { get; private set; } = asked;

    /// <summary>What its slowness makes of it; 0 when it keeps up.</summary>
    public TimeSpan Stretch { get; private set; }

    /// <summary>Timestamp before which nothing more is sent.</summary>
    public long DueAt { get; set; }

    /// <summary>Timestamp up to which it has had its share, see <see cref="PushPace.NextDue"/>.</summary>
    public long Share { get; set; }

    /// <summary>The interval the client was told.</summary>
    public TimeSpan Told { get; private set; } = asked;

    /// <summary>The client wants another interval, which holds from now.</summary>
    public void Ask(TimeSpan interval)
    {
        (Share, DueAt) = interval == Asked ? (Share, DueAt) : (0, 0);
        Asked = interval;
    }

    /// <summary>The interval in force.</summary>
    /// <param name="floor">What a crowd allows.</param>
    public (TimeSpan Interval, PaceReason Reason) InForce(TimeSpan floor)
    {
        TimeSpan shared = Asked >= floor ? Asked : floor;
        PaceReason reason = Asked >= floor ? PaceReason.Asked : PaceReason.Crowd;
        return Stretch > shared ? (Stretch, PaceReason.Slow) : (shared, reason);
    }

    public void Tell(TimeSpan interval) => Told = interval;

    /// <summary>A message was taken only after a while.</summary>
    public void Late(TimeSpan took, TimeSpan interval, TimeSpan most)
    {
        _prompt = 0;
        TimeSpan stretched = 2 * (interval > LeastStretch / 2 ? interval : LeastStretch / 2);
        if (took > interval && took > LateAfter)
        {
            Stretch = stretched < most ? stretched : most;
        }
    }

    /// <summary>A message was taken at once.</summary>
    public void Prompt()
    {
        if (Stretch > TimeSpan.Zero && ++_prompt >= PromptBeforeFaster)
        {
            _prompt = 0;
            Stretch = Stretch / 2 < LeastStretch ? TimeSpan.Zero : Stretch / 2;
        }
    }
}
