namespace Monitor.Host.Replay;

/// <summary>What the person who replays decides.</summary>
internal sealed record ReplayOptions
{
    /// <summary>Recordings, played together in the order of time; "-" is standard input.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public string Config { get; init; } = "config";

    /// <summary>Folder of rules instead of the configuration's own.</summary>
    public string? Rules { get; init; }

    /// <summary>YAML with a season instead of the configuration's own.</summary>
    public string? Season { get; init; }

    /// <summary>Time between two looks; null = judgeEvery of the configuration.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>How far a line may stand behind later ones and still be sorted in.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Looks at every turn, also where nothing happens.</summary>
    public bool Everywhere { get; init; }
}
