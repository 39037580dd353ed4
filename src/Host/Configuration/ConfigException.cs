namespace Monitor.Host.Configuration;

/// <summary>The config cannot be used; <see cref="Errors"/> names every mistake.</summary>
internal sealed class ConfigException(IReadOnlyList<ConfigError> errors)
    : Exception($"The configuration has {errors.Count} mistake(s):{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    public IReadOnlyList<ConfigError> Errors { get; } = errors;
}
