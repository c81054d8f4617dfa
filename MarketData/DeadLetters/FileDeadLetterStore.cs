using System.Globalization;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>
/// Dead letters in a folder of files with one JSON line per letter. Letters are handed to a background write; when more come than <see cref="DeadLetterOptions.MaxPerSecond"/>
/// the rest is counted only. A disk that fails costs letters (counted), never ingestion.
/// </summary>
public sealed class FileDeadLetterStore : IDeadLetterStore, IDisposable
{
    private const int Files = 4;
    private const int MaxDetail = 1_000;
    private static readonly int Reasons = (int)Enum.GetValues<RefusalReason>().Max() + 1;
    private readonly DeadLetterOptions _options;
    private readonly TimeProvider _time;
    private readonly long[] _refused = new long[Reasons];
    private readonly long[] _notKept = new long[Reasons];
    private readonly Lock _gate = new();
    private readonly Lock _fileGate = new();
    private readonly DeadLetterFiles _files;
    private List<DeadLetter> _waiting = [];
    private List<DeadLetter> _writing = [];
    private long _nextId;
    private long _second;
    private int _keptThisSecond;
    private bool _writeScheduled;
    private string? _lastError;

    public FileDeadLetterStore(DeadLetterOptions options, TimeProvider time)
    {
        options.Validate();
        _options = options;
        _time = time;
        _files = new DeadLetterFiles(options.Folder, options.MaxBytes / Files, Files);
        _nextId = 1 + (_files.NewestFirst().FirstOrDefault()?.Id ?? 0);
    }

    public DeadLetterStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new DeadLetterStatistics(NonZero(_refused), NonZero(_notKept), _lastError);
            }
        }
    }

    public bool Count(RefusalReason reason)
    {
        long second = _time.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            _refused[(int)reason]++;
            if (second != _second)
            {
                _second = second;
                _keptThisSecond = 0;
            }

            // The letters that wait are bounded too: a disk that stands still must not fill the memory.
            if (_keptThisSecond >= _options.MaxPerSecond || _waiting.Count >= 2 * _options.MaxPerSecond)
            {
                _notKept[(int)reason]++;
                return false;
            }

            _keptThisSecond++;
            return true;
        }
    }

    public void Keep(in Tick tick, RefusalReason reason, string detail, string origin)
    {
        DateTimeOffset at = _time.GetUtcNow();
        string bounded = detail.Length > MaxDetail ? detail[..MaxDetail] : detail;
        lock (_gate)
        {
            _waiting.Add(new DeadLetter(_nextId++, at, origin, reason, bounded, tick));
            if (_writeScheduled)
            {
                return;
            }

            _writeScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(store => store.WriteWaiting(), this, preferLocal: false);
    }

    public IReadOnlyList<DeadLetter> List(int limit, RefusalReason? reason = null)
    {
        var letters = new List<DeadLetter>();
        if (limit <= 0)
        {
            return letters;
        }

        lock (_fileGate)
        {
            WriteWaiting();
            foreach (DeadLetter letter in _files.NewestFirst())
            {
                if (reason is null || letter.Reason == reason)
                {
                    letters.Add(letter);
                    if (letters.Count == limit)
                    {
                        break;
                    }
                }
            }
        }

        return letters;
    }

    public IReadOnlyList<DeadLetter> Find(IReadOnlySet<long> ids)
    {
        var found = new List<DeadLetter>();
        lock (_fileGate)
        {
            WriteWaiting();
            foreach (DeadLetter letter in _files.NewestFirst())
            {
                if (ids.Contains(letter.Id))
                {
                    found.Add(letter);
                    if (found.Count == ids.Count)
                    {
                        break;
                    }
                }
            }
        }

        return found;
    }

    public void Mark(long id, ReplayOutcome outcome)
    {
        lock (_fileGate)
        {
            try
            {
                _files.Mark(id, new LetterReplay(_time.GetUtcNow(), outcome));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Note(exception);
            }
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Dispose() => WriteWaiting();

    private void WriteWaiting()
    {
        lock (_fileGate)
        {
            lock (_gate)
            {
                _writeScheduled = false;
                (_waiting, _writing) = (_writing, _waiting);
            }

            if (_writing.Count == 0)
            {
                return;
            }

            try
            {
                _files.Append(_writing);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Note(exception);
                lock (_gate)
                {
                    foreach (DeadLetter letter in _writing)
                    {
                        _notKept[(int)letter.Reason]++;
                    }
                }
            }

            _writing.Clear();
        }
    }

    private void Note(Exception failure)
    {
        lock (_gate)
        {
            _lastError = string.Create(CultureInfo.InvariantCulture, $"{_time.GetUtcNow():u}: {failure.Message}");
        }
    }

    private static Dictionary<RefusalReason, long> NonZero(long[] counts)
    {
        var named = new Dictionary<RefusalReason, long>();
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                named[(RefusalReason)i] = counts[i];
            }
        }

        return named;
    }
}
