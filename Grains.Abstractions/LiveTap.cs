using System.Collections.Concurrent;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>
/// The short way of updates where grains and their readers are one process: each is handed over as it is published, on the publisher's thread. Programs outside that process read the streams, which are fed only
/// while there are any. In a cluster there is none: everybody reads the streams.
/// </summary>
public sealed class LiveTap
{
    private readonly ConcurrentDictionary<StreamId, Reader[]> _readers = [];
    private readonly Lock _gate = new();
    private volatile bool _isReadOutside = true;

    /// <summary>Whether another program may read the streams. True until it is known better.</summary>
    public bool IsReadOutside
    {
        get => _isReadOutside;
        set => _isReadOutside = value;
    }

    /// <summary>Hands on a table's updates from now on, until the result is disposed.</summary>
    /// <param name="id">Which table.</param>
    /// <param name="receive">Takes an update; quick.</param>
    /// <param name="failed">Told what <paramref name="receive"/> threw, which keeps it from nobody else.</param>
    public IDisposable Open(TableId id, Action<LiveUpdate> receive, Action<Exception> failed)
    {
        var reader = new Reader(this, LiveStreams.Of(id), receive, failed);
        lock (_gate)
        {
            _readers[reader.Stream] = [.. _readers.GetValueOrDefault(reader.Stream, []), reader];
        }

        return reader;
    }

    public void Hand(StreamId stream, LiveUpdate update)
    {
        if (_readers.TryGetValue(stream, out Reader[]? readers))
        {
            foreach (Reader reader in readers)
            {
                reader.Take(update);
            }
        }
    }

    private void Close(Reader reader)
    {
        lock (_gate)
        {
            Reader[] left = [.. _readers.GetValueOrDefault(reader.Stream, []).Where(other => other != reader)];
            if (left.Length > 0)
            {
                _readers[reader.Stream] = left;
            }
            else
            {
                _readers.TryRemove(reader.Stream, out _);
            }
        }
    }

    private sealed class Reader(LiveTap tap, StreamId stream, Action<LiveUpdate> receive, Action<Exception> failed) : IDisposable
    {
        public StreamId Stream { get; } = stream;

        public void Take(LiveUpdate update)
        {
            try
            {
                receive(update);
            }
            catch (Exception exception)
            {
                failed(exception);
            }
        }

        public void Dispose() => tap.Close(this);
    }
}
