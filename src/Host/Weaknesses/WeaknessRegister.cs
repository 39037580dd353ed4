using System.Collections.Concurrent;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Host.Configuration;
using Monitor.Host.Live;

namespace Monitor.Host.Weaknesses;

/// <summary>
/// Keeps the register in step with what probes see. What is not mended is held in memory and read anew now and then, so that a check without findings of a
/// target without weaknesses costs nothing, and one that shows what is known already hardly more.
/// </summary>
internal sealed class WeaknessRegister(ICurrentConfig config, ILedger ledger, ChangeBus bus, TimeProvider time, ILogger<WeaknessRegister> log)
{
    /// <summary>Other processes and people write too; what they wrote is read again after this.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private const int Most = 100_000;
    private const int MostAttempts = 50;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Held? _held;

    /// <summary>What is not mended, accepted risks too.</summary>
    public async Task<IReadOnlyList<Weakness>> UnmendedAsync(CancellationToken ct) => (await HeldAsync(ct)).All;

    /// <summary>What is held no longer counts: somebody has written.</summary>
    public void Forget() => _held = null;

    /// <summary>Takes in one stored result. A register that cannot be written is no reason to lose a check: it is logged, and the next look tells again.</summary>
    public async Task NoteAsync(ProbeResult result, CancellationToken ct)
    {
        try
        {
            var known = (await HeldAsync(ct)).Of(result.TargetId);
            if (known.Count == 0 && !result.Findings.Any(WeaknessKey.Is)) return;
            if (config.Current.Targets.FirstOrDefault(t => t.Id == result.TargetId)?.Kind is not { } kind) return;
            await TakeAsync(WeaknessLook.Of(kind, result), known, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(e, "The register of weaknesses could not take in a check of {Target}; the next look tells again", result.TargetId);
        }
    }

    private async Task TakeAsync(WeaknessLook look, IReadOnlyList<Weakness> known, CancellationToken ct)
    {
        // What is held lacks the mended ones: a finding it does not have may be one that came back.
        if (look.Seen.Keys.Any(k => known.All(w => w.Fingerprint != k))) known = await ledger.WeaknessesOfAsync(look.TargetId, ct);
        for (var attempt = 1; ; attempt++)
        {
            var changed = WeaknessMachine.Apply(known, look, config.Current.Weaknesses);
            if (changed.Count == 0) return;
            try
            {
                var saved = await ledger.SaveWeaknessesAsync(changed, null, ct);
                Tell(known, saved);
                _held?.Keep(look.TargetId, [.. known.Where(k => saved.All(s => s.Fingerprint != k.Fingerprint)), .. saved]);
                return;
            }
            catch (InvalidOperationException) when (attempt < MostAttempts)
            {
                // Somebody wrote between our read and our write.
                known = await ledger.WeaknessesOfAsync(look.TargetId, ct);
            }
        }
    }

    private void Tell(IReadOnlyList<Weakness> before, IReadOnlyList<Weakness> saved)
    {
        foreach (var weakness in saved)
        {
            var was = before.FirstOrDefault(w => w.Fingerprint == weakness.Fingerprint)?.State;
            if (was != weakness.State) log.LogInformation("Weakness {Weakness} {Code} of {Target} is {State}", weakness.Id, weakness.Code, weakness.TargetId, weakness.State);
        }

        bus.Publish("weaknesses");
    }

    private async Task<Held> HeldAsync(CancellationToken ct)
    {
        if (_held is { } held && time.GetElapsedTime(held.ReadAt) < Fresh) return held;
        await _reading.WaitAsync(ct);
        try
        {
            if (_held is { } other && time.GetElapsedTime(other.ReadAt) < Fresh) return other;
            // Nothing can be mended in the far future: what comes back is what is not mended.
            var read = new Held(await ledger.WeaknessesAsync(DateTimeOffset.MaxValue, Most, ct), time.GetTimestamp());
            _held = read;
            return read;
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed class Held(IReadOnlyList<Weakness> read, long readAt)
    {
        private readonly ConcurrentDictionary<string, IReadOnlyList<Weakness>> _byTarget =
            new(read.GroupBy(w => w.TargetId, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, (IReadOnlyList<Weakness>)[.. g])), StringComparer.Ordinal);

        public IReadOnlyList<Weakness> All => [.. _byTarget.Values.SelectMany(w => w)];

        public long ReadAt => readAt;

        public IReadOnlyList<Weakness> Of(string target) => _byTarget.GetValueOrDefault(target, []);

        /// <summary>What this process has just stored, so that it need not be read again.</summary>
        public void Keep(string target, IEnumerable<Weakness> all) => _byTarget[target] = [.. all.Where(w => w.State != WeaknessState.Fixed)];
    }
}
