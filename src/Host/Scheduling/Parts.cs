using Monitor.Alerts;
using Monitor.Analysis;
using Monitor.Collectors;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>
/// The collectors, probes, detectors and notifiers of the config in force. Built once per snapshot; a reload builds anew.
/// A part that cannot be built is logged and left out, the others work on.
/// </summary>
internal sealed class Parts(
    ICurrentConfig config, OutsideKinds outside, CollectorServices collecting, ProbeServices probing, NotifierServices notifying, ILogger<Parts> log)
{
    private readonly Lock _gate = new();
    private Built? _built;

    /// <summary>One consistent set; take it once and use it to the end of the work.</summary>
    public Built Now()
    {
        lock (_gate)
        {
            var current = config.Current;
            if (_built?.Config != current) _built = Build(current);
            return _built!;
        }
    }

    private Built Build(MonitorConfig c) => new(
        c,
        c.Sources.Where(s => s.Enabled).Select(s => (s.Id, Part: Make(outside.Collectors, s.Kind, s, collecting)))
            .Where(x => x.Part is not null).ToDictionary(x => x.Id, x => x.Part!, StringComparer.Ordinal),
        c.Targets.Where(t => t.Enabled).Select(t => (t.Id, Part: Make(outside.Probes, t.Kind, t, probing)))
            .Where(x => x.Part is not null).ToDictionary(x => x.Id, x => x.Part!, StringComparer.Ordinal),
        [.. c.Rules.Where(r => r.Enabled).Select(r => Make(DetectorCatalog.Kinds, r.Kind, r, new DetectorServices(c.Season))).OfType<IDetector>()],
        c.Channels.Select(n => (n.Id, Part: Make(NotifierCatalog.Kinds, n.Kind, n, notifying)))
            .Where(x => x.Part is not null).ToDictionary(x => x.Id, x => x.Part!, StringComparer.Ordinal));

    private TPart? Make<TDefinition, TServices, TPart>(
        IReadOnlyList<Kind<TDefinition, TServices, TPart>> kinds, string kind, TDefinition definition, TServices services) where TPart : class
    {
        try
        {
            return kinds.First(k => k.Name == kind).Create(definition, services);
        }
        catch (Exception e)
        {
            log.LogError(e, "A part of kind {Kind} could not be built and is left out", kind);
            return null;
        }
    }

    internal sealed record Built(
        MonitorConfig Config,
        IReadOnlyDictionary<string, ICollector> Collectors,
        IReadOnlyDictionary<string, IProbe> Probes,
        IReadOnlyList<IDetector> Detectors,
        IReadOnlyDictionary<string, INotifier> Notifiers);
}
