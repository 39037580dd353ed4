using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Drill.Playing;

/// <summary>
/// Keeps exercises out of reality's way: while the service has a young notice unfinished on a channel, a drill's waits; and of a robot's messages a
/// minute it takes a third at most, from the part that is not kept for orange and red.
/// </summary>
internal sealed class DrillGate(ILedger real, MonitorConfig config, TimeProvider time) : IDrillGate
{
    private const int Looked = 200;
    private const int MostOfARobot = 6;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A real notice older than this waits for a broken channel, not for us.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(2);

    private static readonly string[] Robots = ["wecom", "dingtalk", "feishu"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _sent = new(StringComparer.Ordinal);

    public async Task<TimeSpan?> WaitAsync(string channel, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var open = await real.NoticesAsync(null, Looked, ct);
        if (open.Any(n => n.Notice.Channel == channel && n.Status is NoticeStatus.Waiting or NoticeStatus.Leased && now - n.Notice.CreatedAt < Young)) return Again;
        return config.Channels.Any(c => c.Id == channel && Robots.Contains(c.Kind, StringComparer.Ordinal)) ? Share(channel, now) : null;
    }

    private TimeSpan? Share(string channel, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_sent.TryGetValue(channel, out var sent)) _sent[channel] = sent = [];
            sent.RemoveAll(at => at <= now - Minute);
            if (sent.Count >= MostOfARobot) return sent[0] + Minute - now;
            sent.Add(now);
            return null;
        }
    }
}
