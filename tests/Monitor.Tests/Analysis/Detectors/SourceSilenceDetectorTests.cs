using Monitor.Analysis.Detectors.SourceSilence;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class SourceSilenceDetectorTests
{
    private readonly SourceSilenceDetector _detector = new(new SourceSilenceOptions());

    [Theory]
    [InlineData(SourceState.Ok, 1, 5, null)]
    [InlineData(SourceState.Quiet, 1, 59, null)]
    [InlineData(SourceState.Quiet, 1, 61, SignalState.Firing)]
    [InlineData(SourceState.Ok, 1, 61, SignalState.Firing)]
    [InlineData(SourceState.Blocked, 1, 5, null)]
    [InlineData(SourceState.Blocked, 1, 15, SignalState.Firing)]
    [InlineData(SourceState.ParseError, 1, 15, SignalState.Firing)]
    [InlineData(SourceState.Unreachable, 1, 15, SignalState.Firing)]
    [InlineData(SourceState.Unreachable, 40, 50, null)]
    public void A_source_that_fails_or_is_silent_too_long_is_reported(SourceState state, double run, double fresh, SignalState? expected)
    {
        var signal = _detector.Detect(Window(Status("forum", state, run, fresh))).SingleOrDefault();
        Assert.Equal(expected, signal?.State);
        if (signal is not null) Assert.Equal((WarningLevel.Blue, Team.Propaganda, "forum"), (signal.Level, signal.Team, signal.Subject));
    }

    [Theory]
    [InlineData(SourceState.Ok, 1, 5, SignalState.Clear)]
    [InlineData(SourceState.Quiet, 1, 30, SignalState.Clear)]
    [InlineData(SourceState.Blocked, 1, 5, SignalState.Unknown)]
    [InlineData(SourceState.Ok, 40, 45, SignalState.Unknown)]
    public void An_open_silence_ends_only_on_a_good_recent_read(SourceState state, double run, double fresh, SignalState expected)
    {
        var window = Window(Status("forum", state, run, fresh)) with { OpenFingerprints = new HashSet<string> { "source-silence:forum" } };
        Assert.Equal(expected, Assert.Single(_detector.Detect(window)).State);
    }

    [Fact]
    public void A_source_never_read_is_unknown_and_one_gone_from_config_ends()
    {
        var window = Window() with { OpenFingerprints = new HashSet<string> { "source-silence:forum", "source-silence:gone" } };
        Assert.Equal([("forum", SignalState.Unknown), ("gone", SignalState.Clear)], _detector.Detect(window).Select(s => (s.Subject, s.State)));
    }

    [Fact]
    public void A_source_that_never_brought_anything_counts_from_its_first_read()
    {
        var signal = Assert.Single(_detector.Detect(Window(Status("forum", SourceState.Blocked, 1, null))));
        Assert.Contains("拦截", signal.Why);
        Assert.Contains("HTTP 403", signal.Why);
        Assert.Equal(Now.AddDays(-2), signal.Since);
    }

    private static JudgeWindow Window(params SourceStatus[] statuses) => Empty with
    {
        Sources = [new SourceDefinition { Id = "forum", Name = "本地论坛", Kind = "feed", ExpectWithin = TimeSpan.FromHours(1) }],
        SourceStatuses = statuses,
    };
}
