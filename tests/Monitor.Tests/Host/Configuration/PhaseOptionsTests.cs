using Monitor.Analysis;
using Monitor.Analysis.Detectors;
using Monitor.Analysis.Detectors.Burst;
using Monitor.Core.Season;
using Monitor.Core.Signals;
using Monitor.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Host.Configuration;

/// <summary>Options that differ in a phase of the season: the rest stays, and a mistake is named where it stands.</summary>
public sealed class PhaseOptionsTests : IDisposable
{
    private const string Season = """
        season:
          phases:
            - {name: 考试, from: 2027-06-07T00:00:00+08:00, until: 2027-06-11T00:00:00+08:00}
            - {name: 志愿填报, from: 2027-06-27T00:00:00+08:00, until: 2027-07-08T00:00:00+08:00}

        """;

    private readonly TempConfig _config = new();

    [Fact]
    public void A_phase_changes_what_it_names_and_keeps_the_rest()
    {
        var rule = Rule("kind: burst\noptions:\n  minCount: 11\n  guard: 5\nphases:\n  志愿填报:\n    guard: 1\n    falseAlarmsPerDay: 0.5\n");
        var usual = Assert.IsType<BurstOptions>(rule.Options);
        var filing = Assert.IsType<BurstOptions>(rule.Phases["志愿填报"]);
        Assert.Equal((11, 5, 0.2), (usual.MinCount, usual.Guard, usual.FalseAlarmsPerDay));
        Assert.Equal((11, 1, 0.5), (filing.MinCount, filing.Guard, filing.FalseAlarmsPerDay));
        Assert.Single(rule.Phases);
    }

    [Fact]
    public void Options_may_be_left_to_their_defaults()
    {
        Assert.Equal(0.5, ((BurstOptions)Rule("kind: burst\nphases:\n  考试:\n    falseAlarmsPerDay: 0.5\n").Phases["考试"]).FalseAlarmsPerDay);
        Assert.Empty(Rule("kind: burst\nphases:\n").Phases);
    }

    [Theory]
    [InlineData("kind: burst\nphases:\n  考试:\n    minCout: 3\n", 4, "phases.考试.minCout", "Did you mean 'minCount'?")]
    [InlineData("kind: burst\nphases:\n  考试:\n    minCount: 0\n", 4, "phases.考试.minCount", "from 1 to")]
    [InlineData("kind: burst\nphases:\n  考试:\n    bucket: soon\n", 4, "phases.考试.bucket", "length of time")]
    [InlineData("kind: burst\nphases:\n  考试:\n    minCount: 3\n    minCount: 4\n", 5, "phases.考试.minCount", "line 4")]
    [InlineData("kind: burst\nphases:\n  志愿:\n    minCount: 3\n", 3, "phases.志愿", "it has: 考试, 志愿填报")]
    [InlineData("kind: burst\nphases:\n  考试: loud\n", 3, "phases.考试", "mapping of options")]
    [InlineData("kind: burst\nphases: [考试]\n", 2, "phases", "mapping of phase names")]
    [InlineData("kind: burst\nphases:\n  考试: {minCount: 3}\n  考试: {minCount: 4}\n", 4, "phases.考试", "duplicate")]
    [InlineData("kind: hype\noptions:\n  sources: [school-onee]\n", 3, "options.sources[0]", "Did you mean 'school-one'?")]
    [InlineData("kind: cross-evidence\noptions:\n  targets: [school-one]\n", 3, "options.targets[0]", "no target has the id")]
    [InlineData("kind: cross-evidence\nphases:\n  考试:\n    targets: [gone]\n", 4, "phases.考试.targets[0]", "no target has the id")]
    [InlineData("kind: burst\noptions:\n  minCount: many\nphases:\n  考试:\n    guard: 3\n", 3, "options.minCount", "whole number")]
    public void A_mistake_is_named_with_its_place_and_once(string text, int line, string key, string hint)
    {
        var error = Assert.Single(Load(text).Errors);
        Assert.Equal(("rules/r.yaml", line, key), (error.File, error.Line, error.Key));
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_window_s_phase_picks_the_settings()
    {
        var rule = Rule("kind: cross-evidence\nphases:\n  考试:\n    surgePosts: 2\n    surgeAuthors: 2\n");
        var detector = DetectorCatalog.Kinds.Single(k => k.Name == "cross-evidence").Create(rule, new DetectorServices(new ExamSeason()));
        Assert.IsType<PhasedDetector>(detector);
        var window = Analysis.Detectors.Windows.Probing("UUUUUU") with
        {
            Posts = [.. Enumerable.Range(0, 4).Select(i => Analysis.Detectors.Windows.Post("c" + i, 5, topic: Core.Judgements.Topics.SystemOutage))],
        };
        Assert.Empty(detector.Detect(window));
        Assert.Empty(detector.Detect(window with { Phase = new Phase { Name = "出分" } }));
        Assert.Equal(2, detector.Detect(window with { Phase = new Phase { Name = "考试" } }).Count());
    }

    public void Dispose() => _config.Dispose();

    private DetectorDefinition Rule(string text)
    {
        var result = Load(text);
        Assert.Empty(result.Errors);
        return Assert.Single(result.Config!.Rules);
    }

    private ConfigResult Load(string text)
    {
        _config.Write("monitor.yaml", Season);
        _config.Write("sources/s.yaml", "id: school-one\nname: 区一中\nkind: feed\noptions:\n  url: https://school.example.cn/rss.xml\n");
        _config.Write("rules/r.yaml", text);
        return ConfigLoader.Load(_config.Directory);
    }
}
