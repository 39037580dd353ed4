using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Markup;

/// <summary>
/// One look for every table: a caption for screen readers, a scroll box for phones, a sentence when it is empty. A head that begins with # stands
/// over numbers and is set to the right like them. Caption, heads and sentence are given in Chinese and shown in the reader's language.
/// </summary>
internal static class Tables
{
    public static Html Of(string caption, IReadOnlyList<string> heads, IEnumerable<Html> rows, string whenEmpty)
    {
        var body = rows.ToList();
        if (body.Count == 0) return $"<p class=\"empty\">{Say(whenEmpty)}</p>";

        var name = Say(caption);
        return $"""
            <div class="scroll" tabindex="0" role="region" aria-label="{name}"><table><caption class="hidden">{name}</caption>
            <thead><tr>{heads.Select(Head)}</tr></thead><tbody>{body}</tbody></table></div>
            """;
    }

    private static Html Head(string head) => head is ['#', .. var name] ? (Html)$"<th scope=\"col\" class=\"num\">{Say(name)}</th>" : $"<th scope=\"col\">{Say(head)}</th>";
}
