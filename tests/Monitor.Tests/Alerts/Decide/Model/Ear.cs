using Monitor.Core.Alerts;

namespace Monitor.Tests.Alerts.Decide.Model;

/// <summary>One thing a person at a channel heard of an alert, by itself or as a line of a summary.</summary>
internal sealed record Word(NoticeKind Kind, WarningLevel Level, bool Summarised);

/// <summary>What a channel's people heard of one alert, in order, and what they may conclude from it.</summary>
internal sealed class Ear
{
    private readonly List<Word> _words = [];

    /// <summary>The end was heard.</summary>
    public bool IsOver { get; private set; }

    public bool HasHeard => _words.Count > 0;

    public WarningLevel Highest => _words.Max(w => w.Level);

    /// <param name="word">What comes now.</param>
    /// <param name="ends">Whether the alert has ended by it.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Hear(Word word, bool ends)
    {
        var before = string.Join(", ", _words.Select(w => $"{w.Kind}/{w.Level}"));
        var wrong =
            IsOver ? "after the end"
            : ends && _words.Count == 0 ? "an end without a beginning"
            : word.Kind == NoticeKind.Opened && _words.Exists(w => w.Kind == NoticeKind.Opened) ? "a second beginning"
            : word is { Kind: NoticeKind.Escalated, Summarised: false } && _words.Count > 0 && word.Level <= Highest ? "a rise that is none"
            : null;
        _words.Add(word);
        IsOver |= ends;
        return wrong is null ? null : $"{wrong}: {word.Kind}/{word.Level} after [{before}]";
    }
}
