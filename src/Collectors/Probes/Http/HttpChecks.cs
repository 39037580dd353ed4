using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Compares an answer with what the options expect. Pure.</summary>
internal static class HttpChecks
{
    public static IReadOnlyList<Finding> Of(HttpAnswer answer, HttpProbeOptions options, double totalMs)
    {
        List<Finding> findings = [];
        if (!options.ExpectStatus.Contains(answer.Status))
            findings.Add(new("http.status", FindingSeverity.High, $"状态码 {answer.Status}，期望 {string.Join("、", options.ExpectStatus)}"));

        if (options.ExpectText.Count + options.RejectText.Count > 0) findings.AddRange(Text(answer, options));

        if (options.MaxLatency is { } limit && totalMs > limit.TotalMilliseconds)
            findings.Add(new("http.latency", FindingSeverity.Medium, $"总耗时 {totalMs:0} 毫秒，期望不超过 {limit.TotalMilliseconds:0.###} 毫秒"));
        return findings;
    }

    public static bool Breaks(Finding finding) => finding.Code is "http.status" or "http.text";

    private static IEnumerable<Finding> Text(HttpAnswer answer, HttpProbeOptions options)
    {
        var text = PageText.Decode(answer.Body, answer.Charset);
        var part = answer.Cut ? $"页面前 {answer.Body.Length / 1024} KB " : "页面";
        foreach (var wanted in options.ExpectText.Where(t => !text.Contains(t, StringComparison.Ordinal)))
            yield return new("http.text", FindingSeverity.High, $"{part}中没有期望的文字“{wanted}”（状态码 {answer.Status}）");
        foreach (var unwanted in options.RejectText.Where(t => text.Contains(t, StringComparison.Ordinal)))
            yield return new("http.text", FindingSeverity.High, $"{part}中出现了不应有的文字“{unwanted}”（状态码 {answer.Status}）");
    }
}
