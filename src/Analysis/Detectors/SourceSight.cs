using Monitor.Core.Contracts;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Detectors;

/// <summary>Whether missing posts can mean anything: a source that cannot be read, or whose posts nobody could judge, is not a quiet one.</summary>
internal static class SourceSight
{
    /// <summary>Posts that wait for their judgement count this long; one that can never be judged must not hold alerts open for a day.</summary>
    private static readonly TimeSpan Waiting = TimeSpan.FromHours(1);

    public static bool Failing(SourceState state) => state is SourceState.Blocked or SourceState.ParseError or SourceState.Unreachable;

    /// <summary>
    /// True when every one of these sources (or every source, when none of these has a status) failed at its last look,
    /// when recent posts of theirs are not assessed yet, as while no models are loaded, or when memory did not hold the whole look-back. Without any status nothing is known to fail, as in a replay of posts alone.
    /// </summary>
    public static bool Blind(JudgeWindow window, IReadOnlySet<string> sourceIds)
    {
        if (window.PostsCutAt is not null || Unjudged(window, sourceIds)) return true;
        var concerned = window.SourceStatuses.Where(s => sourceIds.Contains(s.SourceId)).ToList();
        IReadOnlyList<SourceStatus> asked = concerned.Count > 0 ? concerned : window.SourceStatuses;
        return asked.Count > 0 && asked.All(s => Failing(s.LastRun.State));
    }

    private static bool Unjudged(JudgeWindow window, IReadOnlySet<string> sourceIds)
    {
        // Oldest first: the recent ones stand at the end.
        for (var i = window.Posts.Count - 1; i >= 0 && window.Posts[i].FirstSeen > window.Now - Waiting; i--)
            if (window.Posts[i] is { Role: SourceRole.Public, Backfill: false, Assessment: null } post && (sourceIds.Count == 0 || sourceIds.Contains(post.SourceId))) return true;
        return false;
    }
}
