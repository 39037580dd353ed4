using Microsoft.AspNetCore.Http.Metadata;
using Monitor.Core.Security;
using Monitor.Host.Api.V1;
using Monitor.Host.Board.Access.Table;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>接口: the calls of the API, what each does, and which role's key may.</summary>
internal static class ApiPage
{
    public static IResult Show(EndpointDataSource endpoints)
    {
        var summaries = endpoints.Endpoints.OfType<RouteEndpoint>().SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(m => (Key: (m, AccessTable.RouteOf(e)), e.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary)))
            .ToDictionary(e => e.Key, e => e.Summary);
        var lines = AccessTable.All.Where(l => l.Kind == AccessKind.Api).OrderBy(l => l.Route, StringComparer.Ordinal).ThenBy(l => l.Method, StringComparer.Ordinal);
        Html body = $"""
            <section class="card"><h2>怎样使用</h2><p>由管理员在服务器上运行 <code>monitor key create 名称 --role viewer</code> 取得密钥，只显示一次。请求时带上 <code>Authorization: Bearer mk_…</code>。</p>
            <p>密钥的角色决定能看到什么、能做什么，与网页一致。机器可读的说明：<a href="{ApiV1.Document}">OpenAPI 3.1</a>。每个密钥每分钟至多 {ApiV1.MostAMinute} 次请求。</p></section>
            <section class="card"><h2>接口</h2>{Tables.Of("接口", ["方法", "地址", "用途", "可用的角色"], lines.Select(l => Row(l, summaries.GetValueOrDefault((l.Method, l.Route)))), "没有接口。")}</section>
            """;
        return new PageResult("接口", "/api", body);
    }

    private static Html Row(AccessLine line, string? summary)
    {
        var roles = Enum.GetValues<Role>().Where(r => line.Admits(Callers.Keys(Enum.Parse<Caller>(r.ToString())))).Select(Words.Of).ToList();
        return $"<tr><td>{line.Method}</td><td><code>{line.Route}</code></td><td class=\"wide\" lang=\"en\">{summary}</td><td>{(roles.Count == Enum.GetValues<Role>().Length ? "全部" : string.Join("、", roles))}</td></tr>";
    }
}
