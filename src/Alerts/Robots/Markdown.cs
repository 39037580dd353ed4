using Monitor.Alerts.Split;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Robots;

/// <summary>
/// A stranger's words inside a robot's markdown. The dialects share no escape, so what would act is replaced by what only looks like it:
/// tags and mentions in angle brackets become full-width, a link falls apart at its joint.
/// </summary>
internal static class Markdown
{
    public static string Harmless(string text) => PlainText.Of(text)
        .Replace('<', '＜').Replace('>', '＞').Replace("](", "] (", StringComparison.Ordinal);

    /// <summary>A notice's text with its own links to be tapped on: our addresses hold nothing that acts, and nobody else's become links.</summary>
    public static string Body(Notice notice) =>
        notice.Links.Aggregate(Harmless(notice.Text), (text, link) => text.Replace(link.Url, $"[{link.Word}]({link.Url})", StringComparison.Ordinal));
}
