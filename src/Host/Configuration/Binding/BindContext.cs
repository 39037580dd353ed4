namespace Monitor.Host.Configuration.Binding;

/// <summary>What one file's binding collects: mistakes, and the line of every key for checks made later.</summary>
internal sealed class BindContext(string file, string directory, IReadOnlyList<KindFamily> families, List<ConfigError> errors)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>Secrets named by relative path are looked for here.</summary>
    public string Directory => directory;

    public void Fail(int line, string key, string message) => errors.Add(new ConfigError(file, line, key, message));

    public void Saw(string key, int line) => _lines[key] = line;

    /// <summary>Line of a key, or of its nearest written parent.</summary>
    public int LineOf(string key)
    {
        for (; ; )
        {
            if (_lines.TryGetValue(key, out var line)) return line;
            var cut = key.LastIndexOfAny(['.', '[']);
            if (cut < 0) return 1;
            key = key[..cut];
        }
    }

    public KindFamily? FamilyOf(Type definition) => families.FirstOrDefault(f => f.DefinitionType == definition);

    /// <summary>A context of the same file whose mistakes nobody else sees, for a try.</summary>
    public (BindContext Context, IReadOnlyList<ConfigError> Errors) Silent()
    {
        var own = new List<ConfigError>();
        return (new BindContext(file, directory, families, own), own);
    }

    public static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;
}
