using System.Text;

namespace Monitor.Alerts.Digest;

/// <summary>A wide table set row by row: what the row is about, below it name and figure one after the other. It wraps on any screen, where columns would be a character wide.</summary>
internal static class LetterCards
{
    public static void Append(StringBuilder html, DigestTable table)
    {
        html.Append("<tr><td><table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;\">\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr><td style=\"border:1px solid #c8ccd0;padding:7px 9px;font-size:14px;line-height:20px;text-align:left;word-break:break-word;\"><span style=\"font-weight:bold;\">")
                .Append(LetterHtml.Encode(row[0].Number is null ? row[0].Text : $"{table.Head[0]} {row[0].Text}")).Append("</span><br>");
            html.Append("<span style=\"font-size:13px;line-height:20px;color:#59636e;\">");
            html.AppendJoin(" &middot; ", table.Head.Zip(row).Skip(1).Select(Figure));
            html.Append("</span></td></tr>\n");
        }

        html.Append("</table></td></tr>\n");
    }

    // A name and its figure stay on one line.
    private static string Figure((string Name, DigestCell Cell) each) =>
        $"<span style=\"white-space:nowrap;\">{LetterHtml.Encode(each.Name)}&nbsp;<span style=\"color:#1f2328;\">{LetterHtml.Encode(each.Cell.Text)}</span></span>";
}
