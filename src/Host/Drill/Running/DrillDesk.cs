using System.Security.Cryptography;
using Monitor.Host.Drill.Playing;

namespace Monitor.Host.Drill.Running;

/// <summary>
/// Waits for requests, plays one drill at a time, ends what a crash has left behind. Its looks are on the machine's clock. A drill never
/// survives the process that plays it: half an exercise that begins again by itself is what people cannot tell from reality.
/// </summary>
internal sealed class DrillDesk(DrillKeeper keeper, MonitorAppOptions options, ILogger<DrillDesk> log) : BackgroundService
{
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>A drill whose process has given no sign for so long has none.</summary>
    public static readonly TimeSpan Orphaned = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _owner = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private volatile DrillRun? _run;
    private volatile DrillState? _known;

    /// <summary>The drill that runs here, or the last one that did; its pages stay readable until the next.</summary>
    public DrillRun? Run => _run;

    /// <summary>The drill that runs anywhere on this store, for the board's banner.</summary>
    public DrillState? Running => _known is { IsRunning: true } state ? state : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Look, TimeProvider.System, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                log.LogError(e, "The look for drills failed; it is repeated");
                await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        _known = await keeper.Boxes.StateAsync(ct);
        var now = TimeProvider.System.GetUtcNow();
        if (_known is { IsRunning: true } left)
        {
            if (left.Owner == _owner || now - left.Beat >= Orphaned) await BuryAsync(left, ct);
            return;
        }

        if (await keeper.Boxes.RequestAsync(ct) is not { } request || now >= request.Expires) return;
        await keeper.Boxes.RequestAsync(null, ct);
        await PlayAsync(request, ct);
    }

    private async Task PlayAsync(DrillRequest request, CancellationToken ct)
    {
        var wanted = Begun(request);
        await keeper.Boxes.StateAsync(wanted, ct);
        // Another service on this store may have read the same request: the last to sign has it.
        await Task.Delay(Look, TimeProvider.System, ct);
        if ((await keeper.Boxes.StateAsync(ct))?.Owner != _owner) return;
        // Known to the ledger before anything of it can be sent: whatever happens from here on, someone ends it.
        var state = Begun(request);
        await keeper.BeginAsync(state, ct);
        _known = state;
        await CloseAsync();
        log.LogInformation("Drill {Drill} begins: {Scenario}", state.Id, state.Scenario.Id);
        var run = _run = new DrillRun(state, await keeper.OpenAsync(state, fresh: true, ct), keeper.Boxes, _owner, log);
        var (reason, by) = (DrillEnding.ServiceStopped, (string?)null);
        try
        {
            (reason, by) = await run.PlayAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            log.LogInformation("Drill {Drill} ends because the service stops", state.Id);
        }

        await run.HushAsync(Patience);
        await run.BeatAsync(TimeProvider.System.GetUtcNow(), CancellationToken.None);
        _known = await keeper.EndAsync(run.State with { EndedAt = options.Time.GetUtcNow(), EndReason = reason, EndedBy = by }, run.Station.Ledger, CancellationToken.None);
        log.LogInformation("Drill {Drill} is over: {Reason}", state.Id, reason);
    }

    private DrillState Begun(DrillRequest request)
    {
        var start = options.Time.GetUtcNow();
        return new DrillState
        {
            Id = request.Id,
            Scenario = request.Scenario,
            Channels = request.Channels,
            By = request.By,
            StartedAt = start,
            EndsBy = start + request.Scenario.Limit,
            Owner = _owner,
            Beat = TimeProvider.System.GetUtcNow(),
        };
    }

    /// <summary>Sends nothing of it any more; says that it is over.</summary>
    private async Task BuryAsync(DrillState left, CancellationToken ct)
    {
        var ended = left with { EndedAt = options.Time.GetUtcNow(), EndReason = left.Owner == _owner ? DrillEnding.Failed : DrillEnding.Crashed };
        if (_run?.State.Id == left.Id) await CloseAsync();
        if (!keeper.HasStore(left))
        {
            _known = await keeper.EndAsync(ended, null, ct);
        }
        else
        {
            await using var station = await keeper.OpenAsync(left, fresh: false, ct);
            _known = await keeper.EndAsync(ended, station.Ledger, ct);
        }

        log.LogWarning("Drill {Drill} was left behind and is ended: {Reason}", left.Id, ended.EndReason);
    }

    private async Task CloseAsync()
    {
        var run = _run;
        _run = null;
        if (run is not null) await run.Station.DisposeAsync();
    }

    public override void Dispose()
    {
        base.Dispose();
        CloseAsync().Wait(Patience);
    }
}
