using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Core.Sources;

/// <summary>Who speaks there: official sources are never scored as rumour and supply facts.</summary>
public enum SourceRole { Public, Official }

/// <summary>One watched source: a site is data. Read from config/sources/*.yaml.</summary>
public sealed record SourceDefinition
{
    [Required, Description("Unique id: lower-case letters, digits and dashes."), RegularExpression("^[a-z0-9][a-z0-9-]{1,62}$")]
    public string Id { get; init; } = "";

    [Required, Description("Name shown to people.")]
    public string Name { get; init; } = "";

    [Required, Description("Kind of collector; see `monitor kinds`.")]
    public string Kind { get; init; } = "";

    [Description("Platform label; spread is counted over platforms.")]
    public string Platform { get; init; } = "news";

    public SourceRole Role { get; init; } = SourceRole.Public;

    [Description("Time between two reads, such as 60s or 5m.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    [Description("Silence longer than this is alarming; absent = never.")]
    public TimeSpan? ExpectWithin { get; init; }

    [Description("The same for phases of the season by name, such as 考试: 1h; a phase not named keeps expectWithin, 0s = never alarming.")]
    public IReadOnlyDictionary<string, TimeSpan> ExpectInPhase { get; init; } = new Dictionary<string, TimeSpan>();

    [Description("An answer without any entry is no fault of the page; absent = a source that has brought posts must show some.")]
    public bool MayBeEmpty { get; init; }

    [Description("How often pages of recent posts are asked for again to see which were deleted, such as 6h; absent = never.")]
    public TimeSpan? Recheck { get; init; }

    public bool Enabled { get; init; } = true;

    [Description("Day on which somebody last compared what is read with the live site; absent = never, which is said wherever the source is shown.")]
    public DateOnly? Verified { get; init; }

    /// <summary>How long it may be silent in this phase; null = as long as it likes.</summary>
    public TimeSpan? ExpectedWithin(string? phase) =>
        phase is not null && ExpectInPhase.TryGetValue(phase, out var own) ? own > TimeSpan.Zero ? own : null : ExpectWithin;

    /// <summary>The kind's own options record, bound and validated by the host.</summary>
    public object? Options { get; init; }
}
