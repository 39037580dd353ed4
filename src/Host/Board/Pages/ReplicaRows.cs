using Monitor.Host.Board.Markup;
using Monitor.Host.Replicas;

namespace Monitor.Host.Board.Pages;

/// <summary>Processes that share the work: what each does, and who leads since when.</summary>
internal static class ReplicaRows
{
    public static Html Of(IReadOnlyList<Replica> replicas, Node self)
    {
        var missing = NodeRoles.Names.Except(replicas.SelectMany(r => r.Roles)).ToList();
        Html gap = missing.Count == 0 ? Html.Empty : $"<p class=\"failure\" role=\"alert\">没有进程承担：{string.Join("、", missing.Select(Role))}。请检查部署。</p>";
        var table = Tables.Of("服务进程", ["进程", "承担", "在线自", "主持", "主持自"], replicas.Select(r => Row(r, self)), "没有登记的进程。");
        return $"<section id=\"replicas\" class=\"card\" data-live=\"sources\"><h2>服务进程</h2>{gap}{table}</section>";
    }

    private static Html Row(Replica replica, Node self) => $"""
        <tr><td>{replica.Name}{(replica.Name == self.Name ? (Html)$" <span class=\"muted\">本页</span>" : Html.Empty)}</td><td>{string.Join("、", replica.Roles.Select(Role))}</td><td>{Times.Tag(replica.Since)}</td>
        <td>{string.Join("、", replica.Leads.Select(l => Role(l.Lease)))}</td><td>{(replica.Leads.Count == 0 ? Html.Empty : Times.Tag(replica.Leads.Min(l => l.Since)))}</td></tr>
        """;

    private static string Role(string name) => name switch
    {
        "collect" => "采集",
        "probe" => "探测",
        "judge" => "研判",
        "deliver" => "发送",
        "board" => "页面",
        _ => name,
    };
}
