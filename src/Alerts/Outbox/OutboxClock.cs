using Microsoft.Extensions.Logging;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Outbox;

/// <summary>
/// The time of delivery. Stored waits and ages are moments of the wall clock, which a person, a time server or a dead battery may move: what the
/// machine's steady clock does not confirm is a jump, and all that waits is moved along with it, so that neither is a notice given up years too
/// early nor does one wait for years, nor do all come due in one moment. Time in which nobody was there to send makes no notice older.
/// </summary>
internal sealed class OutboxClock(IDeliveryLedger ledger, TimeProvider time, ILogger log)
{
    /// <summary>A time server's ordinary corrections are none of our business.</summary>
    private static readonly TimeSpan Jump = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Close = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (DateTimeOffset Wall, long Steady)? _last;
    private DateTimeOffset _noted;

    /// <summary>The present moment, with what waits in keeping with it.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var (wall, steady) = Read();
            if (_last is not { } last) await BeginAsync(wall, ct);
            else if (wall - last.Wall - time.GetElapsedTime(last.Steady, steady) is var jump && jump.Duration() >= Jump) await MoveAsync(jump, jump, wall, ct);
            else if (wall - _noted >= NoteEvery) await MoveAsync(default, default, wall, ct);
            _last = (wall, steady);
            return wall;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>At the end of work: time from now on is time in which nobody sends.</summary>
    public async Task RestAsync()
    {
        try
        {
            if (_last is not null) await MoveAsync(default, default, await NowAsync(CancellationToken.None), CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogWarning("The end of delivery could not be noted: {Error}; the next start counts from a minute earlier at most", e.GetType().Name);
        }
    }

    /// <summary>Both clocks at one moment: a thread put to sleep between them would look like a jump, most of all under a demo's fast clock.</summary>
    private (DateTimeOffset Wall, long Steady) Read()
    {
        for (var tries = 0; ; tries++)
        {
            var before = time.GetTimestamp();
            var wall = time.GetUtcNow();
            if (time.GetElapsedTime(before) < Close || tries == 9) return (wall, before);
        }
    }

    private async Task BeginAsync(DateTimeOffset wall, CancellationToken ct)
    {
        var away = wall - (await ledger.DeliverySeenAsync(ct) ?? wall);
        // Waits that ended meanwhile have ended; only a clock behind the stored one would prolong them.
        await MoveAsync(away < -Jump ? away : default, away.Duration() < Jump ? default : away, wall, ct);
    }

    private async Task MoveAsync(TimeSpan waits, TimeSpan ages, DateTimeOffset wall, CancellationToken ct)
    {
        if (ages != default) log.LogWarning("The clock moved by {Jump}, or delivery rested that long: what waits was moved along", ages);
        await ledger.ShiftClocksAsync(waits, ages, wall, ct);
        _noted = wall;
    }
}
