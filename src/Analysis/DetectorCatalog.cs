using Monitor.Analysis.Detectors.Certificate;
using Monitor.Analysis.Detectors.ModelDrift;
using Monitor.Analysis.Detectors.NegativeBurst;
using Monitor.Analysis.Detectors.Outage;
using Monitor.Analysis.Detectors.RumourStory;
using Monitor.Analysis.Detectors.SourceSilence;
using Monitor.Core.Contracts;
using Monitor.Core.Season;
using Monitor.Core.Signals;

namespace Monitor.Analysis;

/// <summary>What detectors may need besides their options.</summary>
public sealed record DetectorServices(ExamSeason Season);

/// <summary>Every kind of detector; nothing else lists them.</summary>
public static class DetectorCatalog
{
    public static IReadOnlyList<Kind<DetectorDefinition, DetectorServices, IDetector>> Kinds { get; } =
    [
        Kind<OutageOptions>(OutageDetector.KindName, "A guarded system fails or degrades several checks in a row.", o => new OutageDetector(o)),
        Kind<RumourStoryOptions>(RumourStoryDetector.KindName, "A story with risky posts about the exams spreads over authors and platforms.", o => new RumourStoryDetector(o)),
        Kind<NegativeBurstOptions>(NegativeBurstDetector.KindName, "Negative posts on one topic far exceed what the day so far makes likely.", o => new NegativeBurstDetector(o)),
        Kind<SourceSilenceOptions>(SourceSilenceDetector.KindName, "A watched source is blocked, unreadable or silent for too long.", o => new SourceSilenceDetector(o)),
        Kind<CertificateOptions>(CertificateDetector.KindName, "A guarded system's certificate is expired, expiring, for another name or not trusted.", o => new CertificateDetector(o)),
        Kind<ModelDriftOptions>(ModelDriftDetector.KindName, "The posts of the last week are no longer like those of the models' first weeks.", o => new ModelDriftDetector(o)),
    ];

    private static Kind<DetectorDefinition, DetectorServices, IDetector> Kind<TOptions>(string name, string summary, Func<TOptions, IDetector> create)
        where TOptions : class, new() =>
        new(name, summary, typeof(TOptions), (definition, _) => create(definition.Options as TOptions ?? new TOptions()));
}
