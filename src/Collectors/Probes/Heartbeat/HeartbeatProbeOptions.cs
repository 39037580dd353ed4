using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cronos;
using Monitor.Core.Security;

namespace Monitor.Collectors.Probes.Heartbeat;

/// <summary>Options of the probe kind <c>heartbeat</c>.</summary>
public sealed record HeartbeatProbeOptions : IValidatableObject
{
    /// <summary>A shorter one could be guessed.</summary>
    private const int Shortest = 24;

    [Description("Token the job shows (Authorization: Bearer ...) at /api/beat/ID, as env:NAME or file:/path; at least 24 characters, another for each target.")]
    public Secret? Token { get; init; }

    [Description("SHA-256 of the token in hex digits, instead of the token itself."), RegularExpression("^[0-9a-fA-F]{64}$")]
    public string? TokenSha256 { get; init; }

    [Description("Expected time between two reports, such as 1h; this or cron.")]
    public TimeSpan? Every { get; init; }

    [Description("When a report is expected, as cron(5) writes it: minute hour day month weekday; this or every.")]
    public string? Cron { get; init; }

    [Description("IANA time zone the cron expression is read in.")]
    public string Zone { get; init; } = "Asia/Shanghai";

    [Description("How much later a report may come before the target is down."), Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(5);

    [Description("A job that reported its start must finish within this, else it is degraded; absent = starts are only noted.")]
    public TimeSpan? Longest { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Token is null && TokenSha256 is null) yield return new("expected a token, or its tokenSha256: without one nobody may report", [nameof(Token)]);
        if (Token is { } token && token.Reveal().Length < Shortest) yield return new("token: expected at least 24 characters", [nameof(Token)]);
        if (Every is null == (Cron is null)) yield return new("expected one of every and cron", [nameof(Every)]);
        if (Every is { } every && every < TimeSpan.FromSeconds(10)) yield return new("every: expected at least 10s", [nameof(Every)]);
        if (Longest is { } longest && longest <= TimeSpan.Zero) yield return new("longest: expected a length of time above zero", [nameof(Longest)]);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _)) yield return new($"zone: no time zone has the name '{Zone}'; expected one such as Asia/Shanghai", [nameof(Zone)]);
        if (Cron is not null && !CronExpression.TryParse(Cron, out _)) yield return new($"cron: '{Cron}' is no cron expression; expected five fields such as 0 2 * * * (minute hour day month weekday)", [nameof(Cron)]);
    }
}
