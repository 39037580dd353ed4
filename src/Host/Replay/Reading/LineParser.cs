using System.Globalization;
using System.Text.Json;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;

namespace Monitor.Host.Replay.Reading;

/// <summary>
/// One JSON line as an event. A line with `target` is a probe result, one with `text` or `title` a post (a hot list's headline too), one with
/// `source` and `state` a read that failed.
/// </summary>
internal static class LineParser
{
    private const int LongestId = 200;
    private const long LongestCheck = 3_600_000;

    /// <exception cref="FormatException">The line cannot be used; the message says why without quoting it.</exception>
    public static ReplayEvent Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("expected a JSON object");
            return Read(new Fields(json.RootElement));
        }
        catch (JsonException e)
        {
            throw new FormatException($"broken JSON near byte {e.BytePositionInLine}");
        }
    }

    private static ReplayEvent Read(Fields f)
    {
        var at = f.Moment("at", "firstSeen", "first_seen", "publishedAt", "published")
            ?? throw new FormatException("no moment: expected at, first_seen or publishedAt");
        if (f.Text("target") is { Length: > 0 } target) return new ProbeEvent(Probe(f, Id(target, "target"), at));
        var source = Id(f.Text("source", "list", "platform") is { Length: > 0 } named ? named : "replay", "source");
        if (f.Text("text", "title") is { Length: > 0 }) return Post(f, source, at);
        if (f.Text("state") is not null) return new ReadEvent(at, source, f.Word<SourceState>("state"), f.Text("error"));
        throw new FormatException("neither a post (text or title), a probe result (target and state) nor a read (source and state)");
    }

    private static PostEvent Post(Fields f, string source, DateTimeOffset at) => new(
        at,
        new RawPost
        {
            SourceId = source,
            NativeId = f.Text("id"),
            Url = f.Text("url"),
            Title = f.Text("title"),
            Text = f.Text("text") ?? "",
            Author = f.Text("author"),
            Published = f.Moment("publishedAt", "published"),
            Rank = (int?)f.Number("rank"),
            Heat = f.Number("heat"),
            Replies = (int?)f.Number("replies"),
        },
        f.Text("platform", "list"),
        f.Text("role") is null ? null : f.Word<SourceRole>("role"),
        f.Flag("backfill"));

    private static ProbeResult Probe(Fields f, string target, DateTimeOffset at) => new()
    {
        TargetId = target,
        At = at,
        State = f.Word<ProbeState>("state"),
        FailedPhase = f.Text("phase", "failedPhase"),
        Message = f.Text("message"),
        Status = (int?)f.Number("status"),
        Timings = f.Number("took") is { } ms and >= 0 and <= LongestCheck ? new PhaseTimings(null, null, null, null, null, ms) : null,
        Findings = [.. f.Objects("findings").Select(x => new Finding(x.Text("code") ?? "", x.Word<FindingSeverity>("severity"), x.Text("message") ?? "") { Subject = x.Text("subject") })],
    };

    private static string Id(string id, string what) =>
        id.Length <= LongestId && !id.Any(char.IsControl) ? id : throw new FormatException($"{what} is too long or has control characters");
}

/// <summary>Fields of one object; names side by side are tried in order, null counts as absent.</summary>
internal readonly struct Fields(JsonElement json)
{
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!json.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
            if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
            if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.String)) throw new FormatException($"{name}: expected text");
        }

        return null;
    }

    public DateTimeOffset? Moment(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            return Moments.TryRead(value, out var at) ? at : throw new FormatException($"{name}: expected a moment of the years 2000-2099 such as 2023-06-07T09:00:00+08:00");
        }

        return null;
    }

    /// <summary>A whole number, also one written as text; anything else is absent: lists write 热, 12万 and the like here.</summary>
    public long? Number(string name)
    {
        if (!json.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Abs(number) < int.MaxValue) return (long)number;
        return value.ValueKind == JsonValueKind.String && int.TryParse(value.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var written) ? written : null;
    }

    public bool Flag(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public T Word<T>(string name) where T : struct, Enum
    {
        var text = Text(name)?.Replace("-", "", StringComparison.Ordinal);
        if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0])) return value;
        throw new FormatException($"{name}: expected one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    public IReadOnlyList<Fields> Objects(string name)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) return [];
        return [.. list.EnumerateArray().Where(x => x.ValueKind == JsonValueKind.Object).Select(x => new Fields(x))];
    }
}
