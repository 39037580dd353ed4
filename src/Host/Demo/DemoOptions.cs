namespace Monitor.Host.Demo;

/// <summary>What the person who starts the demo decides.</summary>
/// <param name="Speed">Simulated seconds per real second.</param>
/// <param name="Port">Port of the board on loopback; 0 picks a free one.</param>
/// <param name="Directory">Where configuration, store and caught messages are kept; null = var/demo.</param>
/// <param name="Once">End after the summary instead of serving on.</param>
/// <param name="Fresh">Forget an earlier demo in the same directory and start the day over.</param>
/// <param name="Minutes">Simulated minutes after which the day is summed up.</param>
internal sealed record DemoOptions(
    double Speed = 60, int Port = 8080, string? Directory = null, bool Once = false, bool Fresh = false, double Minutes = DemoDay.Length)
{
    /// <summary>Where mail goes instead of the demo's own sink, as host:port; a test puts a real SMTP server here.</summary>
    public string? Smtp { get; init; }

    /// <summary>Where the board's address, sign-in and the summary are written.</summary>
    public TextWriter Output { get; init; } = Console.Out;
}
