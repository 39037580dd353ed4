using Monitor.Analysis.Detectors.Statistics;
using Monitor.Core.Posts;

namespace Monitor.Analysis.Detectors.RisingStory;

/// <summary>Posts of a story in the newest window and in the two before it, the most that any window of the day held, and how many held enough to be tested.</summary>
internal sealed record StoryPace(int Now, int Before, int Earlier, int Best, int Tests)
{
    /// <param name="posts">Oldest first.</param>
    /// <param name="enough">Posts from which a window is tested.</param>
    public static StoryPace Of(IReadOnlyList<Post> posts, DateTimeOffset now, TimeSpan window, int enough)
    {
        int Within(int back) => posts.Count(p => p.FirstSeen > now - ((back + 1) * window) && p.FirstSeen <= now - (back * window));
        var best = 0;
        for (int first = 0, last = 0; last < posts.Count; last++)
        {
            while (posts[last].FirstSeen - posts[first].FirstSeen >= window) first++;
            best = Math.Max(best, last - first + 1);
        }

        var tests = best < enough ? 0 : posts.CountBy(p => (int)((now - p.FirstSeen) / window)).Count(w => w.Value >= enough);
        return new StoryPace(Within(0), Within(1), Within(2), best, tests);
    }

    public bool Doubling => Now >= 2 * Before && Before >= Earlier;

    /// <summary>Chance that so many of the last two windows' posts fall into the newer one when the pace is steady: binomial with one half.</summary>
    public double ChanceIfSteady()
    {
        var all = Now + Before;
        var chance = 0.0;
        for (var k = Now; k <= all; k++) chance += Math.Exp(Gamma.Log(all + 1) - Gamma.Log(k + 1) - Gamma.Log(all - k + 1) - (all * Math.Log(2)));
        return Math.Min(1, chance);
    }
}
