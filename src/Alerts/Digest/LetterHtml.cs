using System.Net;
using System.Text;

namespace Monitor.Alerts.Digest;

/// <summary>
/// The letter as HTML that mail programs leave whole: tables and inline styles only, for Outlook renders with Word; as wide as the screen up to a
/// limit, for phones; the limit repeated in a table only Outlook sees, since it knows no max-width.
/// </summary>
internal static class LetterHtml
{
    private const int Width = 720;
    private const int ChartWidth = 680;

    /// <summary>More do not fit beside one another on a phone.</summary>
    private const int MostColumns = 5;
    private const string Fonts = "font-family:'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;color:#1f2328;";
    private const string Cell = "border:1px solid #c8ccd0;padding:5px 7px;font-size:13px;line-height:18px;vertical-align:top;word-break:break-word;";

    public static string Write(DigestPaper paper, string? unsubscribe)
    {
        var (html, t) = (new StringBuilder(), paper.Tongue);
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(t["zh-CN", "en"]).Append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>").Append(Encode(paper.Subject)).Append("</title></head>\n");
        html.Append("<body style=\"margin:0;padding:0;background-color:#ffffff;\">\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr><td align=\"center\" style=\"padding:0 10px;\">\n");
        html.Append("<!--[if mso]><table role=\"presentation\" width=\"").Append(Width).Append("\" cellpadding=\"0\" cellspacing=\"0\"><tr><td><![endif]-->\n");
        html.Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:").Append(Width).Append("px;").Append(Fonts).Append("\">\n");
        Row(html, "padding:20px 0 4px 0;font-size:20px;line-height:28px;font-weight:bold;", Encode(paper.Subject));
        Row(html, "padding:0 0 12px 0;font-size:13px;color:#59636e;", Encode(paper.Range));
        foreach (var sentence in paper.Sentences) Row(html, "padding:2px 0;font-size:15px;line-height:24px;", Encode(sentence));
        foreach (var section in paper.Sections) Append(html, section, t);
        Row(html, "padding:18px 0 24px 0;font-size:14px;line-height:22px;", Encode(paper.Next));
        if (unsubscribe is not null)
            Row(html, "padding:0 0 24px 0;font-size:12px;color:#59636e;", $"<a href=\"{Encode(unsubscribe)}\" style=\"color:#59636e;\">{t["退订此邮件", "Unsubscribe"]}</a>");
        return html.Append("</table>\n<!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table>\n</body></html>\n").ToString();
    }

    private static void Append(StringBuilder html, DigestSection section, Tongue t)
    {
        Row(html, "padding:18px 0 6px 0;font-size:16px;font-weight:bold;", Encode(section.Caption));
        if (section.Chart is { } chart) Append(html, chart);
        if (section.Table is { Head.Count: > MostColumns, Rows.Count: > 0 })
        {
            LetterCards.Append(html, section.Table);
            return;
        }

        html.Append("<tr><td><table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;\">\n<tr>");
        foreach (var (column, name) in section.Table.Head.Index())
        {
            // A heading stands above its figures.
            var figures = section.Table.Rows.Count > 0 && section.Table.Rows[0][column].Number is not null;
            html.Append("<th scope=\"col\" style=\"").Append(Cell).Append("word-break:normal;").Append(figures ? "text-align:right;" : "text-align:left;").Append("background-color:#eef1f4;\">").Append(Encode(name)).Append("</th>");
        }

        html.Append("</tr>\n");
        foreach (var row in section.Table.Rows)
        {
            html.Append("<tr>");
            foreach (var cell in row) html.Append("<td style=\"").Append(Cell).Append(cell.Number is null ? "text-align:left;\">" : "text-align:right;\">").Append(Encode(cell.Text)).Append("</td>");
            html.Append("</tr>\n");
        }

        if (section.Table.Rows.Count == 0)
            html.Append("<tr><td colspan=\"").Append(section.Table.Head.Count).Append("\" style=\"").Append(Cell).Append("text-align:left;\">").Append(t["本期没有记录", "nothing recorded"]).Append("</td></tr>\n");
        html.Append("</table></td></tr>\n");
    }

    private static void Append(StringBuilder html, DigestChart chart)
    {
        html.Append("<tr><td style=\"font-size:12px;line-height:20px;color:#59636e;\"><img src=\"cid:").Append(chart.Id).Append("\" width=\"").Append(ChartWidth)
            .Append("\" alt=\"").Append(Encode(chart.Alt)).Append("\" style=\"display:block;width:100%;max-width:").Append(Width).Append("px;height:auto;border:0;\"></td></tr>\n");
        if (chart.Axis.Count > 0)
        {
            html.Append("<tr><td><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr>");
            foreach (var label in chart.Axis)
                html.Append("<td width=\"").Append(100 / chart.Axis.Count).Append("%\" style=\"font-size:11px;color:#59636e;text-align:").Append(chart.Axis.Count > 7 ? "left" : "center").Append(";\">").Append(Encode(label)).Append("</td>");
            html.Append("</tr></table></td></tr>\n");
        }

        html.Append("<tr><td style=\"padding:4px 0 8px 0;font-size:12px;line-height:20px;color:#1f2328;\">");
        foreach (var key in chart.Legend)
        {
            if (key.Colour.Length > 0) html.Append("<span style=\"color:").Append(key.Colour).Append(";font-size:14px;\">&#9632;</span>&nbsp;");
            html.Append(Encode(key.Label)).Append("&ensp; ");
        }

        html.Append("</td></tr>\n");
    }

    private static void Row(StringBuilder html, string style, string content) => html.Append("<tr><td style=\"").Append(style).Append("\">").Append(content).Append("</td></tr>\n");

    internal static string Encode(string value) => WebUtility.HtmlEncode(value);
}
