using Monitor.Core.Sources;

namespace Monitor.Tests.Collectors.Sources;

/// <summary>Rows of the table in docs/sources.md.</summary>
internal static class SourceTable
{
    public static string Row(SourceDefinition s) =>
        $"| `{s.Id}` | {s.Name} | {s.Kind} | {s.Platform}{(s.Role == SourceRole.Official ? ", official" : "")} | {Url(s)} | {s.Verified?.ToString("yyyy-MM-dd") ?? "never"} |";

    private static string Url(SourceDefinition s) => (string)s.Options!.GetType().GetProperty("Url")!.GetValue(s.Options)!;
}
