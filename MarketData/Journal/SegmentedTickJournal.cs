using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>
/// The journal in a folder of append-only segments. Any number of callers may append at once: what waits is written together and flushed once, on a thread of the journal's own.
/// Readers see durable frames only and do not hold the writer up. One object at a time, over all processes, may hold the folder.
/// </summary>
public sealed class SegmentedTickJournal : ITickJournal, IDisposable
{
    private readonly JournalOptions _options;
    private readonly TimeProvider _time;
    private readonly JournalLock _lock;
    private readonly JournalWriter _writer;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly Lock _segmentsGate = new();
    private List<JournalCommit> _waiting = [];
    private List<JournalCommit> _writing = [];
    private bool _closed;
    private JournalView _view;

    private SegmentedTickJournal(JournalOptions options, TimeProvider time, JournalLock @lock, JournalFolderContents contents, JournalOpenReport report, Func<string, ISegmentFile> open)
    {
        _options = options;
        _time = time;
        _lock = @lock;
        _view = contents.View;
        OpenReport = report;
        _writer = new JournalWriter(options, open, _view, contents.NewestOfRoute);
        _thread = new Thread(Run) { Name = "tick journal", IsBackground = true };
        _thread.Start();
    }

    /// <summary>What opening found; its <see cref="JournalOpenReport.Warning"/> belongs into the log.</summary>
    public JournalOpenReport OpenReport { get; }

    public long LastSequence => Volatile.Read(ref _view).LastSequence;

    /// <summary>Sequence of the oldest frame kept: <see cref="Read"/> from before it begins here. One above <see cref="LastSequence"/> when there is none.</summary>
    public long FirstSequence => Volatile.Read(ref _view).FirstSequence;

    /// <summary>Length of all segments.</summary>
    public long Bytes => Volatile.Read(ref _view).Bytes;

    /// <summary>Opens the folder, cuts a torn tail, and refuses with <see cref="JournalCorruptException"/> where acknowledged frames are damaged.</summary>
    public static SegmentedTickJournal Open(JournalOptions options, TimeProvider time) => Open(options, time, path => new DiskSegmentFile(path));

    internal static SegmentedTickJournal Open(JournalOptions options, TimeProvider time, Func<string, ISegmentFile> open)
    {
        options.Validate();
        Directory.CreateDirectory(options.Folder);
        JournalLock held = JournalLock.Take(options.Folder);
        try
        {
            JournalFolderContents contents = JournalFolder.Examine(options.Folder, options.VerifyBytesAtOpen);
            JournalOpenReport report = Repair(contents, options);
            return new SegmentedTickJournal(options, time, held, contents, report, open);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Cancellation counts only before the entries are handed over: what is being written is waited for.</remarks>
    public ValueTask<IReadOnlyList<TickFrame>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (entries.Count == 0)
        {
            return ValueTask.FromResult<IReadOnlyList<TickFrame>>([]);
        }

        for (int i = 0; i < entries.Count; i++)
        {
            int length = entries[i].Payload.Length;
            if (length is <= 0 or > FrameHeader.MaxPayload || length % Tick.Size != 0)
            {
                throw new ArgumentException($"Entry {i} has {length} bytes: a frame holds 1 to {FrameHeader.MaxPayload / Tick.Size} ticks of {Tick.Size} bytes.", nameof(entries));
            }
        }

        var commit = new JournalCommit(entries);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _waiting.Add(commit);
            Monitor.Pulse(_gate);
        }

        return new ValueTask<IReadOnlyList<TickFrame>>(commit.Done);
    }

    public IEnumerable<TickFrame> Read(long afterSequence, Func<TickRoute, bool>? routes = null) => JournalReading.Read(Volatile.Read(ref _view), afterSequence, routes);

    public long LastSequenceBefore(long receivedUnixMicroseconds) => JournalReading.LastSequenceBefore(Volatile.Read(ref _view), receivedUnixMicroseconds);

