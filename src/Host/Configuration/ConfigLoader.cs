using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Monitor.Host.Configuration.Binding;
using Monitor.Host.Drill.Scenarios;
using YamlDotNet.Core;

namespace Monitor.Host.Configuration;

/// <summary>Reads monitor.yaml, facts.yaml, sources/, targets/, rules/ and templates/ of a directory into one snapshot, or names every mistake at once.</summary>
internal static class ConfigLoader
{
    public static ConfigResult Load(string directory) => Load(directory, Families.All);

    /// <summary>A folder of rule files by itself; everything else of the result is default.</summary>
    public static ConfigResult LoadRules(string folder)
    {
        var errors = new List<ConfigError>();
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(full)) return new ConfigResult(null, [new ConfigError(folder, 0, "", "no such folder of rules")]);
        var rules = ReadFolder<DetectorDefinition>(Path.GetDirectoryName(full)!, Path.GetFileName(full), Families.All, errors);
        return errors.Count > 0 ? new ConfigResult(null, errors) : new ConfigResult(new MonitorConfig { Rules = Values(rules) }, []);
    }

    /// <summary>One scenario from a file anywhere.</summary>
    public static (DrillScenario? Scenario, IReadOnlyList<ConfigError> Errors) LoadScenario(string file)
    {
        var errors = new List<ConfigError>();
        var full = Path.GetFullPath(file);
        var read = ReadFile<DrillScenario>(Path.GetDirectoryName(full)!, Path.GetFileName(full), Families.All, errors);
        return (errors.Count > 0 ? null : read.Value, errors);
    }

    public static ConfigResult Load(string directory, IReadOnlyList<KindFamily> families)
    {
        var errors = new List<ConfigError>();
        if (!Directory.Exists(directory)) return new ConfigResult(null, [new ConfigError(directory, 0, "", "no such config directory")]);

        var main = ReadFile<MonitorConfig>(directory, "monitor.yaml", families, errors);
        var sources = ReadFolder<SourceDefinition>(directory, "sources", families, errors);
        var targets = ReadFolder<TargetDefinition>(directory, "targets", families, errors);
        var rules = ReadFolder<DetectorDefinition>(directory, "rules", families, errors);
        var drills = ReadFolder<DrillScenario>(directory, "drills", families, errors);
        var facts = ReadFacts(directory, families, errors);
        var templates = TemplateFolder.Read(directory, errors);

        if (main.Value is { } config) ConfigRules.Check(config, main.Context, errors);
        if (main.Value is { } whole)
        {
            ConfigRules.Phases(rules, r => r.Phases.Keys, whole.Season);
            ConfigRules.Phases(sources, s => s.ExpectInPhase.Keys, whole.Season, "expectInPhase");
        }

        RuleReferences.Check(rules, Ids(sources, s => s.Id), Ids(targets, t => t.Id));
        ConfigRules.UniqueIds(sources, s => s.Id, errors);
        ConfigRules.UniqueIds(targets, t => t.Id, errors);
        ConfigRules.UniqueIds(drills, d => d.Id, errors);
        ConfigRules.Dependences(targets);
        ConfigRules.Intervals(sources, s => s.Interval);
        ConfigRules.Intervals(targets, t => t.Interval);
        if (errors.Count > 0 || main.Value is null)
            return new ConfigResult(null, [.. errors.OrderBy(e => e.File, StringComparer.Ordinal).ThenBy(e => e.Line)]);

        return new ConfigResult(main.Value with { Sources = Values(sources), Targets = Values(targets), Rules = Values(rules), Scenarios = Values(drills), Facts = facts, Templates = templates }, []);
    }

    private static WrittenFacts ReadFacts(string directory, IReadOnlyList<KindFamily> families, List<ConfigError> errors)
    {
        if (!File.Exists(Path.Combine(directory, FactsReader.File))) return WrittenFacts.None;
        var file = ReadFile<FactsFile>(directory, FactsReader.File, families, errors);
        return file.Value is { } written ? FactsReader.Read(written, file.Context) : WrittenFacts.None;
    }

    private static IReadOnlyCollection<string> Ids<T>(IEnumerable<ReadFile<T>> files, Func<T, string> id) where T : class =>
        files.Where(f => f.Value is not null).Select(f => id(f.Value!)).ToHashSet(StringComparer.Ordinal);

    private static IReadOnlyList<T> Values<T>(IEnumerable<ReadFile<T>> files) where T : class => [.. files.Select(f => f.Value!)];

    private static IReadOnlyList<ReadFile<T>> ReadFolder<T>(
        string directory, string folder, IReadOnlyList<KindFamily> families, List<ConfigError> errors) where T : class
    {
        var path = Path.Combine(directory, folder);
        if (!Directory.Exists(path)) return [];
        return [.. Directory.EnumerateFiles(path).Where(IsYaml).Order(StringComparer.Ordinal)
            .Select(f => ReadFile<T>(directory, folder + "/" + Path.GetFileName(f), families, errors))];
    }

    private static bool IsYaml(string path) => Path.GetExtension(path) is ".yaml" or ".yml";

    private static ReadFile<T> ReadFile<T>(string directory, string file, IReadOnlyList<KindFamily> families, List<ConfigError> errors) where T : class
    {
        var context = new BindContext(file, directory, families, errors);
        try
        {
            var root = YamlTree.Read(File.ReadAllText(Path.Combine(directory, file))) ?? new YamlMap(1, []);
            return new ReadFile<T>(file, context, RecordBinder.Bind(root, typeof(T), "", context) as T);
        }
        catch (YamlException e)
        {
            context.Fail((int)e.Start.Line, "", "broken YAML: " + e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Fail(0, "", e is FileNotFoundException ? "file not found" : "cannot be read: " + e.Message);
        }

        return new ReadFile<T>(file, context, null);
    }
}

/// <summary>One file's value (null when unreadable) with the context that knows its lines.</summary>
internal sealed record ReadFile<T>(string File, BindContext Context, T? Value) where T : class;
