using Monitor.Core.Contracts;
using Monitor.Core.Signals;

namespace Monitor.Analysis.Detectors;

/// <summary>One detector in the settings of each phase of the season; the window's phase picks.</summary>
internal sealed class PhasedDetector(IDetector usual, IReadOnlyDictionary<string, IDetector> phases) : IDetector
{
    public string Kind => usual.Kind;

    public IEnumerable<Signal> Detect(JudgeWindow window) =>
        (window.Phase is { } phase ? phases.GetValueOrDefault(phase.Name, usual) : usual).Detect(window);

    /// <summary>A plain detector where the definition names no phase.</summary>
    public static IDetector Of(DetectorDefinition definition, Func<object?, IDetector> create) =>
        definition.Phases.Count == 0
            ? create(definition.Options)
            : new PhasedDetector(create(definition.Options), definition.Phases.ToDictionary(p => p.Key, p => create(p.Value), StringComparer.Ordinal));
}
