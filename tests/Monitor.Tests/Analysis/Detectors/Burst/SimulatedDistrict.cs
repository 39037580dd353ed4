using Monitor.Analysis.Detectors.Burst;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors.Burst;

/// <summary>
/// Weeks of made-up negative posts on one topic, with a day's and a week's rise and fall, judged by the real detector every five minutes.
/// Clumps: each arrival brings a geometric number of posts; wavering: the pace of each hour is drawn anew (gamma).
/// </summary>
internal sealed class SimulatedDistrict(int seed, double perHour, double clump = 1, double waver = 0)
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 0, 0, 0, TimeSpan.FromHours(8));
    private readonly Random _random = new(seed);
    private readonly List<Post> _posts = [];
    private readonly Dictionary<DateTimeOffset, int> _hours = [];

    /// <summary>Posts added to every minute of a stretch: day of the judged ones, minute of the day, length, posts a minute.</summary>
    public (int Day, int Minute, int Length, int Posts)? Injected { get; init; }

    /// <summary>Weeks of history before the judged days.</summary>
    public int Weeks { get; init; } = 4;

    /// <summary>Moments, in minutes of the judged days, at which a burst opened.</summary>
    public List<int> Run(BurstOptions options, int days)
    {
        var opened = new List<int>();
        var detector = new BurstDetector(options);
        var judged = Start.AddDays(7 * Weeks);
        for (var at = Start; at < judged; at = at.AddHours(1)) Hour(at, Weeks == 0 ? -1 : 0);
        var open = false;
        for (var minute = 0; minute < days * 1440; minute++)
        {
            var now = judged.AddMinutes(minute);
            if (minute % 60 == 0) Hour(now, 1);
            if (minute % 5 != 0) continue;
            var signal = Look(detector, now, options, open);
            if (signal?.State == SignalState.Firing && !open) opened.Add(minute);
            open = signal is null ? open : signal.State != SignalState.Clear;
        }

        return opened;
    }

    private Signal? Look(BurstDetector detector, DateTimeOffset now, BurstOptions options, bool open)
    {
        _posts.RemoveAll(p => p.FirstSeen < now.AddDays(-1));
        // As the detector would find: too few say nothing.
        if (!open && _posts.Count(p => p.FirstSeen > now - options.Bucket && p.FirstSeen <= now) < options.MinCount) return null;
        return detector.Detect(Empty with
        {
            Now = now,
            Posts = [.. _posts.Where(p => p.FirstSeen <= now)],
            History = [.. _hours.Where(h => h.Key > now - HourTally.Memory && h.Key <= now).Select(h => new HourCount(h.Key, Topics.SystemOutage, SentimentLabel.Negative, h.Value))],
            OpenFingerprints = open ? new HashSet<string> { "burst:system_outage" } : new HashSet<string>(),
        }).SingleOrDefault();
    }

    private void Hour(DateTimeOffset hour, int keep)
    {
        var times = Arrivals(hour).ToList();
        if (keep > 0) _posts.AddRange(times.Select((t, i) => Post($"{hour:MMddHH}-{i}", 0, topic: Topics.SystemOutage) with { FirstSeen = t }));
        if (keep >= 0) _hours[hour] = times.Count;
    }

    private IEnumerable<DateTimeOffset> Arrivals(DateTimeOffset hour)
    {
        var pace = perHour * Season(hour) * (waver > 0 ? Gamma(1 / waver) * waver : 1) / clump;
        var at = 0.0;
        while ((at += -Math.Log(1 - _random.NextDouble()) * 60 / pace) < 60)
        {
            do yield return hour.AddMinutes(at);
            while (_random.NextDouble() > 1 / clump);
        }

        if (Injected is not { } more || hour < Start.AddDays((7 * Weeks) + more.Day)) yield break;
        for (var i = 0; i < 60; i++)
        {
            var minute = (hour.AddMinutes(i) - Start.AddDays((7 * Weeks) + more.Day)).TotalMinutes;
            if (minute < more.Minute || minute >= more.Minute + more.Length) continue;
            for (var n = 0; n < more.Posts; n++) yield return hour.AddMinutes(i);
        }
    }

    /// <summary>Mean one: quiet nights, busy evenings, weekends half as busy again.</summary>
    private static double Season(DateTimeOffset hour)
    {
        var day = 1 + (0.9 * Math.Sin(2 * Math.PI * (hour.Hour - 13) / 24.0));
        return day * (hour.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1.5 : 1) / 1.14;
    }

    /// <summary>Marsaglia and Tsang 2000, for shapes from one.</summary>
    private double Gamma(double shape)
    {
        var d = shape - (1 / 3.0);
        while (true)
        {
            var x = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - _random.NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }
}
