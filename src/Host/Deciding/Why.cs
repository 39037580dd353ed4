using Monitor.Core.Alerts;
using Monitor.Host.Board.Markup;
using Monitor.Host.Configuration;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Deciding;

/// <summary>What one channel heard of an alert, or why it did not.</summary>
internal sealed record ChannelFate(string Channel, bool Told, string Text);

/// <summary>"Why did I get this, why not": for each configured channel, from the alert, its decisions and what waits.</summary>
internal static class Why
{
    private static readonly HashSet<DecisionReason> Holds = [DecisionReason.Silenced, DecisionReason.Maintenance, DecisionReason.Inhibited];

    /// <param name="decisions">Of the alert, newest first.</param>
    public static IReadOnlyList<ChannelFate> Of(MonitorConfig config, Alert alert, Standing standing, IReadOnlyList<Decision> decisions, DateTimeOffset now) =>
        [.. config.Channels.Select(c => Of(c, config, alert, standing, decisions, now))];

    private static ChannelFate Of(ChannelDefinition channel, MonitorConfig config, Alert alert, Standing standing, IReadOnlyList<Decision> decisions, DateTimeOffset now)
    {
        ChannelFate Not(string why) => new(channel.Id, false, why);
        if (standing.Held.LastOrDefault(h => h.AlertId == alert.Id && h.Channel == channel.Id) is { } held) return Not(Waits(held));
        if (alert.Told?.FirstOrDefault(t => t.Channel == channel.Id) is { } told)
            return new ChannelFate(channel.Id, true, $"{Times.Full(told.At)} 已告知{Words.Of(told.Level)}{(alert.State == AlertState.Resolved ? "，结束也已告知" : "")}");
        if (channel.OnCallOnly) return Not("只在无人确认、按值班表转告时使用");
        if (!channel.Teams.Contains(alert.Team))
        {
            if (channel.Teams.Count > 0) return Not($"不接收{Words.Of(alert.Team)}团队的告警");
            if (alert.Restricted) return Not("内容受限，只发给指明该团队的渠道");
        }

        if (channel.MinLevel > alert.Level) return Not($"只接收{Words.Of(channel.MinLevel)}及以上，本告警为{Words.Of(alert.Level)}");
        if (alert.Told is null) return new ChannelFate(channel.Id, true, "开始时已告知（早于逐渠道记录）");
        if (alert.State == AlertState.Resolved) return Not(decisions.FirstOrDefault(d => Holds.Contains(d.Reason))?.Text ?? "开始时未通知，结束也不通知");
        if (standing.Silences.FirstOrDefault(s => s.Covers(alert, now)) is { } silence) return Not($"被 {silence.Owner} 静默至 {Times.Full(silence.Until)}：{silence.Reason}");
        if (Maintenance(config, alert, now) is { } reason) return Not($"系统处于维护时段：{reason}");
        return Not(decisions.FirstOrDefault(d => Holds.Contains(d.Reason))?.Text ?? "将在下一次研判时通知");
    }

    private static string Waits(HeldNotice held) => held.Cause switch
    {
        HoldCause.Quiet => $"处于免打扰时段，自 {Times.Full(held.At)} 起等待汇总",
        HoldCause.Capped => $"该渠道已达 24 小时上限，自 {Times.Full(held.At)} 起等待汇总",
        _ => $"短时间内告警过多，自 {Times.Full(held.At)} 起等待合并",
    };

    private static string? Maintenance(MonitorConfig config, Alert alert, DateTimeOffset now) =>
        TargetPlanner.TargetOf(config, alert)?.Maintenance.FirstOrDefault(m => m.Contains(now))?.Reason;
}
