namespace Monitor.Bench.Alerts;

/// <summary>The service writes its log as always, but not between the figures.</summary>
internal static class Quiet
{
    public static TextWriter Out { get; } = Silence();

    /// <summary>From here on.</summary>
    public static void Begin() => _ = Out;

    private static TextWriter Silence()
    {
        var console = Console.Out;
        Console.SetOut(TextWriter.Null);
        return console;
    }
}
