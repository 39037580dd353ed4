using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerts.Outbox;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Alerts.Outbox;

/// <summary>A pump over a real database, a clock that stands still, and whatever notifiers a test gives.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly SemaphoreSlim _settled = new(0);
    private readonly TempDatabase _database;
    private readonly bool _owner;

    public PostOffice(TempDatabase? database = null)
    {
        (_database, _owner) = (database ?? new TempDatabase(), database is null);
        Pump = new OutboxPump(_database.Ledger, Notifiers, Time, new Random(7), NullLogger<OutboxPump>.Instance, () => Channels);
        Pump.Settled += () => _settled.Release();
    }

    public MovableTime Time { get; } = new(Contracts.Some.T0);

    public Dictionary<string, INotifier> Notifiers { get; } = new(StringComparer.Ordinal);

    /// <summary>Channels of the config, for those tests that want rules of their own.</summary>
    public List<ChannelDefinition> Channels { get; } = [];

    public OutboxPump Pump { get; }

    public TempDatabase Database => _database;

    public Task AddAsync(params Notice[] notices) => _database.Ledger.CommitAsync(new JudgeOutcome { Notices = notices }, default);

    public Task PassAsync() => Pump.PumpAsync(default);

    /// <summary>One pass to its end; only where no notifier hangs.</summary>
    public async Task PassToEndAsync()
    {
        await Pump.PumpAsync(default);
        await Pump.IdleAsync();
    }

    /// <summary>Waits for the next recorded answer.</summary>
    public Task SettledAsync() => _settled.WaitAsync(TestContext.Current.CancellationToken);

    public async Task<NoticeRecord> RecordAsync(string id) => (await _database.Ledger.NoticesAsync(null, 1000, default)).Single(n => n.Notice.Id == id);

    public async Task<NoticeStatus> StatusAsync(string id) => (await RecordAsync(id)).Status;

    public async ValueTask DisposeAsync()
    {
        await Pump.DisposeAsync();
        if (_owner) await _database.DisposeAsync();
        _settled.Dispose();
    }
}

/// <summary>A channel that answers as a test says.</summary>
internal sealed class Told(Func<Notice, CancellationToken, Task<Receipt>> answer) : INotifier
{
    private readonly List<string> _sent = [];

    public Told(Func<Notice, Receipt> answer) : this((n, _) => Task.FromResult(answer(n)))
    {
    }

    /// <summary>Ids in the order they came.</summary>
    public IReadOnlyList<string> Sent
    {
        get
        {
            lock (_sent) return [.. _sent];
        }
    }

    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    public Task<Receipt> SendAsync(Notice notice, CancellationToken ct)
    {
        lock (_sent) _sent.Add(notice.Id);
        return answer(notice, ct);
    }
}

/// <summary>A channel that never answers by itself.</summary>
/// <param name="deaf">It does not even heed its token.</param>
internal sealed class Hanging(bool deaf = false) : INotifier
{
    private readonly TaskCompletionSource<Receipt> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _called = new(0);

    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Waits until the next send is under way.</summary>
    public Task CalledAsync() => _called.WaitAsync(TestContext.Current.CancellationToken);

    public void Answer(Receipt receipt) => _answer.TrySetResult(receipt);

    public Task<Receipt> SendAsync(Notice notice, CancellationToken ct)
    {
        _called.Release();
        return deaf ? _answer.Task : _answer.Task.WaitAsync(ct);
    }
}
