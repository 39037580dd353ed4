using Monitor.Core.Contracts;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Detectors;

/// <summary>Whether missing posts can mean anything: a source that cannot be read is not a quiet one.</summary>
internal static class SourceSight
{
    public static bool Failing(SourceState state) => state is SourceState.Blocked or SourceState.ParseError or SourceState.Unreachable;

    /// <summary>
    /// True when every one of these sources (or every source, when none of these has a status) failed at its last look.
    /// Without any status nothing is known to fail, as in a replay of posts alone.
    /// </summary>
    public static bool Blind(JudgeWindow window, IReadOnlySet<string> sourceIds)
    {
        var concerned = window.SourceStatuses.Where(s => sourceIds.Contains(s.SourceId)).ToList();
        IReadOnlyList<SourceStatus> asked = concerned.Count > 0 ? concerned : window.SourceStatuses;
        return asked.Count > 0 && asked.All(s => Failing(s.LastRun.State));
    }
}
