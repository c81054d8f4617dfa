using System.Globalization;
using System.Text.Json;
using TradingAnalytics.Client;

namespace TradingAnalytics.WebFront.Tests.Clients;

/// <summary>Compares a client's copy of a room with REST's answer for the same options.</summary>
internal static class RoomCheck
{
    /// <summary>Options of a chain, each left out half the time.</summary>
    public static RoomOptions Options(Random random) => new()
    {
        Interval = random.Next(2) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(20)),
        Strikes = random.Next(2) == 0 ? null : random.Next(4),
        Greeks = random.Next(3) switch { 0 => GreeksSet.None, 1 => GreeksSet.Full, _ => null },
        Fields = random.Next(2) == 0 ? null : random.Next(2) == 0 ? ["spot", "bid", "iv"] : ["atmStrike", "asOf"],
    };

    /// <summary>How the copy differs from what the server shows now; null when it does not. A version in which nothing changed of what was asked for is not sent, so that such a copy may be behind in its sequence alone.</summary>
    public static async Task<string?> DifferenceAsync(HttpClient http, LiveRoom room)
    {
        (RoomTable rest, _) = await AskAsync(http, room);
        return room.Read(copy =>
            copy.Epoch != rest.Epoch ? $"its epoch is {copy.Epoch}, the server's {rest.Epoch}"
            : copy.Sequence > rest.Sequence || (copy.Sequence < rest.Sequence && !IsPart(room.CopyOptions!)) ? $"it is at {copy.Sequence}, the server at {rest.Sequence}"
            : Difference(copy, rest));
    }

    /// <summary>
    /// Asks REST once and compares where the copy happens to be at the very version answered; false where it is not. Then nothing may differ, however much is going on.
    /// </summary>
    public static async Task<bool> CompareIfSameVersionAsync(HttpClient http, LiveRoom room)
    {
        if (room.CopyOptions is null)
        {
            return false;
        }

        (RoomTable rest, RoomOptions options) = await AskAsync(http, room);
        (bool same, string? difference) = room.Read(copy =>
            room.CopyOptions == options && (copy.Epoch, copy.Sequence) == (rest.Epoch, rest.Sequence) ? (true, Difference(copy, rest)) : (false, null));
        difference.ShouldBeNull($"{room.Name} {options} at {rest.Epoch}:{rest.Sequence}");
        return same;
    }

    private static async Task<(RoomTable Table, RoomOptions Options)> AskAsync(HttpClient http, LiveRoom room)
    {
        RoomOptions options = room.CopyOptions!;
        using JsonDocument json = JsonDocument.Parse(await http.GetStringAsync(new Uri(PathOf(room.Name, options), UriKind.Relative), TestContext.Current.CancellationToken));
        var rest = new RoomTable();
        rest.ApplySnapshot(json.RootElement);
        return (rest, options);
    }

    private static string PathOf(string room, RoomOptions options)
    {
        string[] parts = room.Split(':');
        string path = parts[0] switch
        {
            "chain" => $"/api/data/chain/{parts[1]}?",
            "product" => $"/api/products/{parts[1]}?",
            _ => $"/api/products/{parts[1]}/{parts[0]}?",
        };
        path += parts.Length > 2 ? $"expiry={parts[2]}&" : "";
        path += options.Greeks is { } greeks ? $"greeks={greeks.ToString().ToLowerInvariant()}&" : "";
        path += options.Strikes is { } strikes ? string.Create(CultureInfo.InvariantCulture, $"strikes={strikes}&") : "";
        return path + (options.Fields is { } fields ? $"fields={string.Join(',', fields)}" : "");
    }

    private static bool IsPart(RoomOptions options) => options.Fields is not null || options.Strikes is not null || options.Greeks == GreeksSet.None;

    private static string? Difference(RoomTable copy, RoomTable rest)
    {
        // What REST adds to a product's table.
        Dictionary<string, object?> header = rest.Header.Where(cell => cell.Key != "contract").ToDictionary();
        string? different = Difference("header", copy.Header, header);
        string[] rows = [.. copy.Rows.Order()];
        different ??= rows.SequenceEqual(rest.Rows.Order()) ? null : $"its rows are {string.Join(' ', rows)}, the server's {string.Join(' ', rest.Rows.Order())}";
        foreach (string row in different is null ? rows : [])
        {
            different ??= Difference(row, copy.Row(row)!, rest.Row(row)!);
        }

        return different;
    }

    private static string? Difference(string row, IReadOnlyDictionary<string, object?> mine, IReadOnlyDictionary<string, object?> theirs)
    {
        string[] different = [.. mine.Keys.Union(theirs.Keys).Where(name => !mine.TryGetValue(name, out object? left) || !theirs.TryGetValue(name, out object? right) || !Equals(left, right))];
        return different.Length == 0 ? null : $"{row}: {string.Join(", ", different.Select(name => $"{name} is {Text(mine, name)}, the server's {Text(theirs, name)}"))}";
    }

    private static string Text(IReadOnlyDictionary<string, object?> cells, string name) => cells.TryGetValue(name, out object? value) ? Convert.ToString(value ?? "none", CultureInfo.InvariantCulture)! : "missing";
}
