using Microsoft.Extensions.Logging;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Outbox;

/// <summary>
/// Starts a lane for each channel that has something due and none running. Lanes never wait for one another, so a hanging channel
/// delays only its own notices. At least once: a crash between the send and its record repeats that one notice under the same id.
/// </summary>
/// <param name="ledger">Where the outbox is.</param>
/// <param name="channels">The ways out.</param>
/// <param name="time">Its clock may jump.</param>
/// <param name="jitter">For the pauses between attempts.</param>
/// <param name="log">Where refusals are told.</param>
/// <param name="definitions">Channels of the config in force, for giving up and failover; null = none has rules of its own.</param>
public sealed class OutboxPump(
    ILedger ledger, IReadOnlyDictionary<string, INotifier> channels, TimeProvider time, Random jitter, ILogger<OutboxPump> log,
    Func<IReadOnlyList<ChannelDefinition>>? definitions = null) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _lanes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _again = new(StringComparer.Ordinal);
    private readonly OutboxClock _clock = new(ledger, time, log);
    private readonly Patience _patience = new(new Backoff(jitter), definitions ?? (() => []));
    private readonly Failover _failover = new(ledger, definitions ?? (() => []), log);
    private readonly CancellationTokenSource _stopping = new();
    private CancellationTokenSource _round = new();
    private readonly CancellationTokenSource _hurry = new();

    /// <summary>An answer was recorded, or a copy made. Raised on a lane or a look, which goes on when the handler returns.</summary>
    public event Action? Settled;

    /// <summary>One look; returns how many lanes it started. It does not wait for them.</summary>
    public async Task<int> PumpAsync(CancellationToken ct)
    {
        var now = await _clock.NowAsync(ct);
        if (await _failover.LookAsync(now, ct) > 0) Settled?.Invoke();
        var due = await ledger.DueChannelsAsync(now, ct);
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested) return 0;
            var idle = due.Where(c => !_lanes.ContainsKey(c)).ToList();
            // A lane under way may have looked for its next notice just before this one came: it looks once more before it ends.
            _again.UnionWith(due.Except(idle));
            foreach (var channel in idle) _lanes[channel] = Start(channel);
            return idle.Count;
        }
    }

    /// <summary>Lanes take nothing more; sends under way end. The next look begins again.</summary>
    public void StandDown()
    {
        lock (_gate)
        {
            _round.Cancel();
            _round = new CancellationTokenSource();
            _again.Clear();
        }
    }

    /// <summary>Ends when every lane started so far has ended.</summary>
    public Task IdleAsync()
    {
        lock (_gate) return Task.WhenAll(_lanes.Values);
    }

    /// <summary>Takes nothing more and lets sends under way end; when the token fires they are given up and go out again after the next start.</summary>
    public async Task DrainAsync(CancellationToken hurry)
    {
        bool first;
        lock (_gate)
        {
            first = !_stopping.IsCancellationRequested;
            _stopping.Cancel();
        }

        await using var giveUp = hurry.Register(_hurry.Cancel);
        await IdleAsync();
        // Asked again by the container, when the store may be closed already.
        if (first) await _clock.RestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await DrainAsync(new CancellationToken(canceled: true));
        _stopping.Dispose();
        _round.Dispose();
        _hurry.Dispose();
    }

    private Task Start(string channel)
    {
        var lane = new OutboxLane(channel, ledger, channels, _patience, _clock, time, log);
        var (stopping, hurry) = (CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, _round.Token), _hurry.Token);
        return Task.Run(
            async () =>
            {
                using (stopping)
                {
                    do await lane.RunAsync(() => Settled?.Invoke(), stopping.Token, hurry);
                    while (GoesOn(channel));
                }
            }, CancellationToken.None);
    }

    /// <summary>Under the gate, so that a look either finds the lane running and asks it to go on, or finds it gone and starts another.</summary>
    private bool GoesOn(string channel)
    {
        lock (_gate)
        {
            if (_again.Remove(channel) && !_stopping.IsCancellationRequested) return true;
            _lanes.Remove(channel);
            return false;
        }
    }
}
