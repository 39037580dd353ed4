namespace Monitor.Core.Sources;

public enum SourceState { Ok, Quiet, Blocked, ParseError, Unreachable }

/// <summary>One read of one source and how it went.</summary>
public sealed record SourceRun
{
    public required string SourceId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required SourceState State { get; init; }

    /// <summary>Items seen in the answer, and how many of them were new.</summary>
    public int Items { get; init; }

    public int Fresh { get; init; }

    /// <summary>Entries skipped because they could not be read.</summary>
    public int Broken { get; init; }

    /// <summary>What went wrong, for a person; null when all is well.</summary>
    public string? Error { get; init; }

    public TimeSpan Took { get; init; }

    /// <summary>The source's past, read before any of it was news.</summary>
    public bool Backfill { get; init; }

    /// <summary>More of the same read follows at once.</summary>
    public bool More { get; init; }

    /// <summary>Beginning of the answer, masked, of a read that went wrong; kept with the spell it begins and not with the run.</summary>
    public string? Sample { get; init; }
}

/// <summary>A source's standing: its last run and its last new item.</summary>
public sealed record SourceStatus(string SourceId, SourceRun LastRun, DateTimeOffset? LastFresh, DateTimeOffset FirstRun, int Posts)
{
    /// <summary>Since when every read has gone as wrong as the last one; null while it goes well.</summary>
    public DateTimeOffset? Since { get; init; }
}
