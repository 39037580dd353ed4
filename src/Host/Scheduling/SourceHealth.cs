using Monitor.Analysis.Text;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;
using Monitor.Core.Text;

namespace Monitor.Host.Scheduling;

/// <summary>What one read says of its source. A read that went well may still be a bad sign: nothing new for too long, or a list that holds nothing any more.</summary>
internal static class SourceHealth
{
    /// <summary>Until one read has succeeded, and to the end of that read, what a source shows is its past, not news.</summary>
    public static bool IsFirst(SourceStatus? status) =>
        status is null || status.LastRun is { Backfill: true, More: true } || (status.Posts == 0 && status.LastFresh is null && status.LastRun.State is not (SourceState.Ok or SourceState.Quiet));

    public static bool Failing(SourceState state) => state is SourceState.Blocked or SourceState.ParseError or SourceState.Unreachable;

    public static SourceRun Of(SourceRun run, CollectResult read, SourceDefinition source, SourceStatus? status, string? phase)
    {
        var judged = read.Waiting && status is { LastRun: var last } && Failing(last.State) ? run with { State = last.State, Error = last.Error } : run;
        if (read is { State: SourceState.Ok, Empty: true } && status is { Posts: > 0 } && !source.MayBeEmpty)
            judged = run with { State = SourceState.ParseError, Error = "the answer holds no entry at all, and this source has brought posts before; if it may be empty, say mayBeEmpty: true" };
        else if (judged.State == SourceState.Ok && run.Fresh == 0 && Overdue(run.At, source, status, phase))
            judged = run with { State = SourceState.Quiet };
        return judged.State == SourceState.Ok ? judged : judged with { Sample = Evidence(read.Sample) };
    }

    private static bool Overdue(DateTimeOffset now, SourceDefinition source, SourceStatus? status, string? phase) =>
        status is not null && source.ExpectedWithin(phase) is { } expected && now - (status.LastFresh ?? status.FirstRun) > expected;

    /// <summary>Masked before it is cut, so that no half number is left at its end.</summary>
    private static string? Evidence(string? sample) => sample is null ? null : PersonalDataMask.Mask(sample).CutTo(SourceSpell.MostSample);
}
