using System.Net;
using System.Text;

namespace Monitor.Alerts.Digest;

/// <summary>One table of the letter. Outlook renders with Word: only tables and inline styles survive there.</summary>
internal sealed record DigestTable(string Caption, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string Cell = "border:1px solid #c8ccd0;padding:6px 10px;font-size:14px;text-align:left;vertical-align:top;";

    public void AppendHtml(StringBuilder html)
    {
        html.Append("<tr><td style=\"padding:18px 0 6px 0;font-size:16px;font-weight:bold;\">").Append(Encode(Caption)).Append("</td></tr>\n");
        html.Append("<tr><td><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;\">\n<tr>");
        foreach (var name in Head) html.Append("<th style=\"").Append(Cell).Append("background-color:#eef1f4;\">").Append(Encode(name)).Append("</th>");
        html.Append("</tr>\n");
        foreach (var row in Rows)
        {
            html.Append("<tr>");
            foreach (var value in row) html.Append("<td style=\"").Append(Cell).Append("\">").Append(Encode(value)).Append("</td>");
            html.Append("</tr>\n");
        }

        if (Rows.Count == 0) html.Append("<tr><td colspan=\"").Append(Head.Count).Append("\" style=\"").Append(Cell).Append("\">本周没有记录</td></tr>\n");
        html.Append("</table></td></tr>\n");
    }

    public void AppendText(StringBuilder text)
    {
        text.Append('\n').Append("【").Append(Caption).Append("】\n");
        if (Rows.Count == 0) text.Append("本周没有记录\n");
        foreach (var row in Rows)
            text.AppendJoin("；", Head.Zip(row, (name, value) => $"{name}：{value}")).Append('\n');
    }

    public static string Encode(string value) => WebUtility.HtmlEncode(value);
}
