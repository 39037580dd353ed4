using System.Text;

namespace Monitor.Storage.Postgres;

/// <summary>What people write may hold what a text of PostgreSQL cannot: NUL, and halves of surrogate pairs. Each becomes U+FFFD, as in SQLite's readers.</summary>
internal static class PgText
{
    public static string Clean(string text) => IsClean(text) ? text : string.Concat(text.EnumerateRunes().Select(r => r.Value == 0 ? "\uFFFD" : r.ToString()));

    private static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!Rune.TryGetRuneAt(text, i, out _)) return false;
            i++;
        }

        return true;
    }
}
