using Microsoft.Extensions.Logging;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Outbox;

/// <summary>
/// Takes due notices under a lease, sends them, records what the channel answered. At least once: a crash between the send and its record
/// repeats that one notice under the same id. Channels run side by side, so a hanging one delays only itself.
/// </summary>
public sealed class OutboxPump(
    ILedger ledger, IReadOnlyDictionary<string, INotifier> channels, TimeProvider time, Random jitter, ILogger<OutboxPump> log)
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>One pass; returns how many notices were tried.</summary>
    public async Task<int> PumpAsync(CancellationToken ct)
    {
        var due = await ledger.LeaseAsync(BatchSize, Lease, time.GetUtcNow(), ct);
        await Task.WhenAll(due.GroupBy(n => n.Channel, StringComparer.Ordinal).Select(g => ChannelAsync(g.Key, [.. g], ct)));
        return due.Count;
    }

    private async Task ChannelAsync(string channel, IReadOnlyList<Notice> notices, CancellationToken ct)
    {
        foreach (var notice in notices)
        {
            var receipt = channels.TryGetValue(channel, out var notifier)
                ? await SendAsync(notifier, notice, ct)
                : new Receipt(DeliveryOutcome.RetryLater, $"channel '{channel}' is not configured any more");
            await SettleAsync(notice, receipt, ct);
        }
    }

    private async Task<Receipt> SendAsync(INotifier notifier, Notice notice, CancellationToken ct)
    {
        try
        {
            return await notifier.SendAsync(notice, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogWarning("Channel {Channel} failed on notice {Notice}: {Error}", notice.Channel, notice.Id, e.GetType().Name);
            return new Receipt(DeliveryOutcome.RetryLater, e.GetType().Name);
        }
    }

    private async Task SettleAsync(Notice notice, Receipt receipt, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (receipt.Outcome == DeliveryOutcome.RetryLater && now - notice.CreatedAt > GiveUpAfter)
            receipt = new Receipt(DeliveryOutcome.Permanent, "given up after three days; last answer: " + receipt.Detail);
        if (receipt.Outcome != DeliveryOutcome.Delivered)
            log.LogWarning("Notice {Notice} to {Channel}: {Outcome}, {Detail}", notice.Id, notice.Channel, receipt.Outcome, receipt.Detail);
        DateTimeOffset? again = receipt.Outcome == DeliveryOutcome.RetryLater ? now + Backoff(notice.Attempts, receipt.RetryAfter) : null;
        // What was sent must be recorded even when the service is being stopped.
        await ledger.SettleAsync(notice.Id, receipt, now, again, receipt.Outcome == DeliveryOutcome.Delivered ? CancellationToken.None : ct);
    }

    /// <summary>1 s doubling to one hour, half of it by chance so that many notices do not come back together; never sooner than asked.</summary>
    private TimeSpan Backoff(int attempts, TimeSpan? asked)
    {
        var full = TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, Math.Clamp(attempts - 1, 0, 12))));
        double chance;
        lock (jitter) chance = jitter.NextDouble();
        var wait = full / 2 * (1 + chance);
        return asked > wait ? asked.Value : wait;
    }
}
