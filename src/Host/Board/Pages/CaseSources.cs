using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Posts;

namespace Monitor.Host.Board.Pages;

/// <summary>What a case grew out of.</summary>
internal static class CaseSources
{
    private const int LongestDenial = 60;

    /// <summary>The story an alert is about, if it is about one.</summary>
    public static async Task<Story?> StoryAsync(Desk desk, Alert alert, CancellationToken ct)
    {
        foreach (var id in alert.Evidence.Prepend(alert.Subject).Take(5))
        {
            if (await desk.Archive.StoryAsync(id, ct) is { } story) return story;
        }

        return null;
    }

    /// <summary>The words that would be denied: the story's text, first sentence, as long as a rumour is told in.</summary>
    public static async Task<string?> WordsAsync(Desk desk, Case subject, CancellationToken ct)
    {
        var story = subject switch
        {
            { Restricted: true } => null,
            { StoryId: { } id } => await desk.Archive.StoryAsync(id, ct),
            { AlertId: { } id } when await desk.Ledger.AlertAsync(id, ct) is { } alert => await StoryAsync(desk, alert, ct),
            _ => null,
        };
        if (story is null) return null;
        var end = story.Text.IndexOfAny(['。', '！', '!', '\n']);
        return StoryRows.Cut(end > 0 ? story.Text[..end] : story.Text, LongestDenial).TrimEnd('…');
    }
}
