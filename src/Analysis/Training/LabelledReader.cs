using System.Text.Json;
using Monitor.Analysis.Models;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Training;

/// <summary>Reads the TSV and JSONL forms of labelled posts. Rows that cannot be used are counted and named, never fatal.</summary>
internal static class LabelledReader
{
    /// <summary>A few exam posts stand beside tens of thousands of public ones; chosen on the development posts.</summary>
    private const float OwnPostWeight = 3;

    /// <summary>There are far more opinions than statements in the corpora; a statement taken for an opinion hides a rumour.</summary>
    private const float OpinionWeight = 0.2f;

    /// <summary>What people write about the rest of life is many, and all of one label.</summary>
    private const float OffTopicWeight = 0.05f;

    private const float OtherDomainWeight = 0.1f;

    internal static IEnumerable<LabelledPost> Read(string task, string file, Action<string> log)
    {
        var bad = 0;
        var number = 0;
        Dictionary<string, int>? header = null;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (file.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) && header is null)
            {
                header = line.Split('\t').Select((n, i) => (n, i)).ToDictionary(x => x.n, x => x.i);
                if (!header.ContainsKey("label") || !header.ContainsKey("text"))
                {
                    throw new InvalidDataException($"{file}:1: expected a header with label and text.");
                }

                continue;
            }

            var row = header is null ? FromJson(task, line) : FromTsv(task, line, header);
            if (row is not null)
            {
                yield return row;
            }
            else if (header is null || line.Split('\t').Length != header.Count)
            {
                bad++;
                log($"{file}:{number}: skipped, not a labelled row for {task}");
            }
        }

        log($"{file}: {number} lines, {bad} bad");
    }

    private static LabelledPost? FromTsv(string task, string line, Dictionary<string, int> header)
    {
        var cells = line.Split('\t');
        if (cells.Length != header.Count)
        {
            return null;
        }

        var label = cells[header["label"]];
        var source = header.TryGetValue("source", out var at) ? cells[at] : "";
        var opinion = label is "negative" or "neutral" or "positive";
        if (task == "voice") return Voice(cells[header["text"]], source, opinion);
        if (task == "rumour" && opinion) return null;

        if (task == "topic" && header.TryGetValue("exam", out var exam) && cells[exam] == "0" && (!opinion || Everyday(source)))
            return new LabelledPost(cells[header["text"]], Topics.OffTopic, source, OffTopicWeight, Own: false);
        // The public corpora know nothing of the topics and forms of these exams.
        if (task is "topic" or "form") return null;
        var weight = task == "sentiment" && !Everyday(source) ? OtherDomainWeight : 1;
        return new LabelledPost(cells[header["text"]], label, source, weight, Own: false);
    }

    /// <summary>Posts of everyday people; hotel and takeaway reviews and news are another domain.</summary>
    private static bool Everyday(string source) => source is "smp_usual" or "smp_virus" or "clue_emotion" or "covid21k";

    /// <summary>A rumour corpus holds statements, an opinion corpus opinions; how they read tells which voice to believe.</summary>
    private static LabelledPost? Voice(string text, string source, bool opinion) =>
        !opinion ? new LabelledPost(text, Voices.Statement, source, 1, Own: false)
        : source.StartsWith("smp", StringComparison.Ordinal) ? new LabelledPost(text, Voices.Opinion, source, OpinionWeight, Own: false)
        : null;

    private static LabelledPost? FromJson(string task, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var label = task == "voice" ? Voices.Exam : task == "rumour" ? row.GetProperty("rumor").GetInt32() == 1 ? "rumor" : "not" : row.GetProperty(task).GetString()!;
            return new LabelledPost(row.GetProperty("text").GetString()!, label, row.GetProperty("form").GetString()!, OwnPostWeight, Own: true)
            {
                Topic = row.TryGetProperty("topic", out var topic) ? topic.GetString() ?? "" : "",
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
