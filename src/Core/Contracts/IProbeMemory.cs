namespace Monitor.Core.Contracts;

/// <summary>
/// What a probe must know of earlier checks and a person's word on them: the approved look of a page, names already seen, the last sign of life.
/// Small texts, kept for as long as the target is; one that is gone makes the probe learn anew, never fail.
/// </summary>
public interface IProbeMemory
{
    /// <param name="key">The kind's own word for what it keeps, such as <c>baseline</c>.</param>
    /// <returns>Null when nothing is kept.</returns>
    Task<string?> ReadAsync(string targetId, string key, CancellationToken ct);

    /// <summary>Replaces what was kept.</summary>
    Task WriteAsync(string targetId, string key, string value, CancellationToken ct);
}
