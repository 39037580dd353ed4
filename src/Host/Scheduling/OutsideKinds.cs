using Monitor.Collectors;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;

namespace Monitor.Host.Scheduling;

/// <summary>Kinds of the parts that look at the outside world. A replay puts a recording in their place; everything behind them stays the service.</summary>
internal sealed record OutsideKinds(
    IReadOnlyList<Kind<SourceDefinition, CollectorServices, ICollector>> Collectors,
    IReadOnlyList<Kind<TargetDefinition, ProbeServices, IProbe>> Probes)
{
    public static OutsideKinds Shipped { get; } = new(CollectorCatalog.Kinds, ProbeCatalog.Kinds);
}
