namespace Monitor.Collectors.Probes.Capacity;

/// <summary>One line of an exposition.</summary>
internal sealed record MetricSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>What an exposition holds.</summary>
/// <param name="Kinds">Kind of a metric family by its name, as `# TYPE` gives it.</param>
/// <param name="Broken">Lines that could not be read, the first of them; the others are taken all the same.</param>
internal sealed record Exposition(IReadOnlyList<MetricSample> Samples, IReadOnlyDictionary<string, string> Kinds, string? Broken)
{
    /// <summary>Sum over the series of that name that carry those labels. A counter is also found by its family's name, without OpenMetrics' suffix.</summary>
    public Measured Find(string name, IReadOnlyDictionary<string, string> labels)
    {
        var found = Named(name, labels);
        if (found.Count == 0 && Kinds.GetValueOrDefault(name) == "counter") found = Named(name + "_total", labels);
        if (found.Count > 0) return Measured.Of(found.Sum(s => s.Value));
        var other = Samples.Any(s => s.Name == name) ? "没有带所求标签的序列" : "不在应答中";
        return Measured.Missing(Broken is null ? other : $"{other}（{Broken}）");
    }

    private List<MetricSample> Named(string name, IReadOnlyDictionary<string, string> labels) =>
        [.. Samples.Where(s => s.Name == name && labels.All(l => s.Labels.GetValueOrDefault(l.Key, "") == l.Value))];
}
