using System.Text.Json;
using Monitor.Collectors.Probes.Headers;

namespace Monitor.Collectors.Trying;

/// <summary>
/// Recorded header fields judged as the probe kind `headers` does. They come as a file (status line and fields as received, a blank line,
/// the page), or as an object `input`: the answers `auto` (the page), `http`, `https` and `cors` with their `headers`, the hops `redirects`
/// from the plain address, and `html`.
/// </summary>
internal static class TryHeaders
{
    /// <summary>Whom recordings by MDN's HTTP Observatory claim to come from; `origin` in the input names another.</summary>
    private const string ObservatoryOrigin = "https://http-observatory.security.mozilla.org";

    public static string Answer(string? id, JsonElement request, Uri? url, Func<byte[]> file)
    {
        var options = Member(request, "options");
        var input = Member(request, "input") ?? Member(options, "input") ?? (Member(options, "auto") is null ? null : options);
        var site = input is { } given ? Recorded(given) : RecordedAnswer.Read(file(), url);
        if (PreloadFile(options) is { } list) site = site with { Preload = PreloadList.Read(list) };
        var results = HeaderTests.Run(site);
        var score = Grade.Score(results);
        var wanted = Text(request, "rule") ?? Text(options, "test");
        return TryAnswer.Fields(id, new()
        {
            ["grade"] = Grade.Of(score),
            ["score"] = score,
            ["findings"] = results.Where(r => wanted is null || Same(r.Test, wanted)).Select(r => new
            {
                test = r.Test,
                result = r.Outcome.Result,
                pass = r.Outcome.Pass,
                modifier = r.Outcome.Modifier,
                detail = r.Detail,
                zh = r.Outcome.Chinese,
                en = r.Outcome.English,
            }),
        });
    }

    /// <summary>A test by its name, or as the upstream suite calls its function: xFrameOptionsTest.</summary>
    private static bool Same(string test, string wanted)
    {
        var bare = wanted.EndsWith("Test", StringComparison.Ordinal) ? wanted[..^4] : wanted;
        return test.Replace("-", "", StringComparison.Ordinal).Equals(bare.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    private static string? PreloadFile(JsonElement? options) => Text(options, "preloadList") ?? Environment.GetEnvironmentVariable("MONITOR_HSTS_PRELOAD_LIST") switch { { Length: > 0 } named => named, _ => null };

    private static SiteView Recorded(JsonElement input)
    {
        var host = Text(input, "site") ?? throw new InvalidOperationException("`input.site` is missing: the host the answers came from");
        var plain = Hops(input, "redirects");
        var end = Hops(input, "httpsRedirects")?.FirstOrDefault() ?? plain?[^1] ?? new Uri($"https://{host}/");
        return new()
        {
            Host = host,
            Page = Page(input, "auto", end) ?? throw new InvalidOperationException("`input.auto` is missing: the answer to judge"),
            Https = new(true, Page(input, "https", end)),
            Plain = Page(input, "http", end) is { } http ? new(plain ?? [], http.Verified) : new PlainRoad([], true),
            Cors = new(Member(input, "cors") is not null, Page(input, "cors", end)),
            Origin = Text(input, "origin") ?? ObservatoryOrigin,
        };
    }

    private static IReadOnlyList<Uri>? Hops(JsonElement input, string name) =>
        Member(input, name) is { ValueKind: JsonValueKind.Array } hops && hops.GetArrayLength() > 0 ? [.. hops.EnumerateArray().Select(h => new Uri(h.GetString()!))] : null;

    private static PageAnswer? Page(JsonElement input, string name, Uri url)
    {
        if (Member(input, name) is not { ValueKind: JsonValueKind.Object } answer) return null;
        var fields = new HeaderFields();
        if (Member(answer, "headers") is { ValueKind: JsonValueKind.Object } headers)
            foreach (var field in headers.EnumerateObject())
                foreach (var value in Values(field.Value)) fields.Add(field.Name, value);
        var verified = Member(answer, "verified") is not { ValueKind: JsonValueKind.False };
        return new(url, verified, fields, name == "auto" ? Markup(input, answer) : null);
    }

    private static PageMarkup? Markup(JsonElement input, JsonElement answer)
    {
        if (Text(input, "html") is { } html) return PageMarkup.Of(html);
        return Member(answer, "httpEquiv") is { ValueKind: JsonValueKind.Object } equiv ? new(Equiv("content-security-policy"), [.. Equiv("referrer-policy"), .. Equiv("referrer")], null) : null;

        IReadOnlyList<string> Equiv(string name) => Member(equiv, name) is { } said ? [.. Values(said)] : [];
    }

    private static IEnumerable<string> Values(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => v.GetString() ?? "") : [value.GetString() ?? ""];

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private static string? Text(JsonElement? of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
