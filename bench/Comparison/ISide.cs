using Monitor.Core.Signals;

namespace Monitor.Bench.Comparison;

/// <summary>One of the two that are compared.</summary>
internal interface ISide : IAsyncDisposable
{
    string Name { get; }

    Task StartAsync(CancellationToken ct);

    /// <summary>What the detectors see at this moment of the story; a side that is not there hears nothing.</summary>
    Task LookAsync(IReadOnlyList<(Trouble Trouble, SignalState State)> seen, TimeSpan moment, CancellationToken ct);

    /// <summary>At once and without a word.</summary>
    Task KillAsync();
}
