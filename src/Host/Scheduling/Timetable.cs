using Monitor.Host.Configuration;
using Quartz;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Keeps Quartz's triggers equal to what config and phase ask for. Applied at start, after each reload and twice a minute (a phase may have begun).
/// Only what changed is touched, with a fixed start time: StartNow would fire everything at once again.
/// </summary>
internal sealed class Timetable([FromKeyedServices(Timetable.Scheduler)] ISchedulerFactory schedulers, CurrentConfig config, MonitorAppOptions options, ILogger<Timetable> log) : IDisposable
{
    public const string Scheduler = "monitor";

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<(string, string), Duty> _applied = [];

    public async Task ApplyAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var scheduler = await schedulers.GetScheduler(ct);
            var wanted = Duty.Of(config.Current, options.Time.GetUtcNow(), options.Speed).ToDictionary(d => (d.Group, d.Id));
            foreach (var gone in _applied.Keys.Except(wanted.Keys).ToList())
            {
                await scheduler.DeleteJob(new JobKey(gone.Item2, gone.Item1), ct);
                _applied.Remove(gone);
            }

            foreach (var duty in wanted.Values.Where(d => _applied.GetValueOrDefault((d.Group, d.Id)) != d)) await PlaceAsync(scheduler, duty, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>For the reload event, which cannot await.</summary>
    public async void ApplySoon()
    {
        try
        {
            await ApplyAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogError(e, "The new timetable could not be applied; it is tried again within 30 s");
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task PlaceAsync(IScheduler scheduler, Duty duty, CancellationToken ct)
    {
        var trigger = TriggerBuilder.Create()
            .WithIdentity(duty.Id, duty.Group)
            .StartAt(TimeProvider.System.GetUtcNow() + duty.Jitter())
            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(duty.Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithExistingCount))
            .Build();
        if (_applied.ContainsKey((duty.Group, duty.Id))) await scheduler.RescheduleJob(trigger.Key, trigger, ct);
        else await scheduler.ScheduleJob(JobBuilder.Create().OfType(duty.Job).WithIdentity(duty.Id, duty.Group).Build(), trigger, cancellationToken: ct);
        _applied[(duty.Group, duty.Id)] = duty;
    }
}
