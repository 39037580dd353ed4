using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Access;

/// <summary>Pages that say no, and why.</summary>
internal static class Refusals
{
    public static IResult Forbidden() => Say(403, "没有权限", "您的角色不能查看或执行此操作。如需权限，请联系管理员。");

    public static IResult NotFound(string what) => Say(404, "没有找到", $"没有这条{what}：可能已过保存期限，或地址有误。");

    public static IResult BadForm() => Say(400, "表单已失效", "页面打开过久或已重新登录，请返回上一页刷新后再提交。");

    public static IResult Conflict(string why) => Say(409, "未能执行", why);

    public static IResult TooMany() => Say(429, "请求过于频繁", "短时间内请求过多，请稍候一分钟再试。");

    private static PageResult Say(int status, string title, string text) =>
        new(title, "", $"<section class=\"card\"><p>{text}</p><p><a href=\"/\">返回态势</a></p></section>", status);
}
