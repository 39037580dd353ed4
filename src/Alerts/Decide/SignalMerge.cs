using Monitor.Core.Signals;

namespace Monitor.Alerts.Decide;

/// <summary>At most one signal a fingerprint and tick: firing outweighs unknown, unknown outweighs clear; among firing the highest level speaks.</summary>
internal static class SignalMerge
{
    public static IReadOnlyList<Signal> OnePerFingerprint(IReadOnlyList<Signal> signals)
    {
        var merged = new Dictionary<string, Signal>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var signal in signals)
        {
            if (!merged.TryGetValue(signal.Fingerprint, out var other)) order.Add(signal.Fingerprint);
            if (other is null || Outweighs(signal, other)) merged[signal.Fingerprint] = signal;
        }

        return [.. order.Select(f => merged[f])];
    }

    private static bool Outweighs(Signal a, Signal b)
    {
        if (a.State != b.State) return Weight(a.State) > Weight(b.State);
        return a.State == SignalState.Firing && a.Level > b.Level;
    }

    private static int Weight(SignalState state) => state switch { SignalState.Firing => 2, SignalState.Unknown => 1, _ => 0 };
}
