using Monitor.Analysis.Duplicates;

namespace Monitor.Tests.Analysis.Duplicates;

/// <summary>Pairwise figures of a clustering: of the pairs put together how many belong together, and the other way round.</summary>
internal sealed record PairScores(long Both, long Wrong, long Missed)
{
    public double Precision => Both + Wrong == 0 ? 1 : (double)Both / (Both + Wrong);

    public double Recall => Both + Missed == 0 ? 1 : (double)Both / (Both + Missed);

    public double F1 => 2 * Precision * Recall / (Precision + Recall);

    public static PairScores operator +(PairScores a, PairScores b) => new(a.Both + b.Both, a.Wrong + b.Wrong, a.Missed + b.Missed);

    public static PairScores Of(IReadOnlyList<string> truth, IReadOnlyList<string> found)
    {
        long both = 0, wrong = 0, missed = 0;
        for (var i = 0; i < truth.Count; i++)
        {
            for (var j = i + 1; j < truth.Count; j++)
            {
                bool same = truth[i] == truth[j], together = found[i] == found[j];
                if (same && together) both++;
                else if (together) wrong++;
                else if (same) missed++;
            }
        }

        return new PairScores(both, wrong, missed);
    }

    /// <summary>Folds in the order given; ids as they are once all merges are known.</summary>
    public static IReadOnlyList<string> Fold(StoryFolder folder, IReadOnlyList<string> texts)
    {
        var at = new DateTimeOffset(2026, 6, 5, 8, 0, 0, TimeSpan.FromHours(8));
        var ids = texts.Select((t, i) => folder.Fold(StoryFolderTests.Post("p" + i, t, at.AddSeconds(i)))).ToArray();
        return Settled(ids, folder);
    }

    public static IReadOnlyList<string> Settled(IReadOnlyList<string> ids, StoryFolder folder)
    {
        var into = folder.TakeMerges().ToDictionary(m => m.From, m => m.Into);
        return [.. ids.Select(Last)];

        string Last(string id) => into.TryGetValue(id, out var next) ? Last(next) : id;
    }
}
