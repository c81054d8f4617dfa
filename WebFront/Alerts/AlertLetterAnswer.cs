using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.WebFront.Alerts;

/// <summary>A firing that a webhook did not take.</summary>
/// <param name="At">When it was given up, by the server's clock.</param>
/// <param name="Webhook">Where it was to go.</param>
/// <param name="Reason">Why it was given up.</param>
/// <param name="Fired">What was to be told.</param>
internal sealed record AlertLetterAnswer(DateTimeOffset At, string Webhook, string Reason, AlertFiredJson Fired)
{
    public static AlertLetterAnswer Of(AlertLetter letter) =>
        new(letter.At, letter.Record.Rule.Webhook, letter.Reason, AlertJson.Of(letter.Record.Number, letter.Record.Rule, letter.Record.Firing));
}
