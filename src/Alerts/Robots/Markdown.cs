using Monitor.Alerts.Split;

namespace Monitor.Alerts.Robots;

/// <summary>
/// A stranger's words inside a robot's markdown. The dialects share no escape, so what would act is replaced by what only looks like it:
/// tags and mentions in angle brackets become full-width, a link falls apart at its joint.
/// </summary>
internal static class Markdown
{
    public static string Harmless(string text) => PlainText.Of(text)
        .Replace('<', '＜').Replace('>', '＞').Replace("](", "] (", StringComparison.Ordinal);
}
