using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>Failed tests as findings, the most costly first.</summary>
internal static class HeaderFindings
{
    private const int Longest = 300;

    public static IEnumerable<Finding> Of(IEnumerable<HeaderResult> results) =>
        results.Where(r => r.Outcome.Pass == false || r.Outcome.Modifier < 0).OrderBy(r => r.Outcome.Modifier).Select(r => new Finding($"headers.{r.Test}", Severity(r.Outcome), Message(r)));

    /// <summary>By the points it costs: 40 and more let a stranger act as the user.</summary>
    private static FindingSeverity Severity(Outcome outcome) => outcome.Modifier switch { <= -40 => FindingSeverity.High, <= -20 => FindingSeverity.Medium, _ => FindingSeverity.Low };

    private static string Message(HeaderResult result)
    {
        var detail = result.Detail is { Length: > Longest } detailed ? detailed[..Longest] + "…" : result.Detail;
        return $"{result.Outcome.Chinese} / {result.Outcome.English}{(detail is null ? "" : $" [{detail}]")}（{result.Outcome.Result}，{result.Outcome.Modifier}）";
    }
}
