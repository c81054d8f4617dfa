using Microsoft.Data.Sqlite;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Sqlite;

/// <summary>The statements of the one writer, prepared once.</summary>
internal sealed class HistoryInserts : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<TickRoute, long> _routes = [];
    private readonly SqliteCommand _metrics;
    private readonly SqliteCommand _bars;
    private readonly SqliteCommand _snapshots;

    public HistoryInserts(SqliteConnection connection)
    {
        _connection = connection;
        _metrics = Prepare(HistorySchema.PutMetrics, ["$route", "$at", .. HistoryMetrics.Names.Select(name => $"${name}")]);
        _bars = Prepare(HistorySchema.PutBar, ["$route", "$width", "$at", "$open", "$high", "$low", "$close", "$ticks"]);
        _snapshots = Prepare(HistorySchema.PutSnapshot, ["$route", "$at", "$day", "$own", "$underlying", "$received", "$state"]);
    }

    public void Write(HistoryBatch batch)
    {
        try
        {
            using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
            _metrics.Transaction = transaction;
            _bars.Transaction = transaction;
            _snapshots.Transaction = transaction;
            for (int i = 0; i < batch.Metrics.Count; i++)
            {
                Write(batch.Metrics[i], transaction);
            }

            for (int i = 0; i < batch.Bars.Count; i++)
            {
                Write(batch.Bars[i], transaction);
            }

            for (int i = 0; i < batch.Snapshots.Count; i++)
            {
                Write(batch.Snapshots[i], transaction);
            }

            transaction.Commit();
        }
        catch
        {
            // Routes added by a batch that is undone are not there.
            _routes.Clear();
            throw;
        }
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _bars.Dispose();
        _snapshots.Dispose();
    }

    private void Write(MetricRow row, SqliteTransaction transaction)
    {
        SqliteParameterCollection parameters = _metrics.Parameters;
        parameters[0].Value = RouteOf(row.Route, transaction);
        parameters[1].Value = row.UnixSeconds;
        for (int i = 0; i < row.Values.Length; i++)
        {
            parameters[i + 2].Value = double.IsFinite(row.Values[i]) ? row.Values[i] : DBNull.Value;
        }

        _metrics.ExecuteNonQuery();
    }

    private void Write(BarRow row, SqliteTransaction transaction)
    {
        SqliteParameterCollection parameters = _bars.Parameters;
        parameters[0].Value = RouteOf(new TickRoute(row.Product, Expiry.None), transaction);
        parameters[1].Value = (int)row.Interval;
        parameters[2].Value = row.Bar.StartUnixSeconds;
        parameters[3].Value = row.Bar.Open;
        parameters[4].Value = row.Bar.High;
        parameters[5].Value = row.Bar.Low;
        parameters[6].Value = row.Bar.Close;
        parameters[7].Value = row.Bar.Ticks;
        _bars.ExecuteNonQuery();
    }

    private void Write(MarketSnapshot row, SqliteTransaction transaction)
    {
        SqliteParameterCollection parameters = _snapshots.Parameters;
        parameters[0].Value = RouteOf(row.Route, transaction);
        parameters[1].Value = row.UnixMicroseconds;
        parameters[2].Value = row.Day;
        parameters[3].Value = row.OwnThrough;
        parameters[4].Value = row.UnderlyingThrough;
        parameters[5].Value = row.ReceivedUnixMicroseconds;
        parameters[6].Value = row.State;
        _snapshots.ExecuteNonQuery();
    }

    private long RouteOf(TickRoute route, SqliteTransaction transaction)
    {
        if (_routes.TryGetValue(route, out long known))
        {
            return known;
        }

        long id = Ask(HistorySchema.FindRoute, route, transaction) ?? Ask(HistorySchema.AddRoute, route, transaction)!.Value;
        _routes.Add(route, id);
        return id;
    }

    private long? Ask(string text, TickRoute route, SqliteTransaction transaction)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        command.Parameters.AddWithValue("$product", route.Product.ToString());
        command.Parameters.AddWithValue("$expiry", route.Expiry.DayNumber);
        return command.ExecuteScalar() as long?;
    }

    private SqliteCommand Prepare(string text, IEnumerable<string> names)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (string name in names)
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        command.Prepare();
        return command;
    }
}
