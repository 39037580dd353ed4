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

    public bool Enabled { get; init; } = true;

    [Description("Day on which somebody last compared what is read with the live site; absent = never, which is said wherever the source is shown.")]
    public DateOnly? Verified { get; init; }

    /// <summary>The kind's own options record, bound and validated by the host.</summary>
    public object? Options { get; init; }
}
