using Monitor.Alerts.Weaknesses;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Core.Weaknesses;
using Monitor.Host.Configuration;
using Monitor.Host.Live;

namespace Monitor.Host.Weaknesses;

/// <summary>What people do with the register: read it, take it away as a file, name an owner, accept a risk. Board and command line come here.</summary>
internal sealed class WeaknessDesk(ICurrentConfig config, ILedger ledger, WeaknessRegister register, ChangeBus bus, TimeProvider time)
{
    private const int Most = 100_000;
    private const int MostAttempts = 50;

    /// <summary>Mended ones are listed this long.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromDays(90);

    /// <summary>What the filter takes, the most pressing first: overdue, then by severity, then by day due.</summary>
    public async Task<IReadOnlyList<Weakness>> ReadAsync(WeaknessFilter filter, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return
        [
            .. (await ledger.WeaknessesAsync(now - LookBack, Most, ct)).Where(w => filter.Takes(w, now))
                .OrderBy(w => w.StateAt(now) == WeaknessState.Fixed).ThenByDescending(w => w.IsOverdueAt(now)).ThenByDescending(w => w.Severity)
                .ThenBy(w => w.Due).ThenBy(w => w.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The register as a file, noted in the audit trail.</summary>
    public async Task<byte[]> FileAsync(bool docx, WeaknessFilter filter, string who, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var names = config.Current.Targets.ToDictionary(t => t.Id, t => t.Name, StringComparer.Ordinal);
        var paper = new WeaknessList(await ReadAsync(filter, ct), names, now, filter.Words());
        var file = docx ? WeaknessDocx.Write(paper) : WeaknessCsv.Write(paper);
        await ledger.AuditAsync(new AuditEntry(now, who, "weakness.file", docx ? "docx" : "csv", filter.Words()), ct);
        return file;
    }

    /// <returns>Why it cannot be done, in the operator's words; null when it is done.</returns>
    public Task<string?> AssignAsync(string id, string? owner, string who, CancellationToken ct) => ChangeAsync(id, "weakness.assign", owner ?? "-", who, ct, (w, now) =>
        owner?.Length > WeaknessWord.LongestOwner ? (null, $"责任人不得超过 {WeaknessWord.LongestOwner} 字。") : (WeaknessWord.Assign(w, owner, now), null));

    public Task<string?> AcceptAsync(string id, string reason, DateTimeOffset until, string who, CancellationToken ct) =>
        ChangeAsync(id, "weakness.accept", $"{WeaknessDays.Of(until):yyyy-MM-dd}: {reason}", who, ct, (w, now) =>
            WeaknessWord.Refuse(w, reason, until, now) is { } refusal ? (null, refusal) : (WeaknessWord.Accept(w, who, reason, until, now), null));

    public Task<string?> WithdrawAsync(string id, string who, CancellationToken ct) => ChangeAsync(id, "weakness.withdraw", "", who, ct, (w, now) =>
        w.Acceptance is null ? (null, "该隐患没有已接受的风险。") : (WeaknessWord.Withdraw(w, now), null));

    private async Task<string?> ChangeAsync(
        string id, string action, string detail, string who, CancellationToken ct, Func<Weakness, DateTimeOffset, (Weakness? Next, string? Refusal)> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = time.GetUtcNow();
            if (await ledger.WeaknessAsync(id, ct) is not { } subject) return "没有这条隐患。";
            var (next, refusal) = change(subject, now);
            if (next is null) return refusal;
            try
            {
                await ledger.SaveWeaknessesAsync([next], new AuditEntry(now, who, action, id, detail), ct);
                register.Forget();
                bus.Publish("weaknesses");
                return null;
            }
            catch (InvalidOperationException) when (attempt < MostAttempts)
            {
                // A probe looked between our read and our write; what the person said still holds.
            }
        }
    }
}
