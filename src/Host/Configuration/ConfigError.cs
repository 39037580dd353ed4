namespace Monitor.Host.Configuration;

/// <summary>One mistake in the operator's files: where it stands, which key, and what was expected there.</summary>
/// <param name="File">Path relative to the config directory, with forward slashes.</param>
/// <param name="Line">1-based; 0 where the file itself is missing.</param>
/// <param name="Key">Dotted path such as <c>options.url</c> or <c>channels[0].id</c>; empty for the whole file.</param>
/// <param name="Column">1-based, of a template; else null.</param>
internal sealed record ConfigError(string File, int Line, string Key, string Message, int? Column = null)
{
    public override string ToString() => $"{File}:{Line}:{(Column is { } column ? column + ":" : "")} {(Key.Length == 0 ? "" : Key + ": ")}{Message}";
}

/// <summary>Either a whole config or every mistake found.</summary>
internal sealed record ConfigResult(MonitorConfig? Config, IReadOnlyList<ConfigError> Errors);
