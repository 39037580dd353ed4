namespace Monitor.Tests.Support;

/// <summary>Finds the research data beside the checkout; tests that need it skip with a reason without it.</summary>
internal static class Shared
{
    public static string? Folder { get; } = Find();

    public static string? Path(params string[] parts) => Folder is null ? null : System.IO.Path.Combine([Folder, .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MONITOR_SHARED") is { Length: > 0 } named && Directory.Exists(named)) return named;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var beside = System.IO.Path.Combine(at.FullName, "shared");
            if (File.Exists(System.IO.Path.Combine(beside, "design.md"))) return beside;
        }

        return null;
    }
}
