using Monitor.Host.Board.Markup;
using Monitor.Host.Models;

namespace Monitor.Host.Board;

/// <summary>One line above every page while the chosen models are not in force.</summary>
internal static class ModelNotice
{
    public static Html Of(HttpContext context)
    {
        var models = context.RequestServices.GetRequiredService<IModelStatus>();
        if (models.Trouble is null) return Html.Empty;
        Html what = models.Model is { } old
            ? (Html)$"所选模型无法加载，仍在使用 {old}。"
            : $"模型未能加载：采集照常，新帖暂不评估，涉及内容的告警暂停；模型恢复后自动补评。";
        return $"<p class=\"failure\" role=\"alert\">{what}请管理员运行 monitor doctor 查看原因，用 monitor models rollback 回退或恢复模型文件。</p>";
    }
}
