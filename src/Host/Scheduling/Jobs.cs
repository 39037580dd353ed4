using System.Diagnostics;
using Monitor.Core.Telemetry;
using Monitor.Host.Cases;
using Monitor.Host.Models;
using Monitor.Host.Replicas;
using Monitor.Host.Telemetry;
using Quartz;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Quartz's side of a duty: the job's name is the id of its source or target. One key never runs beside itself.
/// Exceptions are logged and end the turn only; a missed beat is what makes a failing loop unhealthy.
/// </summary>
internal abstract class DutyJob(Pulse pulse, ILogger log) : IJob
{
    protected abstract Task RunAsync(string id, CancellationToken ct);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct)
    {
        var key = context.JobDetail.Key;
        var (began, loop) = (Stopwatch.GetTimestamp(), new KeyValuePair<string, object?>("loop", key.Group));
        if (context.ScheduledFireTimeUtc is { } planned) Vitals.TurnLag.Record(Math.Max(0, (context.FireTimeUtc - planned).TotalSeconds), loop);
        try
        {
            await RunAsync(key.Name, ct);
            pulse.Beat(key.Group);
            Vitals.TurnSeconds.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, loop);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            log.LogInformation("{Duty} {Id} stopped before its end", key.Group, key.Name);
        }
        catch (Exception e)
        {
            Vitals.TurnFaults.Add(1, loop);
            log.LogError(e, "{Duty} {Id} failed; it runs again at its next turn", key.Group, key.Name);
        }
    }
}

[DisallowConcurrentExecution]
internal sealed class SourceJob(CollectLoop loop, GoneWatch gone, Counted counted, Pulse pulse, ILogger<SourceJob> log) : DutyJob(pulse, log)
{
    protected override async Task RunAsync(string id, CancellationToken ct)
    {
        if (await loop.RunAsync(id, ct) is not { } run) return;
        counted.Read(run);
        await gone.LookAsync(run, ct);
    }
}

[DisallowConcurrentExecution]
internal sealed class TargetJob(ProbeLoop loop, Counted counted, Pulse pulse, ILogger<TargetJob> log) : DutyJob(pulse, log)
{
    protected override async Task RunAsync(string id, CancellationToken ct)
    {
        if (await loop.RunAsync(id, ct) is { } result) counted.Checked(result);
    }
}

/// <summary>What a look decided to say goes out at once. The job does it and not the loop: a replay looks too, and sends nothing.</summary>
[DisallowConcurrentExecution]
internal sealed class JudgeJob(JudgeLoop loop, DeliverLoop deliver, CatchUp others, Leadership leadership, Pulse pulse, ILogger<JudgeJob> log) : DutyJob(pulse, log)
{
    protected override async Task RunAsync(string id, CancellationToken ct)
    {
        // Whoever stands by looks as well, so that taking over takes no time.
        await others.LookAsync(ct);
        var said = false;
        await leadership.WhileAsync(Charge.Judge, async turn =>
        {
            var outcome = await loop.TickAsync(turn);
            Counted.Judged(outcome);
            said = outcome.Notices.Count > 0;
        }, ct);
        if (said) await leadership.WhileAsync(Charge.Deliver, deliver.RunAsync, ct);
    }
}

[DisallowConcurrentExecution]
internal sealed class ModelJob(ModelLoop loop, Pulse pulse, ILogger<ModelJob> log) : DutyJob(pulse, log)
{
    protected override Task RunAsync(string id, CancellationToken ct) => loop.RunAsync(ct);
}

[DisallowConcurrentExecution]
internal sealed class DeliverJob(DeliverLoop loop, Leadership leadership, Pulse pulse, ILogger<DeliverJob> log) : DutyJob(pulse, log)
{
    protected override Task RunAsync(string id, CancellationToken ct) => leadership.WhileAsync(Charge.Deliver, loop.RunAsync, ct);
}

[DisallowConcurrentExecution]
internal sealed class CaseJob(CaseLoop loop, Pulse pulse, ILogger<CaseJob> log) : DutyJob(pulse, log)
{
    protected override Task RunAsync(string id, CancellationToken ct) => loop.RunAsync(ct);
}

[DisallowConcurrentExecution]
internal sealed class DigestJob(DigestLoop loop, Pulse pulse, ILogger<DigestJob> log) : DutyJob(pulse, log)
{
    protected override Task RunAsync(string id, CancellationToken ct) => loop.RunAsync(ct);
}

[DisallowConcurrentExecution]
internal sealed class PruneJob(PruneLoop loop, Pulse pulse, ILogger<PruneJob> log) : DutyJob(pulse, log)
{
    protected override Task RunAsync(string id, CancellationToken ct) => loop.RunAsync(ct);
}

[DisallowConcurrentExecution]
internal sealed class TimetableJob(Timetable timetable, Pulse pulse, ILogger<TimetableJob> log) : DutyJob(pulse, log)
{
    protected override Task RunAsync(string id, CancellationToken ct) => timetable.ApplyAsync(ct);
}
