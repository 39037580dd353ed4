using Monitor.Host.Board.Markup;
using Monitor.Storage.Elasticsearch;

namespace Monitor.Host.Board;

/// <summary>One line above every page while Elasticsearch is behind or does not answer: what is whole, what is stale, and whether anybody must act.</summary>
internal static class ArchiveNotice
{
    public static Html Of(HttpContext context)
    {
        if (context.RequestServices.GetService<ElasticStore>() is not { } elastic) return Html.Empty;
        var state = elastic.State;
        var days = (int)context.RequestServices.GetRequiredService<Desk>().Config.Storage.Archive.Window.TotalDays;
        if (state.AwaySince is not { } since)
            return elastic.ShortSince is { } missing ? $"<p class=\"failure\" role=\"alert\">Elasticsearch 自 {Times.Short(missing)} 起查询无应答：近 {days} 天的数据完整，更早的内容暂不显示。</p>" : Html.Empty;
        Html act = state.NeedsPerson ? (Html)$"需要处理：请管理员运行 monitor elastic check。" : $"恢复后自动补写，无需操作。";
        return $"<p class=\"failure\" role=\"alert\">Elasticsearch 自 {Times.Short(since)} 起无法写入，{state.Waiting} 条变更在本机排队；采集、研判与告警照常。近 {days} 天的数据完整，更早的内容与 Kibana 可能不是最新。{act}</p>";
    }
}
