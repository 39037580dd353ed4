using static Monitor.Host.Board.Guides;

namespace Monitor.Host.Board.Speech;

internal static partial class Dictionary
{
    /// <summary>The explanations above the pages, by page.</summary>
    private static Dictionary<string, string> GuideTexts => new()
    {
        [Texts["/"]] = "In five seconds: both teams' level, open alerts, a light for each target, posts and mood. Alerts first: “Acknowledge” says that you deal with it. A diamond light is a target that is down. The page updates itself; the data's time is at the top right.",
        [Texts["/alerts"]] = "All alerts of the last 30 days. Follow a title to its evidence, its decisions and who was told; there you acknowledge, silence, issue a level or open a case.",
        [Texts["/cases"]] = "What must be checked and answered, by state. The clock on a card is the time left. Follow a card to its next step.",
        [Texts["/stories"]] = "Posts that say the same make one story. Inside: its timeline, its platforms, and what official sources say.",
        [Texts["/concerns"]] = "What several people ask and nobody has answered, the most asked first. Answers are matched once they are published.",
        [Texts["/posts"]] = "Find posts by words, topic, mood, risk, source and time. Keep searches you need again; take results away as CSV or XLSX, which the audit notes.",
        [Texts["/targets"]] = "One light for each target: a dot is up, a square degraded, a diamond down, grey has no new data. Inside: timings, availability, certificate, headers and weaknesses.",
        [Texts["/sources"]] = "Whether each source could be read, and how long it has brought nothing new. Blocked and unreadable ones come first.",
        [Texts["/models"]] = "How right the models are, whether the world has moved, and what to label. Please label a few posts each day.",
        [Texts["/digest"]] = "Preview, download and send the daily brief and the weekly digest, and choose what you get.",
        [Texts["/deliveries"]] = "Notices that did not arrive, and why. Send again once the cause is gone; set aside what nobody needs any more.",
        [Texts["/drills"]] = "A drill walks the real path with made-up data, marked as a drill all the way.",
        [Texts["/weaknesses"]] = "The register of weaknesses: who owns them and when they are due. Only a new check says that one is mended.",
        [Texts["/audit"]] = "Who did what and when. The records are chained, so that a change shows.",
    };
}
