namespace TradingAnalytics.Fuzz;

/// <summary>Right messages, to be made wrong.</summary>
internal static class Samples
{
    /// <summary>Ends each message of the hub's JSON protocol.</summary>
    public const char End = '\u001e';

    public static readonly string[] Ticks =
    [
        """{"time":"2026-08-18T09:30:00+05:30","product":"NIFTY","kind":"underlying","last":24213.5}""",
        """{"id":"7","time":1787024700000,"product":"NIFTY","kind":"future","expiry":"2026-08-25","last":24239.8,"volume":100,"openInterest":5000}""",
        """{"time":1787024700000,"product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":24200,"right":"call","bid":181.2,"ask":181.6,"last":181.4,"volume":12345,"openInterest":1520250,"openInterestChange":-750}""",
        """{"time":1787024700000,"product":"BTC","kind":"leg","expiry":"2026-08-28","strike":100000,"right":"put","bid":0,"ask":0.0125}""",
    ];

    public static readonly string[] Bodies =
    [
        .. Ticks,
        $"[{string.Join(',', Ticks)}]",
        string.Join('\n', Ticks),
        """{"user":"ann","password":"correct horse battery staple"}""",
        """{"name":"ann","role":"viewer","password":"correct horse battery staple"}""",
        """{"refreshToken":"abc"}""",
        """{"product":"NIFTY","legs":[{"expiry":"2026-12-29","strike":24200,"right":"call","quantity":1,"price":181.4}]}""",
        """{"metric":"spot","product":"NIFTY","condition":{"kind":"crosses","level":24300}}""",
        "{}", "[]", "null", "\"\"", "0", new string('[', 5_000), "{\"a\":" + new string('{', 500),
    ];

    /// <summary>Without their <see cref="End"/>.</summary>
    public static readonly string[] Hub =
    [
        """{"type":1,"invocationId":"1","target":"Subscribe","arguments":["product:NIFTY"]}""",
        """{"type":1,"invocationId":"2","target":"Subscribe","arguments":["chain:NIFTY:2026-08-25",{"interval":100,"fields":["iv","delta"],"strikes":5,"greeks":"full","resume":{"epoch":1,"sequence":2}}]}""",
        """{"type":1,"invocationId":"3","target":"Configure","arguments":["product:NIFTY",{"interval":0,"fields":"spot"}]}""",
        """{"type":1,"invocationId":"4","target":"Unsubscribe","arguments":["product:NIFTY"]}""",
        """{"type":1,"target":"Nothing","arguments":[]}""",
        """{"type":4,"invocationId":"5","target":"Subscribe","arguments":["product:NIFTY"]}""",
        """{"type":5,"invocationId":"5"}""",
        """{"type":6}""",
        """{"type":9,"sequenceId":3}""",
    ];
}
