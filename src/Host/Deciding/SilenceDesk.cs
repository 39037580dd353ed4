using System.Security.Cryptography;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Deciding;

/// <summary>Makes and ends silences for the board and the command line; both are audited.</summary>
internal sealed class SilenceDesk(ILedger ledger, TimeProvider time)
{
    /// <summary>Longer ones are forgotten; whoever needs it says so again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const int All = 10_000;

    /// <param name="wanted">Matchers and reason; its id, owner and times are set here.</param>
    /// <returns>The stored silence, or what is wrong with the wish.</returns>
    public async Task<(Silence? Silence, string? Problem)> AddAsync(Silence wanted, string owner, TimeSpan length, CancellationToken ct)
    {
        if (wanted is { Kind: null, Subject: null, Team: null }) return (null, "请至少指定类型、对象或团队之一：全部静默等于没有监测。");
        if (string.IsNullOrWhiteSpace(wanted.Reason)) return (null, "请写明原因。");
        if (length <= TimeSpan.Zero || length > Longest) return (null, $"时长应大于零且不超过 {Longest.TotalDays:0} 天。");
        var now = time.GetUtcNow();
        var silence = wanted with { Id = RandomNumberGenerator.GetHexString(8, lowercase: true), Owner = owner, Reason = wanted.Reason.Trim(), From = now, Until = now + length };
        await ledger.SaveSilenceAsync(silence, ct);
        await ledger.AuditAsync(new AuditEntry(now, owner, "silence", silence.Id, $"{Scope(silence)} until {silence.Until:O}: {silence.Reason}"), ct);
        return (silence, null);
    }

    /// <returns>The ended silence, or null when there is none of this id that is still on.</returns>
    public async Task<Silence?> EndAsync(string id, string who, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if ((await ledger.SilencesAsync(All, ct)).FirstOrDefault(s => s.Id == id && s.IsOn(now)) is not { } silence) return null;
        var ended = silence with { EndedAt = now, EndedBy = who };
        await ledger.SaveSilenceAsync(ended, ct);
        await ledger.AuditAsync(new AuditEntry(now, who, "silence-end", id, Scope(silence)), ct);
        return ended;
    }

    public static string Scope(Silence s) => string.Join(' ', new[]
    {
        s.Kind is null ? null : "kind=" + s.Kind,
        s.Subject is null ? null : "subject=" + s.Subject,
        s.Team is null ? null : "team=" + s.Team.ToString()!.ToLowerInvariant(),
        s.UpTo is null ? null : "up-to=" + s.UpTo.ToString()!.ToLowerInvariant(),
    }.OfType<string>());
}
