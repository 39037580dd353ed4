using Monitor.Alerts.Templates;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Live;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Cases;

/// <summary>Looks at the clocks of open cases and puts reminders into the outbox; each limit is told once when near and once when passed.</summary>
internal sealed class CaseLoop(ICurrentConfig config, ILedger ledger, ICaseWords words, CurrentWriter writer, ChangeBus bus, TimeProvider time, ILogger<CaseLoop> log)
{
    private const int Most = 1_000;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private bool _caughtUp;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var open = (await ledger.CasesAsync(now, Most, ct)).Where(c => c.State != CaseState.Closed).ToList();
        if (!_caughtUp)
        {
            // An answer stored just before a crash may not have become an official word.
            foreach (var answered in open.Where(c => c.Answer is not null)) await words.PublishAsync(answered, ct);
            _caughtUp = true;
        }

        // Ids are those of the limit, so the outbox ignores what an earlier life of the service has put there.
        var notices = new List<Notice>();
        foreach (var (subject, clock, channel) in open.SelectMany(c => Due(c, config.Current, now)).Where(d => !_told.Contains(NoticeWriter.ReminderId(d.Subject, d.Clock, d.Channel))))
            notices.Add(writer.Now.Reminder(subject, clock, subject.AlertId is { } id ? await ledger.AlertAsync(id, ct) : null, channel, now));
        if (notices.Count == 0) return;
        await ledger.CommitAsync(new JudgeOutcome { Notices = notices }, ct);
        _told.UnionWith(notices.Select(n => n.Id));
        bus.Publish("notices");
        bus.Publish("cases");
        log.LogInformation("{Count} case reminder(s) handed over", notices.Count);
    }

    private static IEnumerable<(Case Subject, CaseClock Clock, string Channel)> Due(Case subject, MonitorConfig config, DateTimeOffset now) =>
        from clock in CaseClock.Of(subject, config.Cases.Limits, now)
        where clock.State is ClockState.Soon or ClockState.Late
        from channel in config.Channels
        where Hears(channel, subject, config.Cases.Channels)
        select (subject, clock, channel.Id);

    /// <summary>As alerts: what is restricted goes only to channels that name its team, whoever listed the channel.</summary>
    private static bool Hears(ChannelDefinition channel, Case subject, IReadOnlyList<string> chosen)
    {
        if (subject.Restricted && !channel.Teams.Contains(subject.Team)) return false;
        if (chosen.Count > 0) return chosen.Contains(channel.Id, StringComparer.Ordinal);
        return (channel.Teams.Count == 0 || channel.Teams.Contains(subject.Team)) && channel.MinLevel <= subject.Level;
    }
}
