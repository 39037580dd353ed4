using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Monitor.Host.Replay.Playing;
using Monitor.Host.Replay.Reading;

namespace Monitor.Host.Replay;

/// <summary>
/// The operator's configuration with the recording in place of the outside world: only sources and targets the recording speaks of are watched,
/// with the name, role, interval and confirmations they are configured with, if they are.
/// </summary>
internal static class ReplayConfig
{
    /// <exception cref="ConfigException">Any file has mistakes; all of them are named.</exception>
    public static MonitorConfig Load(ReplayOptions options)
    {
        // Without a configuration folder a recording can still be held against a folder of rules.
        var config = options.Rules is not null && !Directory.Exists(options.Config) ? new MonitorConfig() : Good(ConfigLoader.Load(options.Config));
        if (options.Rules is { } rules) config = config with { Rules = Good(ConfigLoader.LoadRules(rules)).Rules };
        if (options.Season is { } season) config = config with { Season = SeasonFile.Load(season) };
        return options.Every is { } every ? config with { JudgeEvery = every } : config;
    }

    public static MonitorConfig With(MonitorConfig config, ReplaySurvey survey) => config with
    {
        // What is only played must not hand out links that act on the living service.
        Board = config.Board with { PublicUrl = null },
        // What is played says itself what was seen.
        Witnesses = new(),
        Sources = [.. survey.Sources.Select(s => Source(config.Sources.FirstOrDefault(c => c.Id == s.Id), s.Id, s.Platform, s.Role))],
        Targets = [.. survey.Targets.Select(id => Target(config.Targets.FirstOrDefault(t => t.Id == id), id))],
    };

    private static SourceDefinition Source(SourceDefinition? known, string id, string? platform, SourceRole? role) =>
        (known ?? new SourceDefinition { Id = id, Name = id, Platform = platform ?? id, Role = role ?? SourceRole.Public }) with { Kind = Playback.Kind, Enabled = true, Options = null };

    private static TargetDefinition Target(TargetDefinition? known, string id) =>
        (known ?? new TargetDefinition { Id = id, Name = id }) with { Kind = Playback.Kind, Enabled = true, Options = null };

    private static MonitorConfig Good(ConfigResult result) => result.Config ?? throw new ConfigException(result.Errors);
}
