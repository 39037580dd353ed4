namespace Monitor.Bench.Corpus;

internal static class CorpusFolder
{
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MONITOR_SHARED") is { Length: > 0 } named) return Path.Combine(named, "corpus");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var beside = Path.Combine(at.FullName, "shared", "corpus");
            if (Directory.Exists(beside)) return beside;
        }

        return null;
    }
}
