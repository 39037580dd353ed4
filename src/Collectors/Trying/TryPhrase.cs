using Monitor.Collectors.Probes.Tampering.Phrases;

namespace Monitor.Collectors.Trying;

/// <summary>Phrases judged as the probe kind `tampering` judges titles and links: `text`, or `file` with one a line.</summary>
internal static class TryPhrase
{
    public static string Answer(string? id, string? text, Func<string> file)
    {
        IReadOnlyList<string> phrases = text is not null ? [text] : [.. file().Split('\n').Select(l => l.TrimEnd('\r')).Where(l => !string.IsNullOrWhiteSpace(l))];
        var judged = phrases.Select(p => (Text: p, Verdict: PhraseJudge.Judge(p))).ToList();
        var items = judged.Select(j => new
        {
            text = j.Text,
            spam = j.Verdict.Spam,
            score = Math.Round(j.Verdict.Score, 4),
            reasons = j.Verdict.Reasons.Select(r => new { category = r.Category, weight = r.Weight, words = r.Words }),
        });
        return TryAnswer.Items(id, items, new() { ["rows"] = judged.Count, ["spam"] = judged.Count(j => j.Verdict.Spam) });
    }
}
