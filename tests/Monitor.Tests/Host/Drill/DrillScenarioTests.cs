using Monitor.Host.Configuration;
using Monitor.Host.Drill.Scenarios;
using Monitor.Host.Replay.Reading;
using Xunit;

namespace Monitor.Tests.Host.Drill;

/// <summary>A scenario as its author writes it, and what is said of its mistakes.</summary>
public sealed class DrillScenarioTests : IDisposable
{
    private const string Good = """
        id: mine
        title: 我的演练
        limit: 5m
        sources: [{ id: forum }]
        targets: [{ id: filing }]
        expect:
          - { name: 一步, kind: outage }
        events:
          - { at: 1s, every: 10s, times: 3, target: filing }
          - { at: 2s, every: 5s, times: 3, source: forum, texts: [甲, 乙] }
        """;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Repetitions_become_single_events_in_the_order_of_time_with_texts_in_turn()
    {
        var start = new DateTimeOffset(2027, 6, 28, 9, 0, 0, TimeSpan.FromHours(8));
        var events = Timeline.Of(Load(Good).Scenario!, "d1", start);
        Assert.Equal([1, 2, 7, 11, 12, 21], events.Select(e => (int)(e.At - start).TotalSeconds));
        Assert.Equal(["甲", "乙", "甲"], events.OfType<PostEvent>().Select(e => e.Post.Text));
        Assert.Equal(3, events.OfType<PostEvent>().Select(e => (e.Post.NativeId, e.Post.Author)).Distinct().Count());
    }

    [Fact]
    public void Another_drill_of_the_same_scenario_has_other_posts()
    {
        var scenario = Load(Good).Scenario!;
        var ids = new[] { "d1", "d2" }.SelectMany(d => Timeline.Of(scenario, d, DateTimeOffset.UnixEpoch)).OfType<PostEvent>().Select(e => e.Post.NativeId).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("kind: outage", "kind: outtage", "expect[0].kind", "no detector has the kind 'outtage'")]
    [InlineData("target: filing }", "target: filling }", "events[0].target", "no entry of targets has the id 'filling'")]
    [InlineData("source: forum, ", "", "events[1]", "expected either a target")]
    [InlineData("limit: 5m", "limit: 9h", "limit", "from 5s to 8h")]
    [InlineData("times: 3, target", "times: 60, target", "events[0].at", "outside the drill's limit")]
    [InlineData("texts: [甲, 乙]", "texts: []", "events[1].texts", "at least one text")]
    [InlineData("title: 我的演练", "titel: 我的演练", "titel", "unknown key")]
    public void A_mistake_is_named_with_file_line_and_key(string right, string wrong, string key, string expected)
    {
        var (scenario, errors) = Load(Good.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(scenario);
        var error = Assert.Single(errors, e => e.Key == key);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.True(error.Line > 0);
        Assert.Equal(Path.GetFileName(_file), error.File);
    }

    [Fact]
    public void A_drill_keeps_rules_and_channels_and_replaces_only_the_outside_world()
    {
        var config = new MonitorConfig
        {
            Targets = [new() { Id = "filing", Name = "填报系统", Kind = "http", Confirm = 2, Interval = TimeSpan.FromSeconds(7) }, new() { Id = "other", Name = "x", Kind = "http" }],
            Channels = [new() { Id = "a", Kind = "webhook" }, new() { Id = "b", Kind = "webhook" }],
            Rules = [new() { Kind = "outage" }, new() { Kind = "source-silence" }],
        };
        var drill = DrillConfig.With(config, Load(Good).Scenario!, ["b"]);
        Assert.Equal([("filing", "填报系统", 2)], drill.Targets.Select(t => (t.Id, t.Name, t.Confirm)));
        Assert.Equal(["b"], drill.Channels.Select(c => c.Id));
        Assert.Equal(["outage"], drill.Rules.Select(r => r.Kind));
    }

    private (DrillScenario? Scenario, IReadOnlyList<ConfigError> Errors) Load(string yaml)
    {
        File.WriteAllText(_file, yaml);
        return ConfigLoader.LoadScenario(_file);
    }
}
