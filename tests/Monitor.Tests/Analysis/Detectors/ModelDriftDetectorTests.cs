using Monitor.Analysis.Detectors.ModelDrift;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class ModelDriftDetectorTests
{
    private readonly ModelDriftDetector _detector = new(new ModelDriftOptions());

    [Fact]
    public void A_week_unlike_the_reference_is_blue_and_names_its_figures()
    {
        var signals = Look(week: new DriftSpan(900, 0.31, 0.08, 0.02));
        var signal = Assert.Single(signals);
        Assert.Equal(("risk-score", WarningLevel.Blue, Team.Propaganda, SignalState.Firing), (signal.Subject, signal.Level, signal.Team, signal.State));
        Assert.Contains("0.310", signal.Why, StringComparison.Ordinal);
        Assert.Contains("0.250", signal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_measure_is_a_trouble_of_its_own() =>
        Assert.Equal(["risk-score", "mood-share", "words"], Look(week: new DriftSpan(900, 0.25, 0.25, 0.2)).Select(s => s.Subject));

    [Fact]
    public void Unknown_words_count_beside_what_the_reference_had_itself()
    {
        Assert.Empty(Look(week: new DriftSpan(900, 0, 0, 0.11), own: 0.06));
        Assert.Equal("words", Assert.Single(Look(week: new DriftSpan(900, 0, 0, 0.13), own: 0.06)).Subject);
        Assert.Empty(Look(week: new DriftSpan(900, 0, 0, 0.04), own: 0.001));
    }

    [Fact]
    public void One_busy_day_is_no_drift() =>
        Assert.Empty(_detector.Detect(Empty with { Drift = Figures(new DriftSpan(900, 0.01, 0.01, 0), 0.02) with { Day = new DriftSpan(900, 2, 2, 0.9) } }));

    [Fact]
    public void Few_posts_say_nothing_and_keep_what_is_open()
    {
        var few = new DriftSpan(299, 3, 3, 0.9);
        Assert.Empty(Look(few));
        Assert.Equal(SignalState.Unknown, Assert.Single(Look(few, open: "model-drift:risk-score")).State);
    }

    [Fact]
    public void It_is_over_when_the_week_is_like_the_reference_again() =>
        Assert.Equal(SignalState.Clear, Assert.Single(Look(new DriftSpan(900, 0.02, 0.02, 0), open: "model-drift:risk-score")).State);

    [Fact]
    public void New_models_close_what_was_said_of_the_old_and_claim_no_recovery()
    {
        var window = Empty with { Drift = Figures(null, 0), OpenFingerprints = new HashSet<string> { "model-drift:words" } };
        var signal = Assert.Single(_detector.Detect(window));
        Assert.Equal(SignalState.Clear, signal.State);
        Assert.Contains("不代表已恢复", signal.Why, StringComparison.Ordinal);
    }

    private List<Signal> Look(DriftSpan week, double own = 0.02, params string[] open) =>
        [.. _detector.Detect(Empty with { Drift = Figures(week, own), OpenFingerprints = open.ToHashSet() })];

    private static DriftFigures Figures(DriftSpan? week, double own) => new()
    {
        Model = "test",
        At = Now,
        ReferenceFrom = Now.AddDays(-30),
        ReferenceUntil = Now.AddDays(-16),
        ReferencePosts = 5_000,
        ReferenceUnknown = own,
        Day = week,
        Week = week,
    };
}
