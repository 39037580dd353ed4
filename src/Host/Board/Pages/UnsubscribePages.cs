using Monitor.Alerts.Digest;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Board.Markup;
using Monitor.Host.Digests;

namespace Monitor.Host.Board.Pages;

/// <summary>Where a letter's way out leads. Reading changes nothing, since mail scanners follow links; only a post does (RFC 8058).</summary>
internal static class UnsubscribePages
{
    public static async Task<IResult> Ask(string? t, DigestLinks links, ILedger ledger, CancellationToken ct)
    {
        if (links.Read(t, await ledger.MailboxesAsync(ct)) is not var (_, period)) return Void();
        return new PageResult("退订", "", $"<section class=\"card narrow\"><p>不再接收{Word(period)}？</p><form method=\"post\" action=\"{DigestLinks.Path}?t={t}\"><button>确认退订</button></form></section>");
    }

    public static async Task<IResult> Do(string? t, DigestLinks links, ILedger ledger, TimeProvider time, CancellationToken ct)
    {
        if (links.Read(t, await ledger.MailboxesAsync(ct)) is not var (mailbox, period)) return Void();
        var changed = period == DigestPeriod.Week ? mailbox with { Weekly = false } : mailbox with { Daily = false };
        // A mail program may post twice; the trail tells of the change, not of the repeat.
        if (changed != mailbox) await ledger.SaveMailboxAsync(changed, new AuditEntry(time.GetUtcNow(), mailbox.User, "digest.unsubscribe", mailbox.User, period.ToString()), ct);
        return new PageResult("已退订", "", $"<section class=\"card narrow\"><p>您不会再收到{Word(period)}。登录看板后可在“周报”页面重新订阅。</p></section>");
    }

    private static string Word(DigestPeriod period) => period == DigestPeriod.Week ? "周报" : "日报";

    private static PageResult Void() => new("链接已失效", "", (Html)$"<section class=\"card narrow\"><p>此退订链接无效，或邮箱地址已经更改。可登录看板在“周报”页面修改订阅。</p></section>", 404);
}
