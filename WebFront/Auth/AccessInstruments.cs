using System.Diagnostics.Metrics;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>What access control counts: a rise of refusals is someone guessing, or a program with an old key.</summary>
internal sealed class AccessInstruments
{
    public const string MeterName = "TradingAnalytics.Access";

    public AccessInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        SignIns = meter.CreateCounter<long>("access.sign_ins", "{attempt}", "Sessions begun with a password.");
        SignInsRefused = meter.CreateCounter<long>("access.sign_ins.refused", "{attempt}", "Wrong names and passwords, and attempts under a locked name.");
        ConnectionsCut = meter.CreateCounter<long>("access.connections.cut", "{connection}", "Open connections ended because their credential was no longer good.");
    }

    public Counter<long> SignIns { get; }

    public Counter<long> SignInsRefused { get; }

    public Counter<long> ConnectionsCut { get; }
}
