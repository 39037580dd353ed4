using Monitor.Alerts.Outbox;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Drill.Playing;

namespace Monitor.Host.Drill.Running;

/// <summary>One drill within the running service, from its first step to the moment nothing more of it is sent.</summary>
internal sealed class DrillRun(DrillState state, DrillStation station, DrillBoxes boxes, string owner, ILogger log)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _time = station.Get<TimeProvider>();
    private readonly DrillPlay _play = new(station, state.Scenario, state.Id, state.StartedAt, log);

    public DrillState State { get; private set; } = state;

    public DrillStation Station => station;

    /// <returns>Why it ended, and by whose wish. Throws nothing but a cancellation.</returns>
    public async Task<(DrillEnding Reason, string? By)> PlayAsync(CancellationToken ct)
    {
        var beaten = DateTimeOffset.MinValue;
        while (true)
        {
            await _play.StepAsync(ct);
            try
            {
                await station.Get<OutboxPump>().PumpAsync(ct);
                if (TimeProvider.System.GetUtcNow() is var now && now - beaten >= BeatEvery)
                {
                    beaten = now;
                    await BeatAsync(now, ct);
                }

                if (await boxes.StopAsync(ct) is { } stop && stop.Id == State.Id) return (DrillEnding.Stopped, stop.By);
                if (_time.GetUtcNow() >= State.EndsBy) return (DrillEnding.Limit, null);
                if (await _play.IsDoneAsync(ct) && await IsDeliveredAsync(ct)) return (DrillEnding.Done, null);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Drill {Drill}: a step failed; the drill goes on", State.Id);
            }

            await Task.Delay(Step, TimeProvider.System, ct);
        }
    }

    /// <summary>Lets sends under way end and takes nothing more: whatever waits in the drill's outbox now is never sent.</summary>
    public async Task HushAsync(TimeSpan patience)
    {
        using var hurry = new CancellationTokenSource(patience, TimeProvider.System);
        await station.Get<OutboxPump>().DrainAsync(hurry.Token);
    }

    public async Task BeatAsync(DateTimeOffset now, CancellationToken ct)
    {
        var notices = await station.Ledger.NoticesAsync(null, Most, ct);
        State = State with
        {
            Owner = owner,
            Beat = now,
            FirstEventAt = _play.FirstEvent,
            Alerts = (await station.Ledger.AlertsAsync(State.StartedAt, Most, ct)).Count,
            Notices = notices.Count,
            Delivered = notices.Count(n => n.Status == NoticeStatus.Delivered),
        };
        await boxes.StateAsync(State, ct);
    }

    /// <summary>What is acknowledged at once would otherwise end the drill before its last message had gone.</summary>
    private async Task<bool> IsDeliveredAsync(CancellationToken ct) =>
        (await station.Ledger.NoticesAsync(null, Most, ct)).All(n => n.Status is NoticeStatus.Delivered or NoticeStatus.Dead || n.Notice.Attempts > 3);
}
