namespace TradingAnalytics.Engine.Ingress;

/// <summary>Bounds of the ingress. Each says what happens when it is reached.</summary>
public sealed class IngressOptions
{
    /// <summary>Submissions that may wait to be taken; further submitters wait.</summary>
    public int MaxQueuedSubmissions { get; set; } = 1_024;

    /// <summary>Ticks journalled with one write and one flush; what is over goes into the next commit.</summary>
    public int MaxTicksPerCommit { get; set; } = 8_192;

    /// <summary>Ticks in one frame; a larger group of one route becomes several. At 680 a frame stays below the size from which .NET treats arrays as large objects.</summary>
    public int MaxTicksPerFrame { get; set; } = 680;

    /// <summary>Ticks journalled and not yet applied by the books; beyond it no more are taken, and submitters wait.</summary>
    public int MaxUndeliveredTicks { get; set; } = 65_536;

    /// <summary>Ticks handed to a product at once.</summary>
    public int MaxTicksPerDelivery { get; set; } = 16_384;

    /// <summary>Pause after a delivery that failed; doubled with each further failure.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest such pause.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After so many failures in a row a product lags: its ticks are no longer held in memory, so that others are not held up, and are read back from the journal when it can be
    /// delivered to again.
    /// </summary>
    public int FailuresUntilLagging { get; set; } = 3;

    /// <summary>Refusals of a batch told to its sender with their details.</summary>
    public int FirstRefusals { get; set; } = 10;

    public void Validate()
    {
        Require(MaxQueuedSubmissions, 1, nameof(MaxQueuedSubmissions), 1_024);
        Require(MaxTicksPerCommit, 1, nameof(MaxTicksPerCommit), 8_192);
        Require(MaxTicksPerFrame, 1, nameof(MaxTicksPerFrame), 680);
        Require(MaxUndeliveredTicks, 1, nameof(MaxUndeliveredTicks), 65_536);
        Require(MaxTicksPerDelivery, 1, nameof(MaxTicksPerDelivery), 16_384);
        Require(FailuresUntilLagging, 1, nameof(FailuresUntilLagging), 3);
        Require(FirstRefusals, 0, nameof(FirstRefusals), 10);
        if (RetryDelay <= TimeSpan.Zero || MaxRetryDelay < RetryDelay)
        {
            throw new ArgumentException($"Ingress:RetryDelay is {RetryDelay} and Ingress:MaxRetryDelay {MaxRetryDelay}: give more than zero, the second no less than the first.");
        }
    }

    private static void Require(int value, int least, string name, int example)
    {
        if (value < least || value > 100_000_000)
        {
            throw new ArgumentException($"Ingress:{name} is {value}: give {least} or more, such as {example}.");
        }
    }
}
