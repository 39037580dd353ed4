using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tampering.Baseline;

/// <summary>One difference or sign, before it becomes a finding.</summary>
/// <param name="Key">Names it among others of its code; what a person accepts.</param>
/// <param name="Before">What was usual; empty when there was none.</param>
/// <param name="After">What stands there now; empty when it is gone.</param>
internal sealed record Change(string Code, FindingSeverity Severity, string Key, string Chinese, string English, string Before, string After)
{
    public Finding ToFinding() => new(Code, Severity, $"{Chinese} / {English}{Arrow()}");

    private string Arrow() => (Before, After) switch
    {
        ("", "") => "",
        ("", _) => $"：{Page.Masks.Cut(After, 200)}",
        _ => $"：{Page.Masks.Cut(Before, 150)} → {(After.Length == 0 ? "（无 / none）" : Page.Masks.Cut(After, 150))}",
    };
}
