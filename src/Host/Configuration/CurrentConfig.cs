namespace Monitor.Host.Configuration;

/// <summary>
/// The snapshot in force. A reload swaps it whole or, when any file has a mistake, keeps the old one and says why.
/// storage, fetch, of board the urls, keys, certificate, proxies, session and openId, authorKey and of logging all but the levels take effect at the next start; everything else at once.
/// </summary>
internal sealed class CurrentConfig(MonitorConfig first, Func<ConfigResult> load, ILogger<CurrentConfig> log) : ICurrentConfig
{
    private readonly Lock _gate = new();
    private volatile MonitorConfig _current = first;

    public MonitorConfig Current => _current;

    /// <summary>What was wrong with the files at the last reload; empty when they were taken.</summary>
    public IReadOnlyList<ConfigError> LastErrors { get; private set; } = [];

    /// <summary>Raised after a swap, on the reloading thread.</summary>
    public event Action? Changed;

    /// <returns>True when the new files were good and are now in force.</returns>
    public bool Reload()
    {
        lock (_gate)
        {
            var result = load();
            LastErrors = result.Errors;
            if (result.Config is null)
            {
                log.LogError("Configuration not reloaded, the old one stays in force. {Count} mistake(s): {Mistakes}", result.Errors.Count, string.Join("; ", result.Errors));
                return false;
            }

            _current = result.Config;
        }

        log.LogInformation("Configuration reloaded: {Sources} sources, {Targets} targets, {Rules} rules", _current.Sources.Count, _current.Targets.Count, _current.Rules.Count);
        Changed?.Invoke();
        return true;
    }
}
