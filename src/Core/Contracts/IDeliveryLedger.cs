using Monitor.Core.Alerts;

namespace Monitor.Core.Contracts;

/// <summary>What delivery keeps beside lease and answer: progress within a send, handing on, dead letters, its clock; a part of the ledger.</summary>
public interface IDeliveryLedger
{
    /// <summary>Writes down how far a send under way has come, so that a crash repeats no part. False, and nothing is changed, when the lease has passed on.</summary>
    Task<bool> NoteProgressAsync(LeasedNotice leased, string progress, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Notices of the watch's channel that were not handed on yet and are either undelivered for as long as it allows or dead for less than a day;
    /// oldest first. Those once kept from the same failover channel are left out.
    /// </summary>
    Task<IReadOnlyList<StuckNotice>> StuckAsync(FailoverWatch watch, DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>
    /// Stores copy, mark and decision in one transaction. False, and nothing is stored, when the notice was delivered or handed on in the meantime:
    /// there is one copy at most of each notice.
    /// </summary>
    Task<bool> HandOnAsync(HandOver handOver, CancellationToken ct);

    /// <summary>
    /// Moves the times of unfinished notices, because the clock they were written by was moved or nobody was there to send.
    /// </summary>
    /// <param name="waits">Added to the ends of waits and leases.</param>
    /// <param name="ages">Added to the moments from which giving up and failover count.</param>
    /// <param name="seen">Stored with it as the latest moment known; see <see cref="DeliverySeenAsync"/>.</param>
    Task ShiftClocksAsync(TimeSpan waits, TimeSpan ages, DateTimeOffset seen, CancellationToken ct);

    /// <summary>The latest moment at which delivery was at work; null on a new store.</summary>
    Task<DateTimeOffset?> DeliverySeenAsync(CancellationToken ct);

    /// <summary>Every channel that ever had a notice, by id.</summary>
    Task<IReadOnlyList<ChannelStanding>> ChannelsAsync(CancellationToken ct);

    /// <summary>When each channel was last spoken to, as far as anyone knows: leases and parts count as well as answers.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> LastSpokenAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>Newest first, of one channel or of all; those set aside left out.</summary>
    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? channel, int limit, CancellationToken ct);

    Task<DeadLetter?> DeadLetterAsync(string id, CancellationToken ct);

    /// <summary>How many there are, those set aside left out.</summary>
    Task<int> DeadCountAsync(CancellationToken ct);

    /// <summary>
    /// Puts dead letters back with a fresh clock and no attempts; who has it already stays noted. Each is audited in the same transaction.
    /// </summary>
    /// <returns>Ids that truly were dead letters.</returns>
    Task<IReadOnlyList<string>> ResendAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct);

    /// <summary>Dead letters nobody will send again: they stay in their alert's story, and nowhere else. Audited as above.</summary>
    /// <returns>Ids that truly were dead letters and were not yet set aside.</returns>
    Task<IReadOnlyList<string>> SetAsideAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Deletes what ended before then: alerts with their decisions, notices and verdicts, closed cases, silences, rows of summaries. What an open
    /// alert or an open case needs is kept; the audit trail is never touched.
    /// </summary>
    /// <returns>How many rows went.</returns>
    Task<int> PruneAlertsAsync(DateTimeOffset before, CancellationToken ct);
}
