using Monitor.Core.Season;
using Monitor.Host.Configuration;
using Monitor.Host.Configuration.Binding;
using YamlDotNet.Core;

namespace Monitor.Host.Replay;

/// <summary>A season from a file of its own, or from the `season` of a whole monitor.yaml.</summary>
internal static class SeasonFile
{
    /// <exception cref="ConfigException">The file cannot be read as a season.</exception>
    public static ExamSeason Load(string path)
    {
        var errors = new List<ConfigError>();
        var context = new BindContext(path, Path.GetDirectoryName(Path.GetFullPath(path))!, Families.All, errors);
        var season = Read(path, context);
        if (errors.Count > 0 || season is null) throw new ConfigException(errors);
        return season;
    }

    private static ExamSeason? Read(string path, BindContext context)
    {
        try
        {
            var root = YamlTree.Read(File.ReadAllText(path)) ?? new YamlMap(1, []);
            var inner = (root as YamlMap)?.Pairs.FirstOrDefault(p => p.Key == "season");
            var season = RecordBinder.Bind(inner?.Value ?? root, typeof(ExamSeason), inner is null ? "" : "season", context) as ExamSeason;
            foreach (var phase in season?.Phases.Where(p => p.Until <= p.From) ?? [])
                context.Fail(1, "phases", $"{phase.Name}: expected an 'until' after 'from'");
            return season;
        }
        catch (YamlException e)
        {
            context.Fail((int)e.Start.Line, "", "broken YAML: " + e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Fail(0, "", "cannot be read: " + e.Message);
        }

        return null;
    }
}
