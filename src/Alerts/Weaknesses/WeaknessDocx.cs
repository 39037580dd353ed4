using System.Globalization;
using Monitor.Alerts.QuickReport;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;

namespace Monitor.Alerts.Weaknesses;

/// <summary>The register on paper: figures first, then one table for each system, and room for the signature.</summary>
public static class WeaknessDocx
{
    private static readonly FindingSeverity[] Severities = [FindingSeverity.High, FindingSeverity.Medium, FindingSeverity.Low];

    public static byte[] Write(WeaknessList list) => DocxWriter.Write(Compose(list));

    internal static ReportPaper Compose(WeaknessList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        List<ReportSection> sections = [new("一、总体情况", [Sentence(list)], Summary(list))];
        foreach (var group in list.Items.GroupBy(w => w.TargetId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)) sections.Add(Of(list, group.Key, [.. group]));
        if (list.Items.Count == 0) sections.Add(new ReportSection("二、隐患明细", ["没有符合条件的隐患。"]));
        sections.Add(new ReportSection("签批", ["填报人：　　　　　　　　负责人：", $"日期：{Date(list.At)}"]));
        return new ReportPaper("隐患台账", [$"范围：{list.Scope}", $"截至：{ReportWords.Time(list.At)}（北京时间）", "查看范围：仅限网络安全人员、值班员和管理员"], sections);
    }

    private static string Sentence(WeaknessList list)
    {
        var (open, overdue) = (list.In(WeaknessState.Open, WeaknessState.Reopened), list.Items.Count(w => w.IsOverdueAt(list.At)));
        return $"共发现隐患 {Number(list.Items.Count)} 项，已上报 {Number(list.Items.Count(w => w.ReportedAt is not null))} 项，已整改 {Number(list.In(WeaknessState.Fixed).Count)} 项，"
            + $"待整改 {Number(open.Count)} 项（其中超期 {Number(overdue)} 项），已接受风险 {Number(list.In(WeaknessState.Accepted).Count)} 项。整改以系统复查为准。";
    }

    private static ReportTable Summary(WeaknessList list)
    {
        string[] Row(string name, IEnumerable<Weakness> of)
        {
            var these = list with { Items = [.. of] };
            return
            [
                name, Number(these.Items.Count), Number(these.Items.Count(w => w.ReportedAt is not null)), Number(these.In(WeaknessState.Fixed).Count),
                Number(these.In(WeaknessState.Open, WeaknessState.Reopened).Count), Number(these.Items.Count(w => w.IsOverdueAt(list.At))), Number(these.In(WeaknessState.Accepted).Count),
            ];
        }

        return new ReportTable(
            ["程度", "发现", "上报", "整改", "待整改", "超期", "接受风险"],
            [.. Severities.Select(s => Row(WeaknessWords.Of(s), list.Items.Where(w => w.Severity == s))), Row("合计", list.Items)]);
    }

    private static ReportSection Of(WeaknessList list, string target, IReadOnlyList<Weakness> items) => new($"{list.Name(target)}（{Number(items.Count)} 项）", [], new ReportTable(
        ["编号", "程度", "隐患", "首次发现", "期限", "责任人", "状态"],
        [.. items.Select(w => (IReadOnlyList<string>)[w.Id, WeaknessWords.Of(w.Severity), Text(w), WeaknessWords.Day(w.FirstSeen), WeaknessWords.Due(w, list.At), w.Owner ?? "未指定", State(w, list.At)])]));

    private static string Text(Weakness w) => $"{w.Message}（{w.Code}{(w.Subject is null ? "" : "，" + w.Subject)}）";

    private static string State(Weakness w, DateTimeOffset at) => w.StateAt(at) switch
    {
        WeaknessState.Accepted when w.Acceptance is { } a => $"{a.Who} 接受风险至 {WeaknessWords.Day(a.Until)}：{a.Reason}",
        WeaknessState.Fixed when w.FixedAt is { } done => $"已整改，{WeaknessWords.Day(done)} 复查确认",
        WeaknessState.Reopened => $"再次出现（第 {Number(w.Reopenings)} 次）",
        var state => WeaknessWords.Of(state),
    };

    private static string Date(DateTimeOffset at)
    {
        var day = WeaknessDays.Of(at);
        return FormattableString.Invariant($"{day.Year} 年 {day.Month} 月 {day.Day} 日");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
