using System.Security.Cryptography;
using System.Text;
using Monitor.Host.Configuration;
using Monitor.Host.Replicas;

namespace Monitor.Host.Scheduling;

/// <summary>One line of the timetable: which job, for which id, how often on the machine's clock.</summary>
internal sealed record Duty(Type Job, string Group, string Id, TimeSpan Every)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestJitter = TimeSpan.FromSeconds(30);

    /// <summary>Who does it: any process that has one of these roles.</summary>
    public NodeRole Role => Group switch
    {
        "source" => NodeRole.Collect,
        "target" => NodeRole.Probe,
        "judge" => NodeRole.Judge,
        "deliver" => NodeRole.Deliver,
        "models" => NodeRole.Collect | NodeRole.Judge | NodeRole.Board,
        "cases" or "digest" or "prune" => NodeRole.Judge | NodeRole.Deliver,
        _ => NodeRole.All,
    };

    /// <summary>
    /// Name of the timetable that processes share, in which each turn is one process's; null = each process has its own. A process cannot refuse
    /// a line of a timetable it reads, so there is one for each role.
    /// </summary>
    public string? Cluster => Group switch
    {
        "source" => "monitor-collect",
        "target" => "monitor-probe",
        "cases" or "digest" or "prune" => "monitor-keep",
        _ => null,
    };

    /// <summary>The shared timetables a process with these roles reads.</summary>
    public static IReadOnlyList<string> ClustersOf(NodeRole roles) =>
        [.. new[] { new Duty(typeof(SourceJob), "source", "", default), new Duty(typeof(TargetJob), "target", "", default), new Duty(typeof(CaseJob), "cases", "", default) }
            .Where(d => roles.Any(d.Role)).Select(d => d.Cluster!)];

    /// <summary>All duties of a config at a moment: intervals divided by the phase's tempo (sources and targets) and by speed (all).</summary>
    public static IReadOnlyList<Duty> Of(MonitorConfig config, DateTimeOffset now, double speed)
    {
        var tempo = config.Season.At(now)?.Tempo ?? 1;
        TimeSpan Pace(TimeSpan every, double factor) => Max(every / (factor * speed), Shortest);
        return
        [
            .. config.Sources.Where(s => s.Enabled).Select(s => new Duty(typeof(SourceJob), "source", s.Id, Pace(s.Interval, tempo))),
            .. config.Targets.Where(t => t.Enabled).Select(t => new Duty(typeof(TargetJob), "target", t.Id, Pace(t.Interval, tempo))),
            new Duty(typeof(JudgeJob), "judge", "judge", Pace(config.JudgeEvery, 1)),
            new Duty(typeof(ModelJob), "models", "models", Pace(TimeSpan.FromSeconds(5), 1)),
            new Duty(typeof(DeliverJob), "deliver", "deliver", Pace(TimeSpan.FromSeconds(2), 1)),
            new Duty(typeof(CaseJob), "cases", "cases", Pace(TimeSpan.FromSeconds(30), 1)),
            new Duty(typeof(DigestJob), "digest", "digest", Pace(TimeSpan.FromMinutes(1), 1)),
            new Duty(typeof(PruneJob), "prune", "prune", Pace(TimeSpan.FromHours(6), 1)),
            new Duty(typeof(TimetableJob), "timetable", "timetable", Pace(TimeSpan.FromSeconds(30), 1)),
        ];
    }

    /// <summary>Spread over the interval by a stable hash of the id: sources do not all knock at once, and a restart keeps the order.</summary>
    public TimeSpan Jitter()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Group + "/" + Id));
        var share = BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
        return (Every < LongestJitter ? Every : LongestJitter) * share;
    }

    /// <summary>The next turn on the grid that all processes share: counted from the epoch, so that whoever writes it down writes the same.</summary>
    public DateTimeOffset NextOnGrid(DateTimeOffset now)
    {
        var since = now - DateTimeOffset.UnixEpoch - Jitter();
        return DateTimeOffset.UnixEpoch + Jitter() + (Every * (Math.Floor(since / Every) + 1));
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
