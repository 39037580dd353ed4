using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>What people said of a post, and the forms to say it.</summary>
internal static class LabelForms
{
    public static async Task<Html> ShowAsync(HttpContext context, Desk desk, Post post, CancellationToken ct)
    {
        var labels = await desk.Ledger.LabelsAsync(post.Id, LabelTasks.All.Count, ct);
        var may = Permissions.MayLabel(context.User);
        if (!may && labels.Count == 0) return Html.Empty;
        var rows = LabelTasks.All.Select(task => Row(context, post, task, labels.FirstOrDefault(l => l.Task == task), may));
        List<string> heads = ["项目", "模型判断", "人工标注"];
        if (may) heads.AddRange(["认可", "改为"]);
        return $"""
            <section id="labels" class="card"><h2>人工标注 <small>用于检验和重新训练模型；只保存脱敏正文，不含作者</small></h2>
            {Tables.Of("人工标注", heads, rows, "")}</section>
            """;
    }

    public static string Value(string task, string? value) => (task, value) switch
    {
        (_, null) => "—",
        (LabelTasks.Rumour, LabelTasks.Rumor) => "须核查",
        (LabelTasks.Rumour, _) => "无须核查",
        (LabelTasks.Sentiment, "negative") => Words.Of(SentimentLabel.Negative),
        (LabelTasks.Sentiment, "positive") => Words.Of(SentimentLabel.Positive),
        (LabelTasks.Sentiment, _) => Words.Of(SentimentLabel.Neutral),
        _ => Terms.Of(value),
    };

    public static string Task(string task) => task switch
    {
        LabelTasks.Sentiment => "情绪",
        LabelTasks.Rumour => "风险",
        LabelTasks.Topic => "主题",
        _ => "形式",
    };

    /// <summary>Both answers as buttons, to label where the post is listed; then back to the list.</summary>
    public static Html Risk(HttpContext context, Post post, string back) => $"{LabelTasks.Values(LabelTasks.Rumour).Select(value => (Html)$"""
        <form method="post" action="{Links.To("posts", post.Id)}/label" class="inline">{PageResult.TokenField(context)}<input type="hidden" name="task" value="{LabelTasks.Rumour}"><input type="hidden" name="value" value="{value}">
        <input type="hidden" name="back" value="{back}"><button aria-label="{Value(LabelTasks.Rumour, value)}：{StoryRows.Cut(post.FullText, 30)}">{Value(LabelTasks.Rumour, value)}</button></form>
        """)}";

    private static Html Row(HttpContext context, Post post, string task, PostLabel? label, bool may)
    {
        var said = LabelTasks.Said(task, post.Assessment);
        Html given = label is null ? (Html)$"—" : $"<b>{Value(task, label.Value)}</b> <span class=\"muted\">{label.Who} {Times.Tag(label.At)}</span>";
        Html open = post.Assessment is null ? (Html)$"未评估" : $"待核，未下结论";
        return $"""
            <tr><th scope="row">{Task(task)}</th><td>{(said is null ? open : $"{Value(task, said)}")}</td><td>{given}</td>{(may ? Forms(context, post, task, said, label?.Value) : Html.Empty)}</tr>
            """;
    }

    private static Html Forms(HttpContext context, Post post, string task, string? said, string? chosen)
    {
        var action = Links.To("posts", post.Id) + "/label";
        Html right = said is null ? Html.Empty : (Html)$"""
            <form method="post" action="{action}" class="inline">{PageResult.TokenField(context)}<input type="hidden" name="task" value="{task}"><input type="hidden" name="value" value="{said}">
            <button aria-label="{Task(task)}判断正确">正确</button></form>
            """;
        return $"""
            <td>{right}</td><td><form method="post" action="{action}" class="inline">{PageResult.TokenField(context)}<input type="hidden" name="task" value="{task}">
            <select name="value" aria-label="{Task(task)}的正确值">{LabelTasks.Values(task).Select(v => Option(task, v, chosen ?? said))}</select><button>标注</button></form></td>
            """;
    }

    private static Html Option(string task, string value, string? chosen) =>
        value == chosen ? (Html)$"<option value=\"{value}\" selected>{Value(task, value)}</option>" : $"<option value=\"{value}\">{Value(task, value)}</option>";
}
