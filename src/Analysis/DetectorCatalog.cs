using Monitor.Analysis.Detectors;
using Monitor.Analysis.Detectors.BudgetBurn;
using Monitor.Analysis.Detectors.Burst;
using Monitor.Analysis.Detectors.Certificate;
using Monitor.Analysis.Detectors.CrossEvidence;
using Monitor.Analysis.Detectors.Distress;
using Monitor.Analysis.Detectors.FoundWeakness;
using Monitor.Analysis.Detectors.Hype;
using Monitor.Analysis.Detectors.ModelDrift;
using Monitor.Analysis.Detectors.NewOffer;
using Monitor.Analysis.Detectors.Outage;
using Monitor.Analysis.Detectors.OverdueWeakness;
using Monitor.Analysis.Detectors.OwnNetwork;
using Monitor.Analysis.Detectors.RisingStory;
using Monitor.Analysis.Detectors.RumourStory;
using Monitor.Analysis.Detectors.SentimentShift;
using Monitor.Analysis.Detectors.SlowHours;
using Monitor.Analysis.Detectors.SourceSilence;
using Monitor.Analysis.Detectors.Tampering;
using Monitor.Analysis.Detectors.UnansweredConcern;
using Monitor.Analysis.Detectors.VantageSilence;
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
        Kind<BurstOptions>(BurstDetector.KindName, "Posts of one topic and mood far exceed what the same hour of earlier weeks, or the day so far, makes likely.", o => new BurstDetector(o)),
        Kind<RisingStoryOptions>(RisingStoryDetector.KindName, "A negative or risky story doubles from window to window, faster than the day's stories do.", o => new RisingStoryDetector(o)),
        Kind<SentimentShiftOptions>(SentimentShiftDetector.KindName, "The share of negative posts on a topic rises above that of the weeks before.", o => new SentimentShiftDetector(o)),
        Kind<NewOfferOptions>(NewOfferDetector.KindName, "Answers, places or inside help are offered in a wording not seen before, repeatedly.", o => new NewOfferDetector(o)),
        Kind<HypeOptions>(HypeDetector.KindName, "Top scorers or enrolment successes are advertised, by a watched source or by a crowd.", o => new HypeDetector(o)),
        Kind<DistressOptions>(DistressDetector.KindName, "Posts tell of students in distress; restricted, counts only.", o => new DistressDetector(o)),
        Kind<CrossEvidenceOptions>(CrossEvidenceDetector.KindName, "Complaints and probes read together: confirmed, unconfirmed, or not noticed yet.", o => new CrossEvidenceDetector(o)),
        Kind<SourceSilenceOptions>(SourceSilenceDetector.KindName, "A watched source is blocked, unreadable or silent for too long.", o => new SourceSilenceDetector(o)),
        Kind<CertificateOptions>(CertificateDetector.KindName, "A guarded system's certificate is expired, expiring, for another name or not trusted.", o => new CertificateDetector(o)),
        Kind<OverdueWeaknessOptions>(OverdueWeaknessDetector.KindName, "Weaknesses of a guarded system were not mended by their day.", o => new OverdueWeaknessDetector(o)),
        Kind<VantageSilenceOptions>(VantageSilenceDetector.KindName, "A vantage point of our own no longer reports.", o => new VantageSilenceDetector(o)),
        Kind<UnansweredConcernOptions>(UnansweredConcernDetector.KindName, "Many people ask the same and no official notice answers.", o => new UnansweredConcernDetector(o)),
        Kind<ModelDriftOptions>(ModelDriftDetector.KindName, "The posts of the last week are no longer like those of the models' first weeks.", o => new ModelDriftDetector(o)),
        Kind<OwnNetworkOptions>(OwnNetworkDetector.KindName, "Our own network is out: the witnesses do not answer, and no target is blamed.", o => new OwnNetworkDetector(o)),
        Kind<BudgetBurnOptions>(BudgetBurnDetector.KindName, "A guarded system uses up its error budget too fast, long outage or many short ones.", (o, s) => new BudgetBurnDetector(o, s.Season)),
        Kind<SlowHoursOptions>(SlowHoursDetector.KindName, "A guarded system answers far slower than at this hour of other days.", o => new SlowHoursDetector(o)),
        Kind<TamperingOptions>(TamperingDetector.KindName, "A guarded page shows what someone else put there, several looks in a row.", o => new TamperingDetector(o)),
        Kind<WeaknessOptions>(WeaknessDetector.KindName, "A probe tells of a weakness: something public that should not be, a name registered to be taken for ours.", o => new WeaknessDetector(o)),
    ];

    private static Kind<DetectorDefinition, DetectorServices, IDetector> Kind<TOptions>(string name, string summary, Func<TOptions, IDetector> create)
        where TOptions : class, new() => Kind<TOptions>(name, summary, (o, _) => create(o));

    private static Kind<DetectorDefinition, DetectorServices, IDetector> Kind<TOptions>(string name, string summary, Func<TOptions, DetectorServices, IDetector> create)
        where TOptions : class, new() =>
        new(name, summary, typeof(TOptions), (definition, services) => PhasedDetector.Of(definition, o => create(o as TOptions ?? new TOptions(), services)));
}
