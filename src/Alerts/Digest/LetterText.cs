using System.Text;

namespace Monitor.Alerts.Digest;

/// <summary>The letter as plain text; also what robots carry. Pictures are left out: the tables below them say the same.</summary>
internal static class LetterText
{
    public static string Write(DigestPaper paper, string? unsubscribe)
    {
        var (text, t) = (new StringBuilder(), paper.Tongue);
        text.Append(paper.Subject).Append('\n').Append(paper.Range).Append("\n\n");
        foreach (var sentence in paper.Sentences) text.Append(sentence).Append('\n');
        foreach (var section in paper.Sections)
        {
            text.Append('\n').Append("【").Append(section.Caption).Append("】\n");
            if (section.Table.Rows.Count == 0) text.Append(t["本期没有记录", "nothing recorded"]).Append('\n');
            foreach (var row in section.Table.Rows)
                text.AppendJoin(t["；", "; "], section.Table.Head.Zip(row, (name, cell) => name + t["：", ": "] + cell.Text)).Append('\n');
        }

        text.Append('\n').Append(paper.Next).Append('\n');
        if (unsubscribe is not null) text.Append('\n').Append(t["退订：", "Unsubscribe: "]).Append(unsubscribe).Append('\n');
        return text.ToString();
    }
}
