namespace Monitor.Host.Board.Speech;

/// <summary>The one dictionary: Chinese as written in the pages, and its English. What is missing here is shown in Chinese.</summary>
internal static partial class Dictionary
{
    public static readonly IReadOnlyDictionary<string, string> English =
        ((IEnumerable<KeyValuePair<string, string>>[])[Frame, Values, Situation, Alerts, Targets, Posts, GuideTexts]).SelectMany(part => part).ToDictionary(StringComparer.Ordinal);
}
