using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>
/// Writes commits into the newest segment: all that wait are written together and flushed once. A commit that fails is taken back whole: the segment is cut to what was durable
/// and the next commit begins a new one, since after a failed flush nobody knows what the old one's dirty pages hold.
/// </summary>
internal sealed class JournalWriter(JournalOptions options, Func<string, ISegmentFile> open, JournalView view, Dictionary<TickRoute, long> newestOfRoute) : IDisposable
{
    private readonly List<(TickRoute Route, long Sequence)> _undo = [];
    private byte[] _buffer = new byte[1 << 20];
    private int _buffered;
    private ISegmentFile? _file;
    private bool _mustCut;
    private bool _mustRoll;
    private long _written;
    private JournalView _view = view;

    /// <summary>Writes and flushes; the new view is durable when it returns. Throws <see cref="JournalWriteException"/> with nothing changed.</summary>
    public JournalView Write(List<JournalCommit> commits)
    {
        long firstReceived = commits[0].Entries[0].ReceivedUnixMicroseconds;
        string path = JournalSegment.PathOf(options.Folder, _view.LastSequence + 1);
        try
        {
            Prepare(firstReceived);
            path = _view.Segments[^1].Path;
            Append(commits);
            return _view;
        }
        catch (Exception exception)
        {
            Undo();
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new JournalWriteException(path, exception);
            }

            throw;
        }
    }

    /// <summary>Takes segments away from the front of the view; their files are the caller's to delete.</summary>
    public JournalView Forget(int segments)
    {
        _view = _view with { Segments = _view.Segments[segments..] };
        return _view;
    }

    public void Dispose() => _file?.Dispose();

    private void Prepare(long firstReceived)
    {
        if (_mustCut)
        {
            Cut();
        }

        if (_view.Segments.Length == 0 || _mustRoll || _view.Segments[^1].Length >= options.SegmentBytes)
        {
            Roll(firstReceived);
        }
        else
        {
            _file ??= open(_view.Segments[^1].Path);
        }
    }

    private void Cut()
    {
        _file?.SetLength(_view.Segments[^1].Length);
        _file?.Dispose();
        _file = null;
        _mustCut = false;
        _mustRoll = true;
    }

    private void Roll(long firstReceived)
    {
        // A closed segment is on the disk in every mode: only the newest can be torn.
        _file?.Flush();
        long first = _view.LastSequence + 1;
        foreach ((TickRoute route, long sequence) in newestOfRoute)
        {
            if (sequence < _view.FirstSequence)
            {
                newestOfRoute.Remove(route);
            }
        }

        byte[] header = SegmentHeader.Encode(first, firstReceived, newestOfRoute);
        string path = JournalSegment.PathOf(options.Folder, first);
        ISegmentFile file = open(path);
        try
        {
            file.SetLength(0);
            file.Write(header, 0);

            // Before the first frame: a broken header in front of frames is then damage and never a torn start.
            Flush(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _file?.Dispose();
        _file = file;
        _mustRoll = false;
        var segment = new JournalSegment(path, first, firstReceived, header.Length, header.Length, new SegmentIndex(first, header.Length));
        JournalSegment[] before = _view.Segments is [.., var last] && last.FirstSequence == first ? _view.Segments[..^1] : _view.Segments;
        _view = _view with { Segments = [.. before, segment] };
    }

    private void Append(List<JournalCommit> commits)
    {
        JournalSegment segment = _view.Segments[^1];
        long start = segment.Length;
        long sequence = _view.LastSequence;
        _written = start;
        _buffered = 0;
        _mustCut = true;
        foreach (JournalCommit commit in commits)
        {
            for (int i = 0; i < commit.Entries.Count; i++)
            {
                JournalEntry entry = commit.Entries[i];
                long previous = newestOfRoute.GetValueOrDefault(entry.Route);
                _undo.Add((entry.Route, previous));
                newestOfRoute[entry.Route] = ++sequence;
                commit.Frames[i] = new TickFrame(sequence, previous, entry.Route, entry.ReceivedUnixMicroseconds, entry.Payload);
                Put(in commit.Frames[i], start);
            }
        }

        WriteBuffer();
        Flush(_file!);
        _mustCut = false;
        _undo.Clear();
        AddMarks(commits, segment, start);
        JournalSegment[] segments = [.. _view.Segments];
        segments[^1] = segment with { Length = _written };
        _view = new JournalView(segments, sequence);
    }

    private void Put(in TickFrame frame, long commitStart)
    {
        int length = FrameHeader.Size + frame.Payload.Length;
        if (_buffered + length > _buffer.Length)
        {
            WriteBuffer();
            if (length > _buffer.Length)
            {
                _buffer = new byte[length];
            }
        }

        Span<byte> target = _buffer.AsSpan(_buffered, length);
        FrameHeader.Write(target, in frame, (uint)(_written + _buffered - commitStart));
        frame.Payload.Span.CopyTo(target[FrameHeader.Size..]);
        _buffered += length;
    }

    private void WriteBuffer()
    {
        _file!.Write(_buffer.AsSpan(0, _buffered), _written);
        _written += _buffered;
        _buffered = 0;
    }

    private void Flush(ISegmentFile file)
    {
        if (options.Flush == JournalFlush.Disk)
        {
            file.Flush();
        }
    }

    private static void AddMarks(List<JournalCommit> commits, JournalSegment segment, long offset)
    {
        foreach (JournalCommit commit in commits)
        {
            foreach (TickFrame frame in commit.Frames)
            {
                segment.Index.Add(frame.Sequence, offset);
                offset += FrameHeader.Size + frame.Payload.Length;
            }
        }
    }

    private void Undo()
    {
        for (int i = _undo.Count - 1; i >= 0; i--)
        {
            (TickRoute route, long sequence) = _undo[i];
            if (sequence == 0)
            {
                newestOfRoute.Remove(route);
            }
            else
            {
                newestOfRoute[route] = sequence;
            }
        }

        _undo.Clear();
    }
}
