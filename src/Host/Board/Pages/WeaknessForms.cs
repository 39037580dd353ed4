using Monitor.Core.Security;
using Monitor.Core.Weaknesses;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>What a person may do with a weakness now.</summary>
internal static class WeaknessForms
{
    public static async Task<Html> ShowAsync(HttpContext context, Desk desk, Weakness w, CancellationToken ct)
    {
        if (w.State == WeaknessState.Fixed) return Html.Empty;
        var owners = await OwnersAsync(desk, ct);
        List<Html> forms = [Form(context, w, "assign", "指定责任人", $"""
            <label>责任人<select name="owner"><option value="">未指定</option>{owners.Append(w.Owner).OfType<string>().Distinct(StringComparer.Ordinal).Select(o =>
                o == w.Owner ? (Html)$"<option value=\"{o}\" selected>{o}</option>" : $"<option value=\"{o}\">{o}</option>")}</select></label>
            """)];
        if (w.StateAt(desk.Now) == WeaknessState.Accepted) forms.Add(Form(context, w, "withdraw", "撤回接受", $"<p class=\"muted\">立即恢复为待整改；接受期间不计入整改期限。</p>"));
        else
        {
            forms.Add(Form(context, w, "accept", "接受风险", $"""
                <label>理由<textarea name="reason" rows="3" maxlength="{WeaknessWord.LongestReason}" required></textarea></label>
                <label>接受至（该日起恢复为待整改）<input name="until" type="date" required></label>
                """));
        }

        return $"<section id=\"steps\" class=\"card\"><h2>办理 <small>每一步都记入审计；是否整改只由系统复查认定</small></h2><div class=\"steps\">{forms}</div></section>";
    }

    /// <summary>Those of config, and the people who see the register.</summary>
    public static async Task<IReadOnlyList<string>> OwnersAsync(Desk desk, CancellationToken ct)
    {
        var people = (await desk.Ledger.UsersAsync(ct)).Where(u => u.Role is Role.Security or Role.DutyOfficer or Role.Admin).Select(u => u.Name);
        return [.. desk.Config.Weaknesses.Owners.Select(o => o.Name).Concat(people).Distinct(StringComparer.Ordinal)];
    }

    private static Html Form(HttpContext context, Weakness w, string name, string title, Html fields) => $"""
        <form id="step-{name}" method="post" action="{Links.To("weaknesses", w.Id)}/{name}">{PageResult.TokenField(context)}<fieldset><legend>{title}</legend>{fields}<button>{title}</button></fieldset></form>
        """;
}
