using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Deliveries;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Pages;

/// <summary>What the settings page's buttons do. A new password is in the answer itself and nowhere else.</summary>
internal static class SettingsActions
{
    public static async Task<IResult> Create(HttpContext context, UserDesk users, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        if (RoleOf(form["role"]) is not { } role) return Refusals.BadForm();
        var name = form["name"].ToString().Trim();
        var (password, problem) = await users.CreateAsync(Who(context), name, role, ct);
        return password is null ? Refusals.Conflict(problem!) : Once(name, password);
    }

    public static async Task<IResult> User(HttpContext context, string name, string step, UserDesk users, CancellationToken ct)
    {
        var who = Who(context);
        if (step == "password")
        {
            var (password, why) = await users.ResetPasswordAsync(who, name, ct);
            return password is null ? Refusals.Conflict(why!) : Once(name, password);
        }

        if (step == "role" && RoleOf((await context.Request.ReadFormAsync(ct))["role"]) is not { }) return Refusals.BadForm();
        var problem = step switch
        {
            "role" => await users.SetRoleAsync(who, name, RoleOf((await context.Request.ReadFormAsync(ct))["role"])!.Value, ct),
            "lock" => await users.LockAsync(who, name, ct),
            "unlock" => await users.UnlockAsync(who, name, ct),
            "factor" => await users.ResetFactorAsync(who, name, ct),
            "sessions" => await users.EndSessionsAsync(who, name, ct),
            _ => "没有这项操作。",
        };
        return problem is null ? Results.LocalRedirect(SettingsPage.Path) : Refusals.Conflict(problem);
    }

    public static async Task<IResult> TestChannel(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        var tests = context.RequestServices.GetRequiredService<ChannelTestDesk>();
        if (tests.Find(id) is not { } notifier) return Refusals.NotFound("渠道");
        var receipt = await ChannelTestDesk.SendAsync(notifier, tests.Make(id, WarningLevel.Blue), ct);
        await desk.Ledger.AuditAsync(new AuditEntry(desk.Now, Who(context), "channel.test", id, receipt.Outcome.ToString()), ct);
        return new PageResult("渠道测试", SettingsPage.Path, $"<section class=\"card\"><p>渠道 <code>{id}</code>：{ChannelTestDesk.Words(receipt)}</p><p><a href=\"{SettingsPage.Path}\">返回设置</a></p></section>");
    }

    private static PageResult Once(string name, string password) => new("一次性密码", SettingsPage.Path, $"""
        <section class="card narrow"><p>用户“{name}”的一次性密码，<strong>只显示这一次</strong>，首次登录后必须修改：</p><p><code class="once" id="one-time">{password}</code></p><p><a href="{SettingsPage.Path}">返回设置</a></p></section>
        """);

    private static Role? RoleOf(string? word) => Enum.GetValues<Role>().Where(r => r.ToString() == word).Select(r => (Role?)r).FirstOrDefault();

    private static string Who(HttpContext context) => context.User.Identity!.Name!;
}
