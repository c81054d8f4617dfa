using Parquet;
using Parquet.Schema;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Archive;

/// <summary>
/// A day's states: a row per tick a state is made of (the leg's newest observation first of all, which is what another tool reads), a row group for each hour or so of a route, in the order of time.
/// </summary>
internal static class StatesFile
{
    private const int StatesPerGroup = 60;
    private const int DayNumbers = 5;
    private static readonly DataField<string> s_route = new("expiry", nullable: false);
    private static readonly DataField<long> s_at = new("at_unix_microseconds");
    private static readonly DataField<long> s_received = new("received_unix_microseconds");
    private static readonly DataField<int> s_kind = new("kind");
    private static readonly DataField<string> s_expiry = new("instrument_expiry", nullable: false);
    private static readonly DataField<double> s_strike = new("strike");
    private static readonly DataField<int> s_right = new("right");
    private static readonly DataField<long> s_time = new("unix_microseconds");
    private static readonly DataField<int> s_fields = new("fields");
    private static readonly DataField<double>[] s_numbers = [new("last"), new("bid"), new("ask"), new("volume"), new("open_interest"), new("open_interest_change")];
    private static readonly DataField<double?>[] s_day = [new("day_open"), new("day_high"), new("day_low"), new("previous_close"), new("day_ticks")];

    /// <summary>Writes states; those of one route come together, oldest first.</summary>
    public static async Task WriteAsync(Stream stream, IEnumerable<IReadOnlyList<MarketSnapshot>> routes, CancellationToken cancellationToken)
    {
        var schema = new ParquetSchema([s_route, s_at, s_received, s_kind, s_expiry, s_strike, s_right, s_time, s_fields, .. s_numbers, .. s_day]);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, ArchiveFormat.Options, cancellationToken: cancellationToken);
        foreach (MarketSnapshot[] chunk in routes.SelectMany(route => route.Chunk(StatesPerGroup)))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            var rows = new List<(MarketSnapshot State, Tick Tick, double[] Day)>();
            foreach (MarketSnapshot state in chunk)
            {
                (Tick[] ticks, double[] day) = SnapshotCodec.Decode(state.State);
                rows.AddRange(ticks.Select(tick => (state, tick, day)));
            }

