using System.Collections.Concurrent;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Board.Access;

/// <summary>
/// Notes who read what tells of people in distress. An open page fetches itself anew with every change: the same person's look at the same thing is
/// noted once in ten minutes. That is judged by what was noted, never by what the request says of itself.
/// </summary>
internal sealed class RestrictedReads(ILedger ledger, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<(string Who, string What), DateTimeOffset> _noted = new();

    /// <summary>Writes first, so that nothing is shown that could not be noted.</summary>
    public static Task NoteAsync(HttpContext context, string what, CancellationToken ct) =>
        context.RequestServices.GetRequiredService<RestrictedReads>().NoteAsync(context.User.Identity!.Name!, what, ct);

    private async Task NoteAsync(string who, string what, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_noted.TryGetValue((who, what), out var at) && now - at < Again) return;
        await ledger.AuditAsync(new AuditEntry(now, who, "restricted.read", what, null), ct);
        if (_noted.Count >= MostKept) _noted.Clear();
        _noted[(who, what)] = now;
    }
}
