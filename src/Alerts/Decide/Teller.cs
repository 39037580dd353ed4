using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>
/// Compares what each channel should know of each alert with what it was told, and says the difference unless something holds it. What is held
/// stays a difference, so it is told when the hold ends and is still true; what was told is always told to be over.
/// </summary>
internal sealed class Teller(AlertBookOptions options, Router router, NoticeVoice voice, BookMemory memory)
{
    private readonly TargetPlans _plans = new(options.Targets);

    public void Tell(Verdicts verdicts, Standing standing, DateTimeOffset now)
    {
        var gates = new Gates(_plans, new Causes(_plans, verdicts.Alerts), verdicts, standing.Silences, now);
        var floor = new Floor(options.Rules, standing, now);
        var desk = new TellingDesk(verdicts, floor, voice, memory, now);
        foreach (var alert in verdicts.Alerts.OrderBy(Rank).ThenBy(a => a.OpenedAt).ThenBy(a => a.Id, StringComparer.Ordinal).ToList())
            TellOne(alert, gates, desk, now);
        var followUps = new FollowUps(options.Rules, router, desk, now);
        foreach (var alert in verdicts.Alerts.Where(followUps.MayBeDue).ToList())
            if (gates.OfPeople(alert) is null && !desk.IsHeld(alert.Id)) followUps.Tell(alert, Heard(alert));
        desk.SayWhatHappened();
        Summaries.Tell(options.Rules, router, floor, voice, standing, verdicts, now);
    }

    public IReadOnlyList<Notice> ToThoseWhoHeard(Alert alert, NoticeKind kind, DateTimeOffset now) =>
        [.. Heard(alert).Where(t => router.Channel(t.Channel) is not null).Select(t => voice.One(alert, kind, t.Channel, now) with { Topic = alert.Kind })];

    private void TellOne(Alert alert, Gates gates, TellingDesk desk, DateTimeOffset now)
    {
        var heard = Heard(alert).ToDictionary(t => t.Channel, StringComparer.Ordinal);
        var channels = router.For(alert).Select(c => c.Id).Union(heard.Keys.ToList(), StringComparer.Ordinal);
        Reason? people = null;
        var asked = false;
        List<(ChannelDefinition Channel, NoticeKind Kind)> due = [];
        foreach (var id in channels)
        {
            if (router.Channel(id) is not { } channel || Due(alert, heard.GetValueOrDefault(id)) is not { } kind) continue;
            if (!asked) (people, asked) = (alert.State == AlertState.Resolved ? null : gates.OfPeople(alert), true);
            if (alert.State != AlertState.Resolved && (people ?? gates.OfCause(alert, id)) is { } reason)
            {
                desk.Hold(alert, reason);
                continue;
            }

            due.Add((channel, kind));
            heard[id] = new Told(id, alert.Level, now, alert.State == AlertState.Flapping, alert.Step);
        }

        desk.EndHolds(alert);
        if (due.Count > 0) desk.Offer(alert with { Told = [.. heard.Values] }, due);
    }

    private static NoticeKind? Due(Alert alert, Told? told) => (alert.State, told) switch
    {
        (AlertState.Resolved, null) => null,
        (AlertState.Resolved, { Flapping: true }) => NoticeKind.Settled,
        (AlertState.Resolved, _) => NoticeKind.Resolved,
        (AlertState.Flapping, null or { Flapping: false }) => NoticeKind.Flapping,
        (_, null) => NoticeKind.Opened,
        _ when told.Level < alert.Level || told.Step < alert.Step => NoticeKind.Escalated,
        (not AlertState.Flapping, { Flapping: true }) => NoticeKind.Settled,
        _ => null,
    };

    private IReadOnlyList<Told> Heard(Alert alert) => alert.Told ?? [.. router.For(alert).Select(c => new Told(c.Id, alert.Level, alert.OpenedAt, Step: alert.Step))];

    /// <summary>Causes before what they explain.</summary>
    private int Rank(Alert alert) =>
        alert.Kind == Causes.Outage ? _plans.Of(alert) is { } own ? options.Targets.Keys.Count(k => own.Plan.DependsOn.Count > 0 && _plans.DependsOn(own.Id, k)) : 0
        : alert.Kind == Causes.Joint ? 1_000_000 : 1_000_001;
}