            async Task Longs(DataField field, Func<(MarketSnapshot State, Tick Tick, double[] Day), long> value) =>
                await group.WriteAsync<long>(field, rows.Select(value).ToArray(), cancellationToken: cancellationToken);
            async Task Integers(DataField field, Func<Tick, int> value) => await group.WriteAsync<int>(field, rows.Select(row => value(row.Tick)).ToArray(), cancellationToken: cancellationToken);
            async Task Doubles(DataField field, Func<Tick, double> value) => await group.WriteAsync<double>(field, rows.Select(row => value(row.Tick)).ToArray(), cancellationToken: cancellationToken);
            string route = chunk[0].Route.Expiry.ToString();
            await group.WriteAsync(s_route, [.. rows.Select(_ => route)]);
            await Longs(s_at, row => row.State.UnixMicroseconds);
            await Longs(s_received, row => row.State.ReceivedUnixMicroseconds);
            await Integers(s_kind, tick => (int)tick.Kind);
            await group.WriteAsync(s_expiry, [.. rows.Select(row => row.Tick.Expiry.ToString())]);
            await Doubles(s_strike, tick => tick.Strike);
            await Integers(s_right, tick => (int)tick.Right);
            await Longs(s_time, row => row.Tick.UnixMicroseconds);
            await Integers(s_fields, tick => (int)tick.Fields);
            await Doubles(s_numbers[0], tick => tick.Last);
            await Doubles(s_numbers[1], tick => tick.Bid);
            await Doubles(s_numbers[2], tick => tick.Ask);
            await Doubles(s_numbers[3], tick => tick.Volume);
            await Doubles(s_numbers[4], tick => tick.OpenInterest);
            await Doubles(s_numbers[5], tick => tick.OpenInterestChange);
            for (int i = 0; i < DayNumbers; i++)
            {
                await group.WriteAsync<double>(s_day[i], rows.Select(row => i < row.Day.Length ? ArchiveFormat.OrNull(row.Day[i]) : null).ToArray(), cancellationToken: cancellationToken);
            }
        }
    }

    /// <summary>For each route what times the file holds of it: of every group its first and last.</summary>
    public static async Task<List<StateGroup>> GroupsAsync(Stream stream, ProductId product, CancellationToken cancellationToken)
    {
        var groups = new List<StateGroup>();
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken);
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            long[] at = await ArchiveFormat.ReadAsync<long>(reader, group, s_at.Name, cancellationToken);
            string route = (await ArchiveFormat.ReadTextAsync(reader, group, s_route.Name, cancellationToken))[0];
            groups.Add(new StateGroup(i, new TickRoute(product, ArchiveFormat.ExpiryOf(route)), at[0], at[^1], at.Distinct().Count()));
        }

        return groups;
    }

    /// <summary>The states of some groups that lie in a range of Unix microseconds.</summary>
    public static async Task<List<MarketSnapshot>> ReadAsync(Stream stream, IEnumerable<StateGroup> groups, long from, long to, bool newestOnly, int day, CancellationToken cancellationToken)
    {
        var states = new List<MarketSnapshot>();
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken);
        foreach (StateGroup place in groups)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(place.Index);
            Task<T[]> Column<T>(DataField field)
                where T : struct => ArchiveFormat.ReadAsync<T>(reader, group, field.Name, cancellationToken);
            long[] at = await Column<long>(s_at);
            long[] received = await Column<long>(s_received);
            int[] kind = await Column<int>(s_kind);
            string[] expiry = await ArchiveFormat.ReadTextAsync(reader, group, s_expiry.Name, cancellationToken);
            double[] strike = await Column<double>(s_strike);
            int[] right = await Column<int>(s_right);
            long[] time = await Column<long>(s_time);
            int[] fields = await Column<int>(s_fields);
            double[][] numbers = new double[s_numbers.Length][];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = await Column<double>(s_numbers[i]);
            }

            double?[][] days = new double?[place.Route.IsChain ? 0 : DayNumbers][];
            for (int i = 0; i < days.Length; i++)
            {
                days[i] = new double?[group.RowCount];
                await group.ReadAsync<double>(ArchiveFormat.Field(reader, s_day[i].Name), days[i], cancellationToken: cancellationToken);
            }

            int end = at.Length;
            while (end > 0)
            {
                int start = Array.IndexOf(at, at[end - 1]);
                if (at[start] >= from && at[start] < to)
                {
                    var ticks = new Tick[end - start];
                    for (int row = start; row < end; row++)
                    {
                        ticks[row - start] = new Tick
                        {
                            Product = place.Route.Product, Kind = (TickKind)kind[row], Expiry = ArchiveFormat.ExpiryOf(expiry[row]), Strike = strike[row], Right = (OptionRight)right[row],
                            UnixMicroseconds = time[row], Fields = (TickFields)fields[row], Last = numbers[0][row], Bid = numbers[1][row], Ask = numbers[2][row], Volume = numbers[3][row],
                            OpenInterest = numbers[4][row], OpenInterestChange = numbers[5][row],
                        };
                    }

                    byte[] state = SnapshotCodec.Encode(ticks, [.. days.Select(column => column[start] ?? double.NaN)]);
                    states.Add(new MarketSnapshot(place.Route, at[start], day, MarketSnapshot.NoJournal, MarketSnapshot.NoJournal, received[start], state));
                    if (newestOnly)
                    {
                        break;
                    }
                }

                end = start;
            }
        }

        states.Sort((one, other) => one.Route.Expiry != other.Route.Expiry ? one.Route.Expiry.CompareTo(other.Route.Expiry) : one.UnixMicroseconds.CompareTo(other.UnixMicroseconds));
        return states;
    }
}
