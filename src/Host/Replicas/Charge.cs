namespace Monitor.Host.Replicas;

/// <summary>A duty with a memory, which one process has at a time.</summary>
/// <param name="Duty">Name of its lease.</param>
/// <param name="Role">Who may have it.</param>
/// <param name="BeginAsync">Brings the memory up to date before the first turn; a throw leaves the duty to be taken up again.</param>
/// <param name="Began">The first turn may come at once.</param>
/// <param name="End">Whatever goes on in the background ends.</param>
internal sealed record Charge(string Duty, NodeRole Role, Func<CancellationToken, Task> BeginAsync, Func<Task> Began, Action End)
{
    public const string Judge = "judge";
    public const string Deliver = "deliver";

    /// <summary>One turn at a time.</summary>
    public SemaphoreSlim One { get; } = new(1, 1);
}
