using System.Text.Json;
using Monitor.Analysis.Text;
using Monitor.Collectors.Probes.Heartbeat;
using Monitor.Core.Text;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Api.Beat;

/// <summary>What a report says: `{"status":"ok|fail|start","message":"...","took":12.5}`, all optional; without a body `?status=` counts, and ok without that.</summary>
internal static class BeatReading
{
    public const int LongestMessage = 200;

    /// <returns>The report, or why it is none.</returns>
    public static (Collectors.Probes.Heartbeat.Beat? Beat, string? Fault) Read(byte[] body, string? query, DateTimeOffset now)
    {
        try
        {
            if (body.AsSpan().Trim(" \t\r\n"u8).Length == 0) return Status(query) is { } plain ? (new(now, plain), null) : (null, Expected(query));
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return (null, "expected a JSON object");
            var word = Text(json.RootElement, "status") ?? query;
            if (Status(word) is not { } status) return (null, Expected(word));
            return Took(json.RootElement, out var took)
                ? (new(now, status, Message(Text(json.RootElement, "message")), took), null)
                : (null, "took: expected seconds as a number, or a length of time such as \"12m\"");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, "expected a JSON object in UTF-8, or no body");
        }
    }

    private static string Expected(string? word) => $"status: expected ok, fail or start, found '{(word ?? "").CutTo(20)}'";

    private static BeatStatus? Status(string? word) => word switch
    {
        null or "" or "ok" => BeatStatus.Ok,
        "fail" => BeatStatus.Fail,
        "start" => BeatStatus.Start,
        _ => null,
    };

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>In one line, without what would name a person; alerts repeat it.</summary>
    private static string? Message(string? said)
    {
        if (said is null) return null;
        var line = string.Concat(said.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        line = line.Length <= LongestMessage ? line : line.CutTo(LongestMessage) + "…";
        return line.Length > 0 ? PersonalDataMask.Mask(line) : null;
    }

    private static bool Took(JsonElement from, out TimeSpan? took)
    {
        took = null;
        if (!from.TryGetProperty("took", out var value) || value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 1e8) took = TimeSpan.FromSeconds(seconds);
        else if (value.ValueKind == JsonValueKind.String && Durations.TryParse(value.GetString()!, out var span)) took = span;
        return took is not null;
    }
}
