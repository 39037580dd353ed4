using Monitor.Alerts;
using Monitor.Analysis;
using Monitor.Collectors;
using Monitor.Core.Alerts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Monitor.Core.Sources;

namespace Monitor.Host.Configuration;

/// <summary>The four catalogs side by side; binding, schema and `monitor kinds` follow from here.</summary>
internal static class Families
{
    public static IReadOnlyList<KindFamily> All { get; } =
    [
        new("collector", typeof(SourceDefinition), KindCard.Of(CollectorCatalog.Kinds)),
        new("probe", typeof(TargetDefinition), KindCard.Of(ProbeCatalog.Kinds)),
        new("detector", typeof(DetectorDefinition), KindCard.Of(DetectorCatalog.Kinds)),
        new("notifier", typeof(ChannelDefinition), KindCard.Of(NotifierCatalog.Kinds)),
    ];
}
