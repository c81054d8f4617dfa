using Microsoft.Data.Sqlite;

namespace TradingAnalytics.Engine.Users.Sqlite;

/// <summary>Statements on one connection.</summary>
internal readonly struct DatabaseTurn(SqliteConnection connection)
{
    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Execute(string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteCommand command = Command(text, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The rows a statement gives.</summary>
    public List<T> Query<T>(Func<SqliteDataReader, T> read, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteCommand command = Command(text, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private SqliteCommand Command(string text, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        foreach ((string name, object value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
