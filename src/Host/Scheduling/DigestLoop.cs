using System.Globalization;
using Monitor.Alerts.Digest;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Digests;
using Monitor.Host.Live;
using Quartz;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Puts the weekly letter and the daily brief into the outbox once per due moment. The moment is stored in the same transaction as the letters, and
/// the letters' ids name the period: neither a crash nor a restart nor a second host sends one twice. After a pause the newest one goes out, late.
/// </summary>
internal sealed class DigestLoop(ICurrentConfig config, DigestDesk desk, ILedger ledger, ChangeBus bus, TimeProvider time, ILogger<DigestLoop> log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var digest = config.Current.Digest;
        if (digest.Channels.Count + digest.Roles.Count > 0) await TurnAsync(DigestPeriod.Week, "digest.due", digest.Cron, always: true, ct);
        if (digest.Daily.Channels.Count + digest.Daily.Roles.Count > 0) await TurnAsync(DigestPeriod.Day, "digest.daily.due", digest.Daily.Cron, !digest.Daily.OnlyWithNews, ct);
    }

    private async Task TurnAsync(DigestPeriod period, string setting, string cron, bool always, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await LastAsync(setting, ct) is not { } last)
        {
            // A fresh installation has nothing behind it; count from its first look.
            await ledger.SetSettingAsync(setting, Text(now), ct);
            return;
        }

        if (Due(cron, last, now) is not { } due) return;
        var data = await desk.ReadAsync(DigestSpan.Of(period, due), ct);
        var letters = always || data.HasNews ? await desk.LettersAsync(data, null, now, ct) : [];
        await ledger.CommitAsync(new JudgeOutcome { Notices = letters, Settings = new Dictionary<string, string> { [setting] = Text(due) } }, ct);
        bus.Publish("notices");
        log.LogInformation("{Period} letter due {Due}: {Count} handed to the outbox", period, due, letters.Count);
    }

    private async Task<DateTimeOffset?> LastAsync(string setting, CancellationToken ct) =>
        DateTimeOffset.TryParse(await ledger.SettingAsync(setting, ct), CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) ? last : null;

    // The newest due moment not yet served: after weeks of pause one letter goes out, not one for each.
    private static DateTimeOffset? Due(string cron, DateTimeOffset last, DateTimeOffset now)
    {
        var expression = new CronExpression(cron, DigestSpan.Shanghai);
        DateTimeOffset? due = null;
        for (var next = expression.GetNextValidTimeAfter(last); next <= now; next = expression.GetNextValidTimeAfter(next.Value)) due = next;
        return due;
    }

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);
}
