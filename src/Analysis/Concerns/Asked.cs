namespace Monitor.Analysis.Concerns;

/// <summary>What kind of thing would answer: a time, a sum, a number to call, a place. Nothing known is no reason against an answer.</summary>
internal static class Asked
{
    private static readonly string[] Times = ["几点", "几号", "哪天", "什么时候", "啥时候", "何时", "多久", "截止时间", "哪一天", "时间"];
    private static readonly string[] Sums = ["多少钱", "收费", "费用", "要钱", "几块"];
    private static readonly string[] Calls = ["电话", "热线", "打哪", "怎么联系", "联系谁"];

    /// <summary>Whether the answer holds the kind of thing most of the questions ask for.</summary>
    public static bool Fits(IReadOnlyList<string> questions, string answer) =>
        (!Most(questions, Times) || HasTime(answer))
        && (!Most(questions, Sums) || answer.Contains('元') || answer.Contains("免费", StringComparison.Ordinal) || answer.Contains("收取", StringComparison.Ordinal))
        && (!Most(questions, Calls) || Digits(answer) >= 5 || answer.Contains("热线", StringComparison.Ordinal));

    private static bool Most(IReadOnlyList<string> questions, string[] words) =>
        questions.Count(q => words.Any(w => q.Contains(w, StringComparison.Ordinal))) * 2 > questions.Count;

    private static bool HasTime(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is '时' or '点' or '日' or '号' or ':' or '：' or '月' or '天' && (char.IsAsciiDigit(text[i - 1]) || "一二三四五六七八九十零两".Contains(text[i - 1], StringComparison.Ordinal))) return true;
        }

        return false;
    }

    private static int Digits(string text) => text.Count(char.IsAsciiDigit);
}
