using Monitor.Core.Security;
using Monitor.Host.Logging.Masking;

namespace Monitor.Host.Configuration.Binding;

/// <summary>Resolves env:NAME and file:PATH. Never repeats what was written, since that may be the secret itself.</summary>
internal static class Secrets
{
    public const string Pattern = "^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$";

    /// <returns>The secret, or null with the reason.</returns>
    public static (Secret? Secret, string? Problem) Resolve(string reference, string directory)
    {
        if (reference.StartsWith("env:", StringComparison.Ordinal)) return FromEnvironment(reference);
        if (reference.StartsWith("file:", StringComparison.Ordinal)) return FromFile(reference, directory);
        return (null, "a secret must not be written in the config itself; write env:NAME or file:/path");
    }

    private static (Secret?, string?) FromEnvironment(string reference)
    {
        var value = Environment.GetEnvironmentVariable(reference[4..]);
        return string.IsNullOrEmpty(value) ? (null, $"the environment variable {reference[4..]} is not set") : (Known(reference, value), null);
    }

    private static (Secret?, string?) FromFile(string reference, string directory)
    {
        var path = Path.Combine(directory, reference[5..]);
        try
        {
            var value = File.ReadAllText(path).Trim();
            return value.Length == 0 ? (null, $"the file {reference[5..]} is empty") : (Known(reference, value), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, $"the file {reference[5..]} cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.GetType().Name)}");
        }
    }

    /// <summary>From here on the log knows it and shows it nowhere.</summary>
    private static Secret Known(string reference, string value)
    {
        KnownSecrets.Add(value);
        return new Secret(reference, value);
    }
}
