namespace TradingAnalytics.MarketData.Validation;

/// <summary>How far a tick may stray before it is refused. One set holds for all products, a product may have its own (<see cref="ValidationOptions"/>).</summary>
public sealed class ValidationBounds
{
    /// <summary>How far a tick's time may lie ahead of our clock: what two synchronised clocks and a rounding to whole seconds can differ by.</summary>
    public TimeSpan FutureTolerance { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How far a tick may lie behind the newest accepted of its own instrument. Recorded and polled sources are torn and late by minutes (pages cached on the way, feeds that
    /// merge connections), so seconds would refuse good data; an hour is what the deduplicator remembers: a tick older than that might be one that was taken already.
    /// </summary>
    public TimeSpan LateTolerance { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How far an expiry may lie ahead of a tick's time. Listed options run for five years at most; what is beyond ten is a misread date.</summary>
    public TimeSpan ExpiryHorizon { get; set; } = TimeSpan.FromDays(3_653);

    /// <summary>Largest move of the underlying or a future from its last accepted price, as a fraction of it. Exchanges halt trading at 20 %.</summary>
    public double JumpFraction { get; set; } = 0.20;

    /// <summary>
    /// Largest move of a leg from its last accepted price, as a fraction of the underlying, on top of what the underlying itself moved since. A multiple of the leg's own price would
    /// not do: a far strike rightly goes from 0.05 to 50 on an expiry day.
    /// </summary>
    public double LegJumpFraction { get; set; } = 0.20;

    /// <summary>Slack over the bounds no option can exceed (a call its underlying, a put its strike), for a spot that is a little old.</summary>
    public double PriceBoundSlack { get; set; } = 0.20;

    /// <summary>So many refused jumps in a row that agree with each other are a real move, and the next that agrees is accepted: a true gap must not lock a product out for ever.</summary>
    public int JumpConfirmations { get; set; } = 3;

    /// <summary>Refused jumps agree when they differ by no more than this fraction.</summary>
    public double ConfirmationFraction { get; set; } = 0.05;

    /// <summary>
    /// How long an accepted price is one to measure jumps from, in market time. It outlasts any weekend with holidays; beyond it (a feed that was off, recordings years apart) a new
    /// level is no jump.
    /// </summary>
    public TimeSpan JumpReferenceAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Instruments remembered per product, so that invented contracts cannot fill the memory. When it is full the expired go first, then all.</summary>
    public int MaxInstruments { get; set; } = 50_000;

    internal void Validate(string key)
    {
        Require(FutureTolerance >= TimeSpan.Zero, key, nameof(FutureTolerance), FutureTolerance, "zero or more, such as 00:00:05");
        Require(LateTolerance >= TimeSpan.Zero, key, nameof(LateTolerance), LateTolerance, "zero or more, such as 01:00:00");
        Require(ExpiryHorizon > TimeSpan.Zero, key, nameof(ExpiryHorizon), ExpiryHorizon, "more than zero, such as 3653.00:00:00");
        Require(JumpFraction > 0, key, nameof(JumpFraction), JumpFraction, "more than 0, such as 0.2");
        Require(LegJumpFraction > 0, key, nameof(LegJumpFraction), LegJumpFraction, "more than 0, such as 0.2");
        Require(PriceBoundSlack >= 0, key, nameof(PriceBoundSlack), PriceBoundSlack, "0 or more, such as 0.2");
        Require(JumpConfirmations >= 1, key, nameof(JumpConfirmations), JumpConfirmations, "1 or more, such as 3");
        Require(ConfirmationFraction > 0, key, nameof(ConfirmationFraction), ConfirmationFraction, "more than 0, such as 0.05");
        Require(JumpReferenceAge > TimeSpan.Zero, key, nameof(JumpReferenceAge), JumpReferenceAge, "more than zero, such as 7.00:00:00");
        Require(MaxInstruments >= 1_000, key, nameof(MaxInstruments), MaxInstruments, "1000 or more");
    }

    private static void Require(bool ok, string key, string name, object value, string expected)
    {
        if (!ok)
        {
            throw new ArgumentException($"{key}:{name} is {value}: give {expected}.");
        }
    }
}
