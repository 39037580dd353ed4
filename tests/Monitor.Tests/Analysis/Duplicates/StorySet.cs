using System.Text.Json;
using Monitor.Tests.Support;

namespace Monitor.Tests.Analysis.Duplicates;

/// <summary>One text of the evaluation set: which story it tells, and how it came to be (base, chain, truncated, paraphrase ...).</summary>
internal sealed record ToldText(string Family, string Story, string Kind, string Text);

/// <summary>The evaluation set, all written for this project. Thresholds were chosen on one half; families never stand in both.</summary>
internal static class StorySet
{
    public static IReadOnlyList<ToldText> ChosenOn { get; } = Read("chosen-on");

    public static IReadOnlyList<ToldText> HeldOut { get; } = Read("held-out");

    private static IReadOnlyList<ToldText> Read(string half) =>
        [.. File.ReadLines(Repository.File("tests", "Monitor.Tests", "Fixtures", "stories", half + ".jsonl")).Select(l => JsonSerializer.Deserialize<ToldText>(l, JsonSerializerOptions.Web)!)];
}
