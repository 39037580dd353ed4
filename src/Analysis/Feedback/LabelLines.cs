using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Feedback;

/// <summary>Stored labels as the lines training reads: one post a line, with what people said of it and nothing the machine said.</summary>
public static class LabelLines
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="task">Only posts labelled for this task; null = any.</param>
    /// <param name="all">With the posts held out for measuring new models (<see cref="LabelTasks.HeldOut"/>).</param>
    public static IEnumerable<string> Of(IReadOnlyList<PostLabel> labels, string? task, bool all) =>
        labels.Where(l => all || !LabelTasks.HeldOut(l.PostId))
            .GroupBy(l => l.PostId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Where(g => task is null || g.Any(l => l.Task == task))
            .Select(g => Line([.. g]));

    private static string Line(IReadOnlyList<PostLabel> labels)
    {
        var row = new Dictionary<string, object> { ["id"] = labels[0].PostId, ["text"] = labels.MaxBy(l => l.At)!.Text, [LabelTasks.Form] = "" };
        foreach (var label in labels)
        {
            if (label.Task == LabelTasks.Rumour) row["rumor"] = label.Value == LabelTasks.Rumor ? 1 : 0;
            else row[label.Task] = label.Value;
        }

        return JsonSerializer.Serialize(row, Plain);
    }
}
