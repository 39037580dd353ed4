using System.Globalization;
using Monitor.Alerts.Digest;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Live;
using Quartz;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Puts the weekly letter into the outbox once per due moment. The last due moment is kept in the ledger, so neither a restart
/// nor a long pause sends it twice, and a pause shorter than the next due moment sends it late rather than never.
/// </summary>
internal sealed class DigestLoop(ICurrentConfig config, DigestGatherer gatherer, ILedger ledger, ChangeBus bus, TimeProvider time, ILogger<DigestLoop> log)
{
    private const string Setting = "digest.due";
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public async Task RunAsync(CancellationToken ct)
    {
        var c = config.Current;
        if (c.Digest.Channels.Count == 0) return;
        var now = time.GetUtcNow();
        var last = await LastAsync(now, ct);
        if (Due(c.Digest.Cron, last, now) is not { } due) return;

        var data = await gatherer.GatherAsync(due.AddDays(-7), due, ct);
        var composer = new DigestComposer();
        await ledger.CommitAsync(new JudgeOutcome { Notices = [.. c.Digest.Channels.Select(id => composer.Compose(data, id, now))] }, ct);
        await RememberAsync(due, ct);
        bus.Publish("notices");
        log.LogInformation("Weekly letter due {Due} handed to {Count} channel(s)", due, c.Digest.Channels.Count);
    }

    private async Task<DateTimeOffset> LastAsync(DateTimeOffset now, CancellationToken ct)
    {
        var text = await ledger.SettingAsync(Setting, ct);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)) return last;
        // A fresh installation has no week behind it; count from its first look.
        await RememberAsync(now, ct);
        return now;
    }

    // The newest due moment not yet served: after weeks of pause one letter goes out, not one for each.
    private static DateTimeOffset? Due(string cron, DateTimeOffset last, DateTimeOffset now)
    {
        var expression = new CronExpression(cron, Shanghai);
        DateTimeOffset? due = null;
        for (var next = expression.GetNextValidTimeAfter(last); next <= now; next = expression.GetNextValidTimeAfter(next.Value)) due = next;
        return due;
    }

    private Task RememberAsync(DateTimeOffset at, CancellationToken ct) => ledger.SetSettingAsync(Setting, at.ToString("O", CultureInfo.InvariantCulture), ct);
}
