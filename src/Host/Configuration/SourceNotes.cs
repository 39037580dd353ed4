using Monitor.Core.Sources;

namespace Monitor.Host.Configuration;

/// <summary>What is no mistake and should still be seen before the service runs.</summary>
internal static class SourceNotes
{
    public static IEnumerable<string> Of(MonitorConfig config) => config.Sources.Where(s => s.Enabled && s.Verified is null).Select(Unverified);

    private static string Unverified(SourceDefinition source) =>
        $"warning: source {source.Id} is enabled and not `verified`: nobody has said that what it reads is what the site shows (docs/sources.md)";
}
