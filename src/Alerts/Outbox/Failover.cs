using Microsoft.Extensions.Logging;
using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Outbox;

/// <summary>
/// Hands what one channel does not deliver to its failover channel, as one marked copy for each notice. The notice itself goes on being tried:
/// should its channel recover, it arrives late and unmarked, for its parts and recipients are noted by its text, and twice is better than never.
/// </summary>
internal sealed class Failover(ILedger ledger, Func<IReadOnlyList<ChannelDefinition>> channels, ILogger log)
{
    private const int Most = 200;

    /// <summary>One look over all channels; how many copies it made.</summary>
    public async Task<int> LookAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (all, made) = (channels(), 0);
        foreach (var from in all.Where(c => c.Failover is not null))
        {
            if (all.FirstOrDefault(c => c.Id == from.Failover) is not { } to || to.Id == from.Id) continue;
            try
            {
                var watch = new FailoverWatch(from.Id, to.Id, from.FailoverAfter, from.CalmFailoverAfter());
                foreach (var stuck in await ledger.StuckAsync(watch, now, Most, ct))
                    if (await HandAsync(stuck, from, to, now, ct)) made++;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Failover from {Channel} to {Other} failed; it is looked at again", from.Id, to.Id);
            }
        }

        return made;
    }

    private async Task<bool> HandAsync(StuckNotice stuck, ChannelDefinition from, ChannelDefinition to, DateTimeOffset now, CancellationToken ct)
    {
        var notice = stuck.Notice;
        // Blue and yellow wait for the morning here too; the next look sees them again.
        if (notice.Level < WarningLevel.Orange && to.Quiet.Any(q => q.Contains(now))) return false;
        var alert = notice.AlertId is { } id ? await ledger.AlertAsync(id, ct) : null;
        var no = Refusal(notice, alert, from, to);
        var text = no is null ? FailoverText.Decided(stuck, from.Id, to.Id) : $"渠道 {from.Id} 未送达；备用渠道 {to.Id} 不接收：{no}";
        var decision = new Decision(alert?.Fingerprint ?? "delivery:" + from.Id, alert?.Id, now, DecisionReason.FailedOver, text, no is null);
        if (!await ledger.HandOnAsync(new HandOver(notice.Id, to.Id, no is null ? FailoverText.Copy(notice, to.Id, now) : null, decision), ct)) return false;
        log.LogWarning("Notice {Notice} is not delivered by {Channel}; copied to {Other}: {Copied}", notice.Id, from.Id, to.Id, no is null);
        return no is null;
    }

    /// <summary>Why the other channel may not hear of it; null when it may.</summary>
    private static string? Refusal(Notice notice, Alert? alert, ChannelDefinition from, ChannelDefinition to)
    {
        if (notice.FailedAt?.Contains(to.Id, StringComparer.Ordinal) == true) return "它自己也未送达";
        if (notice.To.Count > 0) return "个人信件只发本人邮箱";
        if (notice.Level < to.MinLevel) return "等级低于该渠道的下限";
        if (alert is null) return HearsAll(from, to) ? null : "该渠道不接收原渠道的全部团队";
        return Router.MayHear(to, alert, everyTeam: notice.Kind == NoticeKind.PassedOn) ? null : alert.Restricted ? "内容受限，只发给指明该团队的渠道" : "不接收该团队的告警";
    }

    /// <summary>A list or a letter may tell of anything its channel may hear, what is restricted too, so the other must be allowed all of that.</summary>
    private static bool HearsAll(ChannelDefinition from, ChannelDefinition to) =>
        from.Teams.Count > 0 ? from.Teams.All(to.Teams.Contains) : to.Teams.Count == 0 || Enum.GetValues<Team>().All(to.Teams.Contains);
}
