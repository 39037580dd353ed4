using System.Collections.Concurrent;
using Monitor.Host.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Monitor.Host.Logging;

/// <summary>
/// The least level, overall and by namespace, as of the config in force. Namespaces known at the start have switches of their own and cost nothing where
/// they are silent; one that a reload adds is held by the filter.
/// </summary>
internal sealed class LogLevels : ILogEventFilter
{
    private const int Most = 5_000;

    /// <summary>Frameworks tell of every request; whoever wants to read that says so.</summary>
    private static readonly Dictionary<string, LogEventLevel> Quiet = new(StringComparer.Ordinal)
    {
        ["Microsoft.AspNetCore"] = LogEventLevel.Warning,
        ["System.Net.Http"] = LogEventLevel.Warning,
        ["Quartz"] = LogEventLevel.Warning,
    };

    private readonly LoggingLevelSwitch _overall = new();
    private readonly Dictionary<string, LoggingLevelSwitch> _switches = new(StringComparer.Ordinal);
    private volatile Rules _rules;

    public LogLevels(LoggingConfig config)
    {
        _rules = new Rules(config);
        foreach (var name in _rules.Levels.Keys) _switches[name] = new LoggingLevelSwitch();
        Apply(config);
    }

    public LoggerConfiguration Attach(LoggerConfiguration logging)
    {
        logging.MinimumLevel.ControlledBy(_overall).Filter.With(this);
        foreach (var (name, level) in _switches) logging.MinimumLevel.Override(name, level);
        return logging;
    }

    public void Apply(LoggingConfig config)
    {
        var rules = new Rules(config);
        _rules = rules;
        // A switch must let through what a namespace below it that has none wants.
        var added = rules.Levels.Where(l => !_switches.ContainsKey(l.Key)).ToList();
        foreach (var (name, level) in _switches)
            level.MinimumLevel = added.Where(a => Nearest(a.Key) == name).Select(a => a.Value).Append(rules.Of(name)).Min();
        _overall.MinimumLevel = added.Where(a => Nearest(a.Key) is null).Select(a => a.Value).Append(rules.Overall).Min();
    }

    bool ILogEventFilter.IsEnabled(LogEvent logEvent) =>
        logEvent.Level >= (logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var value) && value is ScalarValue { Value: string source } ? _rules.Of(source) : _rules.Overall);

    private string? Nearest(string name) => _switches.Keys.Where(k => Below(name, k)).MaxBy(k => k.Length);

    private static bool Below(string name, string space) => name.StartsWith(space, StringComparison.Ordinal) && (name.Length == space.Length || name[space.Length] == '.');

    private sealed class Rules(LoggingConfig config)
    {
        private readonly ConcurrentDictionary<string, LogEventLevel> _known = new(StringComparer.Ordinal);

        public LogEventLevel Overall => config.Level;

        public Dictionary<string, LogEventLevel> Levels { get; } = Quiet.Concat(config.Namespaces).GroupBy(l => l.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);

        public LogEventLevel Of(string source)
        {
            if (_known.TryGetValue(source, out var known)) return known;
            var name = Levels.Keys.Where(k => Below(source, k)).MaxBy(k => k.Length);
            var level = name is null ? Overall : Levels[name];
            if (_known.Count < Most) _known[source] = level;
            return level;
        }
    }
}
