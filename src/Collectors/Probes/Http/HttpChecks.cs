using Monitor.Collectors.Probes.Http.Conditions;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Compares an answer with what is expected. Pure.</summary>
internal static class HttpChecks
{
    public static IReadOnlyList<Finding> Of(HttpAnswer answer, IAnswerConditions expected, ProbeTrace? trace = null)
    {
        List<Finding> findings = [];
        var statusFits = expected.ExpectStatus.Contains(answer.Status);
        trace?.Check("expectStatus", string.Join(", ", expected.ExpectStatus), $"{answer.Status}", statusFits);
        if (!statusFits) findings.Add(new("http.status", FindingSeverity.High, $"状态码 {answer.Status}，期望 {string.Join("、", expected.ExpectStatus)}"));
        if (expected.ExpectText.Count + expected.RejectText.Count > 0) findings.AddRange(Text(answer, expected, trace));
        if (expected.ExpectHeader.Count > 0) findings.AddRange(HeaderCheck.Of(answer, expected.ExpectHeader, trace));
        if (expected.ExpectJson.Count > 0) findings.AddRange(JsonCheck.Of(answer, expected.ExpectJson, trace));
        // Without a declaration nobody can be misled by one.
        if (answer.Charset is { } declared && PageText.IsLie(answer.Body, declared))
            findings.Add(new("http.charset", FindingSeverity.Medium, $"响应头声明的字符集是 {answer.Page.Lie ?? declared}，内容实为 {answer.Page.Encoding}，浏览器会显示乱码"));
        return findings;
    }

    /// <summary>True for what makes the check fail; the rest leaves it degraded.</summary>
    public static bool Breaks(Finding finding) => finding.Code is "http.status" or "http.text" or "http.header" or "http.json";

    private static IEnumerable<Finding> Text(HttpAnswer answer, IAnswerConditions expected, ProbeTrace? trace)
    {
        var text = answer.Page.Text;
        var part = answer.Cut ? $"页面前 {answer.Body.Length / 1024} KB " : "页面";
        foreach (var wanted in expected.ExpectText)
        {
            var there = text.Contains(wanted, StringComparison.Ordinal);
            trace?.Check("expectText", wanted, there ? "there" : "not there", there);
            if (!there) yield return new("http.text", FindingSeverity.High, $"{part}中没有期望的文字“{wanted}”（状态码 {answer.Status}）");
        }

        foreach (var unwanted in expected.RejectText)
        {
            var there = text.Contains(unwanted, StringComparison.Ordinal);
            trace?.Check("rejectText", unwanted, there ? "there" : "not there", !there);
            if (there) yield return new("http.text", FindingSeverity.High, $"{part}中出现了不应有的文字“{unwanted}”（状态码 {answer.Status}）");
        }
    }
}
