using System.Text;

namespace Monitor.Host.Board.Access.Table;

/// <summary>The table as a page for people, docs/access.md.</summary>
internal static class AccessDocument
{
    private static readonly (Caller Caller, string Head)[] People =
    [
        (Caller.Anonymous, "nobody"), (Caller.MustChange, "must change"), (Caller.Viewer, "viewer"), (Caller.Propaganda, "propaganda"),
        (Caller.Security, "security"), (Caller.DutyOfficer, "duty officer"), (Caller.Admin, "admin"),
    ];

    public static string Markdown()
    {
        var text = new StringBuilder("""
            # Who may come where

            Written by `monitor api access` from the one table the program itself obeys; a test compares. An endpoint without a line is refused to all, and
            fails the tests. ● = let as far as the handler, which may still refuse single rows: what is restricted, another team's alerts, the register of
            weaknesses on other pages ([security](security.md)).

            - **Nobody** is not signed in; **must change** has a one-time password and must choose a new one first.
            - A **page** knows people by their session; an API key opens none. Each form carries its own token besides.
            - The **API** knows API keys, each with one of the roles; a session opens none ([API](api.md)).
            - An **own key** is a source's or vantage point's key, a job's token, or a signed link: neither session nor API key counts there.


            """.ReplaceLineEndings("\n"));
        Table(text, "Open to all", [AccessKind.Open], [], _ => []);
        Table(text, "With a key of its own", [AccessKind.OwnKey], [], _ => []);
        Table(text, "Pages and forms", [AccessKind.Page], People.Select(p => p.Head), l => People.Select(p => l.Admits(p.Caller)));
        Table(text, "For people or API keys", [AccessKind.Either], People.Skip(2).Select(p => p.Head), l => People.Skip(2).Select(p => l.Admits(p.Caller) && l.Admits(Callers.Keys(p.Caller))));
        Table(text, "API, by the role of the key", [AccessKind.Api], People.Skip(2).Select(p => p.Head), l => People.Skip(2).Select(p => l.Admits(Callers.Keys(p.Caller))));
        return text.ToString().TrimEnd() + "\n";
    }

    private static void Table(StringBuilder text, string title, AccessKind[] kinds, IEnumerable<string> heads, Func<AccessLine, IEnumerable<bool>> marks)
    {
        var lines = AccessTable.All.Where(l => kinds.Contains(l.Kind)).OrderBy(l => l.Route, StringComparer.Ordinal).ThenBy(l => l.Method, StringComparer.Ordinal).ToList();
        if (lines.Count == 0) return;
        string[] columns = ["endpoint", .. heads];
        text.Append("## ").Append(title).Append("\n\n|").AppendJoin('|', columns.Select(c => " " + c + " ")).Append("|\n|---|").Append(string.Concat(columns.Skip(1).Select(_ => ":-:|"))).Append('\n');
        foreach (var line in lines)
            text.Append("| `").Append(line.Method).Append(' ').Append(line.Route).Append("` |").Append(string.Concat(marks(line).Select(m => m ? " ● |" : " |"))).Append('\n');
        text.Append('\n');
    }
}
