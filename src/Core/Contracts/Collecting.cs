using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;

namespace Monitor.Core.Contracts;

/// <summary>What one read of a source gave. Broken entries are named, never fatal to the rest.</summary>
public sealed record CollectResult
{
    public required SourceState State { get; init; }

    public IReadOnlyList<RawPost> Posts { get; init; } = [];

    /// <summary>Entries that could not be read, each with its reason.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>For a person: url, phase, what was expected; null when all is well.</summary>
    public string? Error { get; init; }

    /// <summary>Validators for the next conditional GET, or null to keep the old ones.</summary>
    public string? Cursor { get; init; }

    /// <summary>There is more to read now; asked for with the new cursor once this part is stored.</summary>
    public bool More { get; init; }

    /// <summary>The cursor moves on even past entries that could not be worked on: the same ones would come for ever.</summary>
    public bool Onward { get; init; }

    /// <summary>Nothing was read, for others send; what the last true read said of the source stands.</summary>
    public bool Waiting { get; init; }

    /// <summary>A good answer that held no entry at all, where a list was expected.</summary>
    public bool Empty { get; init; }

    /// <summary>Beginning of the answer, as it came; evidence if the read turns out to be a bad one.</summary>
    public string? Sample { get; init; }

    /// <summary>True when the server said "not modified".</summary>
    public bool Unchanged { get; init; }

    /// <summary>What each room did, for `monitor collect`.</summary>
    public IReadOnlyList<string> Trace { get; init; } = [];
}

/// <summary>Reads one source once. Does not throw for what the outside world does; throws OperationCanceledException on stop.</summary>
public interface ICollector
{
    /// <param name="cursor">What the last successful run returned, or null at first.</param>
    Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct);
}

/// <summary>Checks one target once. Failure of the target is a result, not an exception.</summary>
public interface IProbe
{
    /// <summary>Host it turns to, so that no host gets too many checks at once; null when that is not for us to spare.</summary>
    string? Host => null;

    Task<ProbeResult> ProbeAsync(CancellationToken ct);
}
