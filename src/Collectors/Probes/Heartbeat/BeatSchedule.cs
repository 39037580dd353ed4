using Cronos;

namespace Monitor.Collectors.Probes.Heartbeat;

/// <summary>
/// When the next report is due. Cron expressions are read on the zone's clock: a time that the change to summer time skips is due at the change, one that
/// the change back repeats is due once (Vixie cron's rule, as Cronos keeps it).
/// </summary>
internal sealed class BeatSchedule
{
    /// <summary>A job whose clock is a little fast reports before its time; that report is still the one of that time.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _every;
    private readonly CronExpression? _cron;
    private readonly TimeZoneInfo _zone;
    private readonly TimeSpan _early;

    public BeatSchedule(HeartbeatProbeOptions options)
    {
        (_every, _cron) = (options.Every ?? TimeSpan.Zero, options.Cron is null ? null : CronExpression.Parse(options.Cron));
        _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Zone);
        _early = options.Grace < Early ? options.Grace : Early;
    }

    /// <summary>The moment at which the one after a report of that moment is expected; null when the expression never comes true again.</summary>
    public DateTimeOffset? After(DateTimeOffset report) => _cron is null ? report + _every : _cron.GetNextOccurrence(report + _early, _zone);

    /// <summary>What is expected, in Chinese.</summary>
    /// <param name="due">The moment that was missed.</param>
    public string Words(DateTimeOffset due) => _cron is null
        ? $"应每 {SpanWords.Of(_every)}"
        : $"应于 {TimeZoneInfo.ConvertTime(due, _zone).ToString("MM-dd HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture)}";
}
