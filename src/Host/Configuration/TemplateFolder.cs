using Monitor.Alerts.Templates;

namespace Monitor.Host.Configuration;

/// <summary>
/// templates/: each file takes the place of the built-in one of its name; what is not there stays built in. Every file is read, and rendered with
/// a sample of each notice it may meet.
/// </summary>
internal static class TemplateFolder
{
    public const string Name = "templates";

    public static TemplateSet Read(string directory, List<ConfigError> errors)
    {
        var folder = Path.Combine(directory, Name);
        if (!Directory.Exists(folder)) return TemplateSet.BuiltIn;
        var files = new List<(string, string)>();
        foreach (var path in Directory.EnumerateFiles(folder).Where(IsTemplate).Order(StringComparer.Ordinal))
        {
            try
            {
                files.Add((Path.GetFileName(path), File.ReadAllText(path)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                errors.Add(new ConfigError($"{Name}/{Path.GetFileName(path)}", 0, "", "cannot be read: " + e.Message));
            }
        }

        var (set, faults) = TemplateSet.With(files);
        errors.AddRange(faults.Select(f => new ConfigError($"{Name}/{f.File}", f.Line, "", f.Message, f.Column)));
        return set;
    }

    /// <summary>Read-mes and what editors leave are nobody's mistake; anything else with a wrong name is.</summary>
    private static bool IsTemplate(string path) => Path.GetFileName(path) is not (['.', ..] or [.., '~']) && Path.GetExtension(path) is not (".md" or ".swp" or ".bak");
}
