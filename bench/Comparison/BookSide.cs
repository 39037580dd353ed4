using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerts.Decide;
using Monitor.Alerts.Outbox;
using Monitor.Alerts.Templates;
using Monitor.Alerts.Webhook;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Host.Demo.Clock;
using Monitor.Storage.Sqlite;

namespace Monitor.Bench.Comparison;

/// <summary>Monitor's alert book, ledger on disk, outbox and webhook in this process, under a clock as fast as the story.</summary>
internal sealed class BookSide(IReadOnlyList<Trouble> troubles, string directory, string hook, Pace pace) : ISide
{
    private static readonly TimeSpan DeliverEvery = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private CancellationTokenSource _stop = new();
    private ScaledClock? _clock;
    private SqliteStore? _store;
    private OutboxPump? _pump;
    private AlertBook? _book;
    private Task _delivering = Task.CompletedTask;

    public string Name => "Monitor";

    public Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken ct)
    {
        _clock = new ScaledClock(TimeProvider.System, pace.Began + pace.Now, pace.Factor);
        _stop = new CancellationTokenSource();
        _store = await SqliteStore.OpenAsync(directory, _clock, NullLoggerFactory.Instance, ct);
        // A limit of two real seconds: at this pace fifteen of the story's would be less than a busy machine needs for an answer.
        var options = new WebhookOptions { Url = hook, Timeout = TimeSpan.FromSeconds(2 * _clock.Speed) };
        var notifiers = new Dictionary<string, INotifier> { ["duty"] = new WebhookNotifier(options, _http, _clock) };
        _pump = new OutboxPump(_store.Ledger, notifiers, _clock, new Random(7), NullLogger<OutboxPump>.Instance);
        var plans = troubles.ToDictionary(t => t.Name, t => new TargetPlan(t.Name, null, t.DependsOn is { } p ? [p] : [], []), StringComparer.Ordinal);
        _book = new AlertBook(new AlertBookOptions { Targets = plans }, [new ChannelDefinition { Id = "duty", Kind = "webhook" }], new NoticeWriter(new NoticeWriterOptions()).Voice);
        _delivering = DeliverAsync(_pump, _stop.Token);
    }

    public async Task LookAsync(IReadOnlyList<(Trouble Trouble, SignalState State)> seen, TimeSpan moment, CancellationToken ct)
    {
        if (_store is null) return;
        var (ledger, now) = (_store.Ledger, _clock!.GetUtcNow());
        var outcome = _book!.Decide(await ledger.OpenAlertsAsync(ct), [.. seen.Select(s => Of(s.Trouble, s.State, now))], await ledger.StandingAsync(now, ct), now);
        await ledger.CommitAsync(outcome, ct);
        if (outcome.Notices.Count > 0) await _pump!.PumpAsync(ct);
    }

    /// <summary>As near to a kill as one process can come: nothing in flight is waited for, nothing is kept but the file.</summary>
    public async Task KillAsync()
    {
        if (_store is null) return;
        await _stop.CancelAsync();
        await _delivering;
        await _pump!.DisposeAsync();
        await _store.DisposeAsync();
        _stop.Dispose();
        (_store, _book) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
    }

    private async Task DeliverAsync(OutboxPump pump, CancellationToken ct)
    {
        using var every = new PeriodicTimer(DeliverEvery, _clock!);
        try
        {
            while (await every.WaitForNextTickAsync(ct)) await pump.PumpAsync(ct);
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private static Signal Of(Trouble trouble, SignalState state, DateTimeOffset now) => new()
    {
        Kind = trouble.Kind,
        Subject = trouble.Name,
        Team = Team.Security,
        Level = trouble.Level,
        At = now,
        Title = $"{trouble.Name} 无法正常访问",
        Why = "检测结果见看板。",
        State = state,
    };
}
