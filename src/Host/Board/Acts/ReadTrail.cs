using System.Collections.Concurrent;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Drill.Pages;

namespace Monitor.Host.Board.Acts;

/// <summary>
/// Who read what is restricted goes into the audit trail. An open page reads itself anew every few seconds: of one reader and one thing a read counts once
/// in <see cref="Once"/>.
/// </summary>
internal sealed class ReadTrail(ILedger ledger, TimeProvider time)
{
    public const string Action = "read.restricted";
    public static readonly TimeSpan Once = TimeSpan.FromMinutes(10);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Who, string What), DateTimeOffset> _read = new();

    /// <param name="what">Such as alerts, or the id of one.</param>
    /// <param name="restricted">Whether what is about to be shown is; otherwise nothing is noted.</param>
    public static Task NoteAsync(HttpContext context, string what, bool restricted, CancellationToken ct) =>
        // An exercise's people are invented.
        restricted && DrillDoor.Of(context) is null ? context.RequestServices.GetRequiredService<ReadTrail>().NoteAsync(context.User.Identity?.Name ?? "?", what, ct) : Task.CompletedTask;

    /// <exception cref="Storage.StoreException">It could not be noted; then it must not be shown either.</exception>
    private async Task NoteAsync(string who, string what, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_read.TryGetValue((who, what), out var at) && now - at < Once && now >= at) return;
        await ledger.AuditAsync(new AuditEntry(now, who, Action, what, null), ct);
        if (_read.Count >= Most) _read.Clear();
        _read[(who, what)] = now;
    }
}
