using System.CommandLine;
using System.Globalization;

namespace TradingAnalytics.Silo.CommandLine;

/// <summary>The options, each of which sets a configuration key.</summary>
internal sealed class SiloOptions
{
    private readonly List<(Option Option, Func<ParseResult, IEnumerable<(string Key, string? Value)>> Read)> _options = [];

    public SiloOptions()
    {
        Text("--speed", "Replay: times as fast as recorded, or max. Default 1.", "Feed:Speed");
        Add<ulong?>("--seed", "Simulate: the seed of the market. Default 1.", (seed, _) => [("Feed:Seed", seed?.ToString(CultureInfo.InvariantCulture))]);
        Add<int?>("--rate", "Simulate: ticks per second, 10 to 1000000. Default 1000.", (rate, _) => [("Feed:Rate", rate?.ToString(CultureInfo.InvariantCulture))]);
        Text("--scenario", "Simulate: normal or crash. Default normal.", "Feed:Scenario");
        Text("--products", "Simulate: products, separated by commas. Default NIFTY,BANKNIFTY.", "Feed:Products");
        Add<int?>("--port", "Port to listen on, at 127.0.0.1. Default 5080.", (port, _) => [("Host:Urls", port is null ? null : $"http://127.0.0.1:{port}")]);
        Text("--urls", "Addresses to listen on instead, separated by semicolons.", "Host:Urls");
        Text("--data-dir", "Folder for journal, state and refused ticks, one folder per market in it. Default data.", "Host:DataDirectory");
        Add<bool>("--fresh", "Begins with an empty folder for this market. A simulated market always does, unless --keep is given.", (fresh, given) => given ? [("Host:Fresh", fresh ? "true" : "false")] : []);
        Add<bool>("--keep", "Keeps what an earlier simulated market left.", (keep, given) => given && keep ? [("Host:Fresh", "false")] : []);
        Add<int?>("--cadence", "Milliseconds between two updates of a chain; 0: after each batch. Default 100.", (cadence, _) => [("Grains:Cadence", cadence is { } time ? Span(time) : null)]);
        Text("--role", "silo, web, or all: both in one process. Default all.", "Host:Role");
        Text("--cluster", "localhost: this process alone; redis: with others. Default localhost.", "Cluster:Provider");
        Text("--redis", "Cluster: where Redis is, such as 127.0.0.1:6379.", "Cluster:ConnectionString");
        Text("--name", "Cluster: what this process is called. Default role, machine and port.", "Cluster:Name");
        Text("--silo-port", "Port between silos. Default 11111, or any free one.", "Host:SiloPort");
        Text("--gateway-port", "Port for grain clients. Default 30000, or any free one.", "Host:GatewayPort");
    }

    public void AddTo(Command root)
    {
        foreach ((Option option, _) in _options)
        {
            option.Recursive = true;
            root.Options.Add(option);
        }
    }

    /// <summary>What was given, by configuration key.</summary>
    public Dictionary<string, string?> Read(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>();
        foreach ((string key, string? value) in _options.SelectMany(option => option.Read(parsed)))
        {
            if (value is not null)
            {
                settings[key] = value;
            }
        }

        return settings;
    }

    private static string Span(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds).ToString("c", CultureInfo.InvariantCulture);

    private void Text(string name, string description, string key) => Add<string?>(name, description, (value, _) => [(key, value)]);

    private void Add<T>(string name, string description, Func<T?, bool, IEnumerable<(string, string?)>> read)
    {
        var option = new Option<T>(name) { Description = description };
        _options.Add((option, parsed => read(parsed.GetValue(option), parsed.GetResult(option) is { Implicit: false })));
    }
}
