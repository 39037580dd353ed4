using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Analysis.Detectors.SentimentShift;

/// <summary>
/// Two shares of negative posts and how far apart they are: the pooled two-proportion test, its variance widened by what the share scatters from
/// hour to hour beyond chance (posts answer each other, so they are not independent draws).
/// </summary>
/// <param name="Scatter">Pearson dispersion of the hourly shares; at least one.</param>
internal sealed record Shares(int Negative, int Posts, int PastNegative, int PastPosts, double Scatter)
{
    private const int HourNeeds = 5;

    public double Now => (double)Negative / Posts;

    public double Past => (double)PastNegative / PastPosts;

    private double Pooled => (double)(Negative + PastNegative) / (Posts + PastPosts);

    public double Rise => Now - Past;

    /// <summary>Standard errors between the two; positive when the newer share is the higher.</summary>
    public double Z => Rise / Math.Sqrt(Pooled * (1 - Pooled) * Scatter * ((1.0 / Posts) + (1.0 / PastPosts)));

    /// <summary>Cochran's rule: the normal law may be used when five of each kind are expected.</summary>
    public bool Testable => Posts * Pooled >= 5 && Posts * (1 - Pooled) >= 5;

    /// <param name="past">The topic's hours before the window.</param>
    public static Shares Of(int negative, int posts, IEnumerable<HourCount> past)
    {
        var hours = past.GroupBy(h => h.At)
            .Select(g => (Negative: g.Where(h => h.Sentiment == SentimentLabel.Negative).Sum(h => h.Posts), All: g.Sum(h => h.Posts))).ToList();
        int pastNegative = hours.Sum(h => h.Negative), pastPosts = hours.Sum(h => h.All);
        var share = pastPosts == 0 ? 0 : (double)pastNegative / pastPosts;
        var full = hours.Where(h => h.All >= HourNeeds).ToList();
        var scatter = share is <= 0 or >= 1 || full.Count < 2 ? 1
            : full.Sum(h => Math.Pow(h.Negative - (h.All * share), 2) / (h.All * share * (1 - share))) / (full.Count - 1);
        return new Shares(negative, posts, pastNegative, pastPosts, Math.Max(1, scatter));
    }
}
