namespace Monitor.Tests.Support;

/// <summary>The checkout the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(at.FullName, "Monitor.sln"))) return at.FullName;
        }

        throw new InvalidOperationException("The tests must run from within a checkout: no Monitor.sln above " + AppContext.BaseDirectory);
    }
}
