using System.Globalization;
using Monitor.Host.Configuration;
using Monitor.Host.Replicas;
using Quartz;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Keeps Quartz's triggers equal to what config and phase ask for. Applied at start, after each reload and twice a minute (a phase may have begun).
/// Only what changed is touched, with a fixed start time: StartNow would fire everything at once again. What processes share is written down once
/// and touched by a process only when its own config asks for something else than before, so that two configs side by side do not fight.
/// </summary>
internal sealed class Timetable(IServiceProvider services, Node node, CurrentConfig config, MonitorAppOptions options, ILogger<Timetable> log) : IDisposable
{
    public const string Scheduler = "monitor";

    private const string Every = "every";

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<(string, string), Duty> _applied = [];
    private bool _tidied;

    public async Task ApplyAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var wanted = Duty.Of(config.Current, options.Time.GetUtcNow(), options.Speed).Where(Mine).ToDictionary(d => (d.Group, d.Id));
            foreach (var (key, gone) in _applied.Where(a => !wanted.ContainsKey(a.Key)).ToList())
            {
                await (await SchedulerAsync(gone, ct)).DeleteJob(new JobKey(gone.Id, gone.Group), ct);
                _applied.Remove(key);
            }

            if (node.Shared && !_tidied) await TidyAsync(wanted, ct);
            foreach (var duty in wanted.Values.Where(d => _applied.GetValueOrDefault((d.Group, d.Id)) != d))
            {
                if (node.Shared && duty.Cluster is not null) await AgreeAsync(duty, ct);
                else await PlaceAsync(duty, ct);
                _applied[(duty.Group, duty.Id)] = duty;
            }
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

    /// <summary>One turn of a duty of this process's own timetable at once.</summary>
    public async Task NowAsync(string duty)
    {
        var scheduler = await FactoryOf(Scheduler).GetScheduler(CancellationToken.None);
        var key = new JobKey(duty, duty);
        if (await scheduler.Exists(key, CancellationToken.None)) await scheduler.TriggerJob(key, cancellationToken: CancellationToken.None);
    }

    public void Dispose() => _one.Dispose();

    /// <summary>An outpost keeps its own store small.</summary>
    private bool Mine(Duty duty) => node.Has(duty.Role) || (node.Outpost && duty.Group == "prune");

    private ISchedulerFactory FactoryOf(string name) => services.GetRequiredKeyedService<ISchedulerFactory>(name);

    private async Task<IScheduler> SchedulerAsync(Duty duty, CancellationToken ct) => await FactoryOf(duty.Cluster ?? Scheduler).GetScheduler(ct);

    private async Task PlaceAsync(Duty duty, CancellationToken ct)
    {
        var scheduler = await SchedulerAsync(duty, ct);
        var trigger = Trigger(duty, TimeProvider.System.GetUtcNow() + duty.Jitter());
        if (_applied.ContainsKey((duty.Group, duty.Id))) await scheduler.RescheduleJob(trigger.Key, trigger, ct);
        else await scheduler.ScheduleJob(JobBuilder.Create().OfType(duty.Job).WithIdentity(duty.Id, duty.Group).Build(), trigger, cancellationToken: ct);
    }

    /// <summary>A line that is there with the same interval is left alone: its next turn is known to all.</summary>
    private async Task AgreeAsync(Duty duty, CancellationToken ct)
    {
        var scheduler = await SchedulerAsync(duty, ct);
        var trigger = Trigger(duty, duty.NextOnGrid(TimeProvider.System.GetUtcNow()));
        if (await scheduler.GetTrigger(trigger.Key, ct) is { } there)
        {
            if (there.JobDataMap.TryGetValue(Every, out var every) && every as string == Interval(duty)) return;
            await scheduler.RescheduleJob(trigger.Key, trigger, ct);
            return;
        }

        try
        {
            await scheduler.ScheduleJob(JobBuilder.Create().OfType(duty.Job).WithIdentity(duty.Id, duty.Group).Build(), trigger, cancellationToken: ct);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another process wrote it down in the same moment.
        }
    }

    /// <summary>What was taken out of the config while no process ran.</summary>
    private async Task TidyAsync(Dictionary<(string, string), Duty> wanted, CancellationToken ct)
    {
        foreach (var cluster in Duty.ClustersOf(node.Roles))
        {
            var scheduler = await FactoryOf(cluster).GetScheduler(ct);
            var there = await scheduler.QueryJobs(new JobQuery { Take = 10_000 }, ct);
            foreach (var gone in there.Items.Select(j => j.Key).Where(k => !wanted.ContainsKey((k.Group, k.Name))))
            {
                log.LogInformation("{Group} {Id} is not in the config any more and leaves the shared timetable", gone.Group, gone.Name);
                await scheduler.DeleteJob(gone, ct);
            }
        }

        _tidied = true;
    }

    private static ITrigger Trigger(Duty duty, DateTimeOffset first) => TriggerBuilder.Create()
        .WithIdentity(duty.Id, duty.Group)
        .StartAt(first)
        .UsingJobData(Every, Interval(duty))
        .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(duty.Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithExistingCount))
        .Build();

    private static string Interval(Duty duty) => ((long)duty.Every.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
