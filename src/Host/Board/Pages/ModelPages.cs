using Monitor.Analysis.Feedback;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Models;

namespace Monitor.Host.Board.Pages;

/// <summary>模型: which models judge, how often people agree, whether the world has moved, and what to label next.</summary>
internal static class ModelPages
{
    private const int QueueLength = 20;
    private const int MostLabels = 10_000;
    private static readonly TimeSpan QueueSpan = TimeSpan.FromDays(7);

    public static async Task<IResult> Show(HttpContext context, Desk desk, IModelStatus models, CancellationToken ct)
    {
        var over = desk.Config.Feedback.PrecisionOver;
        var verdicts = await desk.Ledger.VerdictsAsync(over, ct);
        var counts = await desk.Ledger.LabelCountsAsync(ct);
        Html body = $"""
            <section id="models" class="card" data-live="models"><h2>在用模型</h2>{InUse(models)}</section>
            <section id="precision" class="card" data-live="verdicts"><h2>告警准确率 <small>最近 {over} 次评定，95 % 区间</small></h2>
            {(verdicts.Count == 0 ? (Html)$"<p class=\"empty\">还没有评定。请在告警详情页评定“告警正确”或“误报”。</p>" : Precision(AlertPrecision.Of(verdicts, "合计")))}</section>
            <section id="drift" class="card" data-live="models"><h2>漂移 <small>近期帖文与基准期相比</small></h2>{DriftTable.Of(desk, models.Drift)}</section>
            <div class="two"><section id="label-queue" class="card" data-live="labels posts"><h2>待标帖文 <small>模型最拿不准的，最近 7 天</small></h2>{await QueueAsync(context, desk, ct)}</section>
            <section id="label-counts" class="card" data-live="labels"><h2>标注数</h2>{Counts(counts)}</section></div>
            """;
        return new PageResult("模型", "/models", body);
    }

    private static Html InUse(IModelStatus models)
    {
        var pointer = models.Pointer();
        return $"""
            <dl class="facts"><div><dt>版本</dt><dd>{models.Model ?? "未加载"}</dd></div><div><dt>模型组</dt><dd>{Name(pointer?.Current)}</dd></div>
            <div><dt>启用</dt><dd>{(pointer?.Since is { } since ? Times.Full(since) : "—")}</dd></div>
            <div><dt>此前</dt><dd>{(pointer is { Previous.Count: > 0 } ? string.Join("、", pointer.Previous.Select(Name)) : "—")}</dd></div></dl>
            <p class="muted">更换与回退在命令行进行：monitor models try / use / rollback。</p>
            """;
    }

    private static string Name(string? set) => set is null ? "无法读取" : set == ModelPointer.BuiltIn ? "随程序提供" : set;

    private static Html Precision(IReadOnlyList<AlertPrecision> kinds) => Tables.Of(
        "告警准确率", ["类型", "#评定", "#正确", "#准确率", "#区间"],
        kinds.Select(k => (Html)$"""
            <tr><td>{Terms.Of(k.Kind)}</td><td class="num">{k.Verdicts}</td><td class="num">{k.Right}</td><td class="num">{k.Share * 100:0} %</td><td class="num">{k.Low * 100:0}–{k.High * 100:0} %</td></tr>
            """), "");

    private static Html Counts(IReadOnlyList<LabelCount> counts) => Tables.Of(
        "标注数", ["项目", "#标注", "#与模型一致"],
        counts.Select(c => (Html)$"""
            <tr><td>{LabelForms.Task(c.Task)}</td><td class="num">{c.Labels}</td><td class="num">{c.Agreed} / {c.Claimed}</td></tr>
            """), "还没有标注。");

    private static async Task<Html> QueueAsync(HttpContext context, Desk desk, CancellationToken ct)
    {
        // The newest show where the bands meet; those in doubt are asked for by themselves, or a busy hour would push the week's out.
        var newest = new PostQuery { From = desk.Now - QueueSpan, Limit = 500 };
        var posts = (await desk.Archive.SearchAsync(newest with { Band = RiskBand.Unsure }, ct)).Concat(await desk.Archive.SearchAsync(newest, ct)).DistinctBy(p => p.Id, StringComparer.Ordinal);
        var labelled = (await desk.Ledger.LabelsAsync(null, MostLabels, ct)).Where(l => l.Task == LabelTasks.Rumour).Select(l => l.PostId).ToHashSet(StringComparer.Ordinal);
        var queue = LabelQueue.Of([.. posts.Where(p => Permissions.Sees(context.User, p))], labelled, newest.Limit).OrderBy(p => p.Assessment!.Rumour.Band != RiskBand.Unsure).Take(QueueLength).ToList();
        var may = Permissions.MayLabel(context.User);
        return queue.Count == 0 ? (Html)$"<p class=\"empty\">没有拿不准的帖文。</p>" : $"<ol class=\"rows\">{queue.Select(p => Item(context, p, may))}</ol>";
    }

    private static Html Item(HttpContext context, Post post, bool may) => $"""
        <li><a href="{Links.To("posts", post.Id)}">{StoryRows.Cut(post.FullText, 80)}</a>
        <p class="muted">{Badges.Of(post.Assessment!.Rumour.Band)} {post.Assessment.Rumour.Score:0.00} · {Times.Tag(post.Published)}</p>{(may ? (Html)$"<p class=\"inline\">{LabelForms.Risk(context, post, "/models")}</p>" : Html.Empty)}</li>
        """;
}
