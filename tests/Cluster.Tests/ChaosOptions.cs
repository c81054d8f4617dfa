namespace TradingAnalytics.Cluster.Tests;

/// <summary>A run.</summary>
/// <param name="Seed">Draws what is done to whom.</param>
/// <param name="Rounds">How many disruptions.</param>
/// <param name="Silos">Silo processes.</param>
/// <param name="Webs">Web front processes.</param>
/// <param name="Only">Drawn from these; all when empty. With as many as rounds they come in this order.</param>
internal sealed record ChaosOptions(int Seed, int Rounds, int Silos, int Webs, params Disruption[] Only)
{
    /// <summary>A folder in which what the processes say is kept; none when null.</summary>
    public string? Logs { get; init; }

    /// <summary>Of <c>--seed N --rounds N --silos N --webs N --only Kind,Kind --logs FOLDER</c>.</summary>
    public static ChaosOptions Parse(string[] arguments)
    {
        string? Value(string name) => Array.IndexOf(arguments, name) is int at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
        int Number(string name, int usual) => Value(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : usual;
        Disruption[] only = Value("--only") is { } kinds ? [.. kinds.Split(',').Select(Enum.Parse<Disruption>)] : [];
        return new ChaosOptions(Number("--seed", 1), Number("--rounds", 10), Number("--silos", 3), Number("--webs", 2), only) { Logs = Value("--logs") };
    }

    /// <summary>What each round does, in order.</summary>
    public Disruption[] Draw(Random random)
    {
        Disruption[] all = Only.Length == 0 ? Enum.GetValues<Disruption>() : Only;
        return Only.Length == Rounds ? Only : [.. Enumerable.Range(0, Rounds).Select(_ => all[random.Next(all.Length)])];
    }
}
