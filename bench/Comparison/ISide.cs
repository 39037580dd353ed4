using Monitor.Core.Signals;

namespace Monitor.Bench.Comparison;

/// <summary>One of the two that are compared.</summary>
internal interface ISide : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Before the story begins: whatever takes long.</summary>
    Task PrepareAsync(CancellationToken ct);

    /// <summary>The story has begun, or the side comes back.</summary>
    Task StartAsync(CancellationToken ct);

    /// <summary>What the detectors see at this moment of the story; a side that is not there hears nothing.</summary>
    Task LookAsync(IReadOnlyList<(Trouble Trouble, SignalState State)> seen, TimeSpan moment, CancellationToken ct);

    /// <summary>At once and without a word.</summary>
    Task KillAsync();
}
