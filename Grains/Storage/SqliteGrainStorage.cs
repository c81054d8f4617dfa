using System.Globalization;
using Orleans.Serialization;
using Orleans.Storage;

namespace TradingAnalytics.Grains.Storage;

/// <summary>Grain storage in one SQLite file, for one silo: what comes back after a restart with nothing installed. Etags are checked, so of two writers one learns that it is late.</summary>
public sealed class SqliteGrainStorage(string path, Serializer serializer) : IGrainStorage, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteStateTable? _table;

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        StoredState? stored = await InTurn(table => table.Read(stateName, grainId.ToString()));
        grainState.State = stored is { } found ? serializer.Deserialize<T>(found.Payload) : Activator.CreateInstance<T>();
        grainState.ETag = stored is { } version ? Etag(version.Version) : null;
        grainState.RecordExists = stored is not null;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        long? expected = Version(grainState.ETag);
        byte[] payload = serializer.SerializeToArray(grainState.State);
        if (!await InTurn(table => table.TryWrite(stateName, grainId.ToString(), expected, payload)))
        {
            throw Late("written", stateName, grainId, grainState.ETag);
        }

        grainState.ETag = Etag((expected ?? 0) + 1);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!await InTurn(table => table.TryDelete(stateName, grainId.ToString(), Version(grainState.ETag))))
        {
            throw Late("cleared", stateName, grainId, grainState.ETag);
        }

        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _table?.Dispose();
        _turn.Dispose();
    }

    private static string Etag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long? Version(string? etag) => etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);

    private static InconsistentStateException Late(string verb, string stateName, GrainId grainId, string? etag) =>
        new($"The state '{stateName}' of {grainId} cannot be {verb}: another activation has written it since this one read it.", "another version", etag ?? "none");

    /// <summary>SQLite works on the calling thread, and a checkpoint may flush: off the grain's scheduler, one at a time.</summary>
    private async Task<TResult> InTurn<TResult>(Func<SqliteStateTable, TResult> work)
    {
        await _turn.WaitAsync();
        try
        {
            return await Task.Run(() => work(_table ??= new SqliteStateTable(path)));
        }
        finally
        {
            _turn.Release();
        }
    }
}
