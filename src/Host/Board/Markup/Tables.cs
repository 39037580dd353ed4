namespace Monitor.Host.Board.Markup;

/// <summary>
/// One look for every table: a caption for screen readers, a scroll box for phones, a sentence when it is empty. A head that begins with # stands
/// over numbers and is set to the right like them.
/// </summary>
internal static class Tables
{
    public static Html Of(string caption, IReadOnlyList<string> heads, IEnumerable<Html> rows, string whenEmpty)
    {
        var body = rows.ToList();
        if (body.Count == 0) return $"<p class=\"empty\">{whenEmpty}</p>";

        return $"""
            <div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table><caption class="hidden">{caption}</caption>
            <thead><tr>{heads.Select(Head)}</tr></thead><tbody>{body}</tbody></table></div>
            """;
    }

    private static Html Head(string head) => head is ['#', .. var name] ? (Html)$"<th scope=\"col\" class=\"num\">{name}</th>" : $"<th scope=\"col\">{head}</th>";
}
