using Monitor.Analysis;
using Monitor.Core.Season;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class DetectorCatalogTests
{
    public static TheoryData<string> Names { get; } = [.. DetectorCatalog.Kinds.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_builds_with_its_defaults_and_owns_its_name(string name)
    {
        var kind = DetectorCatalog.Kinds.Single(k => k.Name == name);
        var detector = kind.Create(new DetectorDefinition { Kind = name, Options = Activator.CreateInstance(kind.OptionsType) }, new DetectorServices(new ExamSeason()));
        Assert.Equal(name, detector.Kind);
        Assert.Empty(detector.Detect(Empty));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_answers_for_each_of_its_open_alerts_and_no_other(string name)
    {
        var kind = DetectorCatalog.Kinds.Single(k => k.Name == name);
        var detector = kind.Create(new DetectorDefinition { Kind = name }, new DetectorServices(new ExamSeason()));
        var open = DetectorCatalog.Kinds.SelectMany(k => new[] { k.Name + ":a", k.Name + ":b:c" }).ToHashSet();
        var signals = detector.Detect(Empty with { OpenFingerprints = open }).ToList();
        Assert.Equal([name + ":a", name + ":b:c"], signals.Select(s => s.Fingerprint).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(signals, s => s.State == SignalState.Firing);
    }
}
