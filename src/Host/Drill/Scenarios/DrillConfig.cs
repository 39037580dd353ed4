using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Monitor.Host.Replay.Playing;

namespace Monitor.Host.Drill.Scenarios;

/// <summary>The operator's configuration with the scenario in place of the outside world. Rules, channels, roster and cases stay what they are in earnest.</summary>
internal static class DrillConfig
{
    /// <summary>They tell of the watching itself, which in a drill is play.</summary>
    private static readonly string[] OfTheWatch = ["source-silence", "model-drift", "own-network"];

    /// <param name="config">The configuration in force.</param>
    /// <param name="scenario">Who speaks and what is checked.</param>
    /// <param name="channels">Ids of the channels that may hear it; empty = all.</param>
    public static MonitorConfig With(MonitorConfig config, DrillScenario scenario, IReadOnlyList<string> channels) => config with
    {
        Sources = [.. scenario.Sources.Select(s => Source(s, config.Sources.FirstOrDefault(c => c.Id == s.Id)))],
        Targets = [.. scenario.Targets.Select(t => Target(t, config.Targets.FirstOrDefault(c => c.Id == t.Id)))],
        Channels = [.. config.Channels.Where(c => channels.Count == 0 || channels.Contains(c.Id, StringComparer.Ordinal))],
        Rules = [.. config.Rules.Where(r => !OfTheWatch.Contains(r.Kind, StringComparer.Ordinal))],
        Digest = new DigestConfig(),
        // What is played says itself what was seen.
        Witnesses = new(),
    };

    private static SourceDefinition Source(DrillSource wanted, SourceDefinition? known) =>
        (known ?? new SourceDefinition { Id = wanted.Id, Name = wanted.Name.Length > 0 ? wanted.Name : wanted.Id, Platform = wanted.Platform, Role = wanted.Role })
        with
        { Kind = Playback.Kind, Enabled = true, Options = null, ExpectWithin = null };

    // A maintenance window would hush the exercise that is held because of it.
    private static TargetDefinition Target(DrillTarget wanted, TargetDefinition? known) =>
        (known ?? new TargetDefinition { Id = wanted.Id, Name = wanted.Name.Length > 0 ? wanted.Name : wanted.Id })
        with
        { Kind = Playback.Kind, Enabled = true, Options = null, Maintenance = [], DependsOn = [] };
}