    /// <summary>Deletes the oldest segments that hold no frame from <paramref name="sequence"/> on, never the newest. Answers how many.</summary>
    public int DropBefore(long sequence) => Drop((view, segment) => view.Segments[segment + 1].FirstSequence <= sequence);

    /// <summary>
    /// Deletes the oldest segments that <see cref="JournalOptions.RetainBytes"/> or <see cref="JournalOptions.RetainFor"/> no longer want, but none that holds a frame from
    /// <paramref name="safeSequence"/> on: what someone still needs to recover stays, whatever its size or age. Answers how many.
    /// </summary>
    public int ApplyRetention(long safeSequence)
    {
        long oldest = _options.RetainFor > TimeSpan.Zero ? Tick.MicrosecondsOf(_time.GetUtcNow() - _options.RetainFor) : long.MinValue;
        return Drop((view, segment) =>
        {
            JournalSegment next = view.Segments[segment + 1];
            bool tooLarge = _options.RetainBytes > 0 && view.Bytes > _options.RetainBytes;
            return next.FirstSequence <= safeSequence && (tooLarge || next.FirstReceivedUnixMicroseconds < oldest);
        });
    }

    /// <summary>Writes what waits, then lets go of the folder.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _writer.Dispose();
        _lock.Dispose();
    }

    private static JournalOpenReport Repair(JournalFolderContents contents, JournalOptions options)
    {
        JournalView view = contents.View;
        var report = new JournalOpenReport(view.Segments.Length, view.Bytes, view.FirstSequence, view.LastSequence, contents.VerifiedBytes);
        if (contents.Newest is { Fault: { } fault } scan)
        {
            JournalSegment last = view.Segments[^1];

            // Without a flush to disk a power cut may lose any page, so a hole with frames behind it is no proof of damage.
            if (scan.DamagesAcknowledged && options.Flush == JournalFlush.Disk && !options.CutAtCorruption)
            {
                throw JournalCorruptException.InLastSegment(last.Path, scan.SoundLength, fault);
            }

            report = report with
            {
                CutFile = last.Path,
                CutOffset = scan.SoundLength,
                CutBytes = Cut(last.Path, scan.SoundLength),
                CutFrames = scan.FramesBehindFault,
                CutReason = fault,
            };
        }

        if (contents.Stillborn is { } stillborn)
        {
            report = report with { CutFile = stillborn, CutBytes = new FileInfo(stillborn).Length, CutReason = "the segment was being begun" };
            File.Delete(stillborn);
        }

        return report;
    }

    private static long Cut(string path, long length)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        long cut = file.Length - length;
        file.SetLength(length);
        file.Flush(flushToDisk: true);
        return cut;
    }

    private void Run()
    {
        while (TryTake())
        {
            try
            {
                lock (_segmentsGate)
                {
                    Volatile.Write(ref _view, _writer.Write(_writing));
                }
            }
            catch (Exception exception)
            {
                // Whatever it was, those who wait must hear of it, and the next commit is tried.
                foreach (JournalCommit commit in _writing)
                {
                    commit.Fail(exception);
                }

                continue;
            }

            foreach (JournalCommit commit in _writing)
            {
                commit.Succeed();
            }
        }
    }

    private bool TryTake()
    {
        _writing.Clear();
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closed)
            {
                Monitor.Wait(_gate);
            }

            (_waiting, _writing) = (_writing, _waiting);
            return _writing.Count > 0;
        }
    }

    private int Drop(Func<JournalView, int, bool> unwanted)
    {
        lock (_segmentsGate)
        {
            int dropped = 0;
            while (_view.Segments.Length > 1 && unwanted(_view, 0))
            {
                // Oldest first and one at a time: however this ends, what is left is whole.
                string path = _view.Segments[0].Path;
                Volatile.Write(ref _view, _writer.Forget(1));
                File.Delete(path);
                dropped++;
            }

            return dropped;
        }
    }
}
