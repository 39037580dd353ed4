using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Digests;

namespace Monitor.Host.Board.Pages;

/// <summary>Preview of a letter, what was sent and what became of it, and whether the reader wants letters.</summary>
internal static class DigestPage
{
    private const int MostNotices = 2_000;
    private const int MostLetters = 60;

    public static async Task<IResult> Show(HttpContext context, string? week, string? day, Desk desk, CancellationToken ct)
    {
        if (DigestQuery.Span(desk, week, day) is not { } span) return Refusals.NotFound("周报");
        SecurityHeaders.AllowFrame(context);
        var query = DigestQuery.Of(span);
        var notices = (await desk.Ledger.NoticesAsync(null, MostNotices, ct)).Where(n => n.Notice.Kind.IsLetter()).Take(MostLetters).ToList();
        var mailbox = (await desk.Ledger.MailboxesAsync(ct)).FirstOrDefault(m => m.User == context.User.Identity!.Name);
        Html body = $"""
            <section id="digest-choice" class="card"><form method="get" action="/digest" class="inline"><label>周 <input name="week" placeholder="2026-W24" maxlength="8" pattern="[0-9]{"{4}"}-W[0-9]{"{2}"}"></label>
            <label>或日报 <input name="day" type="date"></label><button>查看</button></form>
            <p>{Name(span)}：<a href="/digest/file?{query}&amp;format=docx">Word 文件</a> · <a href="/digest/file?{query}&amp;format=xlsx">Excel 表格</a> · <a href="/digest/file?{query}&amp;format=eml">邮件原文</a></p>{SendForm(context, desk, span)}</section>
            <section class="card"><h2>预览 <small>按您的角色可见的内容</small></h2><iframe class="letter" title="{Name(span)}" sandbox src="/digest/preview?{query}"></iframe></section>
            <section id="digest-sent" class="card" data-live="notices"><h2>已发出</h2>{Tables.Of("已发出的周报和日报", ["时间", "标题", "渠道", "收件人", "状态", "应答"], notices.Select(Row), "还没有发出过。")}</section>
            {MailboxForm(context, desk, mailbox)}
            """;
        return new PageResult("周报和日报", "/digest", body);
    }

    private static string Name(DigestSpan span) => (span.Period == DigestPeriod.Week ? "周报 " : "日报 ") + DigestDesk.Subject(span).Split(':')[1];

    /// <summary>Of a person's letter the name is shown, not the address.</summary>
    private static Html Row(NoticeRecord n)
    {
        var person = n.Notice.To.Count > 0 ? n.Notice.Id.Split(':')[^1] : "渠道全部";
        return $"<tr><td>{Times.Tag(n.Notice.CreatedAt)}</td><td class=\"wide\">{n.Notice.Subject}</td><td>{n.Notice.Channel}</td><td>{person}</td><td>{State(n.Status)}</td><td class=\"wide\">{(n.Notice.To.Count > 0 ? "" : n.LastDetail)}</td></tr>";
    }

    private static string State(NoticeStatus status) => status switch { NoticeStatus.Delivered => "已送达", NoticeStatus.Dead => "未能送达", _ => "等待中" };

    private static Html SendForm(HttpContext context, Desk desk, DigestSpan span)
    {
        if (Permissions.RoleOf(context.User) is not (Core.Security.Role.DutyOfficer or Core.Security.Role.Admin)) return Html.Empty;
        var (channels, roles) = span.Period == DigestPeriod.Week ? (desk.Config.Digest.Channels, desk.Config.Digest.Roles) : (desk.Config.Digest.Daily.Channels, desk.Config.Digest.Daily.Roles);
        if (channels.Count + roles.Count == 0) return $"<p class=\"muted\">没有配置收件渠道或角色（digest.channels、digest.roles），不能发送。</p>";
        return $"""
            <form method="post" action="/digest/send" id="digest-send">{PageResult.TokenField(context)}<input type="hidden" name="span" value="{DigestQuery.Of(span)}">
            <button>立即发送</button> <span class="muted">发往 {string.Join("、", channels)}{(roles.Count > 0 ? " 和 " + string.Join("、", roles.Select(Words.Of)) : "")}；已发过的不会重发。</span></form>
            """;
    }

    private static Html MailboxForm(HttpContext context, Desk desk, Mailbox? mailbox)
    {
        var role = Permissions.RoleOf(context.User);
        var gets = desk.Config.Digest.Roles.Contains(role) || desk.Config.Digest.Daily.Roles.Contains(role);
        return $"""
            <section id="mailbox" class="card"><h2>我的订阅 <small>{(gets ? "您的角色可以收到" : "目前没有给您的角色发送")}</small></h2>
            <form method="post" action="/digest/mailbox">{PageResult.TokenField(context)}
            <label>邮箱 <input name="address" type="email" maxlength="254" value="{mailbox?.Address}"></label>
            <label><input type="checkbox" name="weekly" value="1"{Checked(mailbox?.Weekly ?? true)}> 周报</label>
            <label><input type="checkbox" name="daily" value="1"{Checked(mailbox?.Daily ?? true)}> 日报</label>
            <button>保存</button> <span class="muted">留空邮箱即删除。</span></form></section>
            """;
    }

    private static Html Checked(bool on) => on ? (Html)$" checked" : Html.Empty;
}
