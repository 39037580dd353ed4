using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;

namespace Monitor.Host.Replay.Reading;

/// <summary>One line of a recording, at the moment the service would have seen it.</summary>
internal abstract record ReplayEvent(DateTimeOffset At);

/// <param name="Post">As a collector would have read it: unmasked, so it never leaves the intake.</param>
/// <param name="Platform">Platform label, or null when the line has none.</param>
/// <param name="Role">Who speaks, or null when the line does not say.</param>
/// <param name="Backfill">It was already there when watching began: kept, but raises no alert.</param>
internal sealed record PostEvent(DateTimeOffset At, RawPost Post, string? Platform, SourceRole? Role, bool Backfill) : ReplayEvent(At);

/// <summary>A check is known when it has ended, not when it began.</summary>
internal sealed record ProbeEvent(ProbeResult Result) : ReplayEvent(Result.At + TimeSpan.FromMilliseconds(Result.Timings?.Total ?? 0));

/// <summary>A read that brought nothing, such as a source that could not be reached.</summary>
internal sealed record ReadEvent(DateTimeOffset At, string SourceId, SourceState State, string? Error) : ReplayEvent(At);

/// <summary>A line that could not be used. Never quotes it: it may hold what must not be shown.</summary>
internal sealed record ReplayProblem(string File, int Line, string What)
{
    public override string ToString() => $"{File}:{Line}: {What}";
}

/// <summary>An event or a problem, with its place in the recording.</summary>
internal readonly record struct ReplayLine(string File, int Line, ReplayEvent? Event, string? Problem);
