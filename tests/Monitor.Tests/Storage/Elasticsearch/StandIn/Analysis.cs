using System.Text;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <summary>
/// What `standard` tokenizer, cjk_width, lowercase and cjk_bigram make of a text, as far as Chinese, Latin and digits go: runs of Han become
/// overlapping pairs, a lone character stays one, other words stay whole.
/// </summary>
internal static class Analysis
{
    public static List<(string Term, int Position)> Tokens(string analyzer, string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var tokens = new List<(string, int)>();
        var position = 0;
        for (var i = 0; i < folded.Length;)
        {
            if (IsHan(folded[i]))
            {
                var end = i;
                while (end < folded.Length && IsHan(folded[end])) end++;
                if (end - i == 1) tokens.Add((folded[i..end], position++));
                for (var k = i; k + 1 < end; k++)
                {
                    if (analyzer == "zh_bi_uni") tokens.Add((folded[k..(k + 1)], position));
                    tokens.Add((folded[k..(k + 2)], position++));
                }

                i = end;
            }
            else if (char.IsLetterOrDigit(folded[i]))
            {
                var end = i;
                while (end < folded.Length && char.IsLetterOrDigit(folded[end]) && !IsHan(folded[end])) end++;
                tokens.Add((folded[i..end], position++));
                i = end;
            }
            else
            {
                i++;
            }
        }

        return tokens;
    }

    public static bool HasPhrase(string analyzer, string text, string phrase)
    {
        var wanted = Tokens(analyzer, phrase);
        if (wanted.Count == 0) return false;
        var there = Tokens(analyzer, text).ToHashSet();
        return there.Where(t => t.Term == wanted[0].Term).Any(start => wanted.All(w => there.Contains((w.Term, start.Position + w.Position - wanted[0].Position))));
    }

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF';
}
