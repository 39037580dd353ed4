using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>What follows when nobody acknowledges: reminders that grow rarer and stop, and the next person on the roster.</summary>
internal sealed class FollowUps(AlertingOptions rules, Router router, TellingDesk desk, DateTimeOffset now)
{
    public bool MayBeDue(Alert alert) =>
        alert.State != AlertState.Resolved && alert.AcknowledgedAt is null
        && ((rules.RemindAfter > TimeSpan.Zero && alert.Level >= rules.RemindFrom && alert.Reminders < rules.RemindTimes) || rules.OnCall.Any(s => Concerns(s, alert)));

    public void Tell(Alert alert, IReadOnlyList<Told> heard)
    {
        List<Told> told = [.. heard];
        List<(ChannelDefinition, NoticeKind)> due = [];
        var next = alert;
        if (Reminds(alert, heard))
        {
            next = next with { Reminders = alert.Reminders + 1, RemindedAt = now };
            due.AddRange(heard.Select(t => router.Channel(t.Channel)).OfType<ChannelDefinition>().Select(c => (c, NoticeKind.Reminder)));
            desk.Happened(alert, DecisionReason.Reminded, $"仍无人确认，第 {next.Reminders} 次提醒（最多 {rules.RemindTimes} 次）。");
        }

        var first = heard.Count == 0 ? alert.OpenedAt : heard.Min(t => t.At);
        // The clock has been put back since: better early than not for as long as it was ahead.
        if (first > now) first = DateTimeOffset.MinValue;
        foreach (var step in rules.OnCall.Where(s => Concerns(s, alert) && now - first >= s.After && s.Shift?.Contains(now) != false))
        {
            next = next with { PassedTo = [.. next.PassedTo, step.Name] };
            foreach (var channel in step.Channels.Select(router.Channel).OfType<ChannelDefinition>().Where(c => Router.MayHear(c, alert, everyTeam: true)))
            {
                due.RemoveAll(d => d.Item1.Id == channel.Id);
                due.Add((channel, NoticeKind.PassedOn));
                if (told.TrueForAll(t => t.Channel != channel.Id)) told.Add(new Told(channel.Id, alert.Level, now, alert.State == AlertState.Flapping, alert.Step));
            }

            desk.Happened(alert, DecisionReason.PassedOn, $"{step.After.TotalMinutes:0} 分钟内无人确认，转告{step.Name}。");
        }

        if (next != alert) desk.Offer(next with { Told = told }, due);
    }

    private bool Reminds(Alert alert, IReadOnlyList<Told> heard)
    {
        if (rules.RemindAfter <= TimeSpan.Zero || alert.Level < rules.RemindFrom || alert.Reminders >= rules.RemindTimes || heard.Count == 0) return false;
        var wait = rules.RemindAfter * Math.Pow(2, alert.Reminders);
        // Moments ahead of now are from before the clock was put back.
        var since = heard.Select(t => t.At).Append(alert.RemindedAt ?? DateTimeOffset.MinValue).Where(at => at <= now).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return now - since >= (wait > rules.RemindMost ? rules.RemindMost : wait);
    }

    private static bool Concerns(OnCallStep step, Alert alert) =>
        step.Team == alert.Team && alert.Level >= step.MinLevel && !alert.PassedTo.Contains(step.Name, StringComparer.Ordinal);
}
