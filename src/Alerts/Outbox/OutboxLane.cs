using Microsoft.Extensions.Logging;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Telemetry;

namespace Monitor.Alerts.Outbox;

/// <summary>
/// One channel's turn: takes one notice, sends it, records the answer, and so on until none is due. One at a time, so that a lease
/// need outlast one send only and a severe notice that comes meanwhile is next.
/// </summary>
internal sealed class OutboxLane(
    string channel, ILedger ledger, IReadOnlyDictionary<string, INotifier> channels, Patience patience, OutboxClock clock, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SendLimit _limit = new(time, log);

    /// <param name="settled">Told after each recorded answer.</param>
    /// <param name="stopping">No further notice is taken.</param>
    /// <param name="hurry">The one in flight is given up too.</param>
    public async Task RunAsync(Action settled, CancellationToken stopping, CancellationToken hurry)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var notifier = channels.GetValueOrDefault(channel);
                var lease = (notifier?.Limit ?? TimeSpan.Zero) + SendLimit.Grace + Margin;
                // Until the answer is recorded time goes on steadily from here: were the wall clock moved meanwhile, what waits is moved after it.
                var (taken, began) = (await clock.NowAsync(stopping), time.GetTimestamp());
                if (await ledger.LeaseAsync(channel, lease, taken, stopping) is not { } leased) return;
                DateTimeOffset Now() => taken + time.GetElapsedTime(began);
                using var span = Traces.BeginOnWay("deliver", leased.Notice.AlertId is { } about ? [about] : []);
                span?.SetTag("notice.id", leased.Notice.Id).SetTag("channel", channel).SetTag("alert.id", leased.Notice.AlertId);
                var receipt = notifier is null
                    ? new Receipt(DeliveryOutcome.RetryLater, $"channel '{channel}' is not configured any more")
                    : await _limit.SendAsync(notifier, leased.Notice, progress => NoteAsync(leased, progress, Now()), hurry);
                span?.SetTag("outcome", receipt.Outcome.ToString());
                if (await SettleAsync(leased, receipt, Now(), hurry.IsCancellationRequested)) settled();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing was taken; what is due is due again after the next start.
        }
        catch (Exception e)
        {
            log.LogError(e, "Channel {Channel} could not take its next notice; it goes on at the next turn", channel);
        }
    }

    private async Task<bool> SettleAsync(LeasedNotice leased, Receipt receipt, DateTimeOffset now, bool hurried)
    {
        var notice = leased.Notice;
        receipt = receipt with { Detail = Hidden(receipt.Detail, notice) };
        if (receipt is { Outcome: DeliveryOutcome.RetryLater, Held: false } && patience.IsOver(channel, now - leased.Since) is { } over)
            receipt = receipt with { Outcome = DeliveryOutcome.Permanent, Detail = $"given up after {over}; last answer: {receipt.Detail}" };
        if (receipt.Held) log.LogDebug("Notice {Notice} to {Channel} waits for room: {Detail}", notice.Id, channel, receipt.Detail);
        else if (receipt.Outcome != DeliveryOutcome.Delivered)
            log.LogWarning("Notice {Notice} to {Channel}: {Outcome}, {Detail}", notice.Id, channel, receipt.Outcome, receipt.Detail);
        DateTimeOffset? again = receipt.Outcome != DeliveryOutcome.RetryLater ? null : hurried ? now : receipt.Held ? now + (receipt.RetryAfter ?? TimeSpan.Zero) : now + patience.Pause(notice.Attempts, receipt.RetryAfter);
        try
        {
            // What was sent must be recorded even when the service is being stopped.
            if (await ledger.SettleAsync(leased, receipt, now, again, CancellationToken.None))
            {
                Vitals.Deliveries.Add(1, new("channel", channel), new("outcome", receipt.Held ? "held" : receipt.Outcome.ToString().ToLowerInvariant()));
                if (receipt.Outcome == DeliveryOutcome.Delivered) Vitals.DeliverySeconds.Record(Math.Max(0, (now - notice.CreatedAt).TotalSeconds), new KeyValuePair<string, object?>("channel", channel));
                return true;
            }


            log.LogWarning("Notice {Notice} to {Channel}: the answer came after its lease had passed on and is not recorded", notice.Id, channel);
        }
        catch (Exception e)
        {
            log.LogError(e, "The answer on notice {Notice} could not be recorded; it is sent again when its lease ends", notice.Id);
        }

        return false;
    }

    /// <summary>A part that could not be noted costs a repeat after a crash, never the rest of the message.</summary>
    private async Task NoteAsync(LeasedNotice leased, string progress, DateTimeOffset now)
    {
        try
        {
            await ledger.NoteProgressAsync(leased, progress, now, CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogWarning("The progress of notice {Notice} could not be noted: {Error}", leased.Notice.Id, e.GetType().Name);
        }
    }

    /// <summary>A receiver that echoes what it got must not put a link that acts into receipts and logs.</summary>
    private static string Hidden(string detail, Notice notice) =>
        notice.Links.Where(l => l.Acts).Aggregate(detail, (text, link) => text.Replace(link.Url[(link.Url.LastIndexOf('/') + 1)..], "***", StringComparison.Ordinal));
}
