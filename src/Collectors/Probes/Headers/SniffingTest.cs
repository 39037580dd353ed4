namespace Monitor.Collectors.Probes.Headers;

/// <summary>X-Content-Type-Options (Fetch Standard, section 3.6): the one word nosniff.</summary>
internal static class SniffingTest
{
    private static readonly Outcome Good = Outcome.Good("x-content-type-options-nosniff", 0, "浏览器不会猜测文件类型。", "Browsers do not guess the type of files.");

    private static readonly Outcome Missing = Outcome.Bad("x-content-type-options-not-implemented", -5,
        "未设置 X-Content-Type-Options；请设为 nosniff，以免上传的文件被当作脚本执行。", "X-Content-Type-Options is not set; set nosniff, so that uploaded files are not run as scripts.");

    private static readonly Outcome Invalid = Outcome.Bad("x-content-type-options-header-invalid", -5,
        "X-Content-Type-Options 的值无法识别或重复发送；请只发送一次 nosniff。", "X-Content-Type-Options cannot be recognised or is sent twice; send nosniff once.");

    public static Judged Judge(SiteView site) => site.Page.Fields.Joined("x-content-type-options") switch
    {
        null => Missing,
        var value when value.Trim().Equals("nosniff", StringComparison.OrdinalIgnoreCase) => Good,
        var value => Invalid.With(value),
    };
}
