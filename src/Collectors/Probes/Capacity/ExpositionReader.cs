namespace Monitor.Collectors.Probes.Capacity;

/// <summary>
/// Reads Prometheus' text exposition format 0.0.4 and OpenMetrics 1.0 (prometheus.io/docs/instrumenting/exposition_formats, RFC draft OpenMetrics). A line that
/// cannot be read is named and left out; the rest counts.
/// </summary>
internal static class ExpositionReader
{
    private const int MostSamples = 200_000;
    private const int LongestQuote = 40;

    public static Exposition Read(string text)
    {
        List<MetricSample> samples = [];
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        string? broken = null;
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim(" \t");
            if (line.Length == 0) continue;
            if (line[0] == '#')
            {
                // Behind the end that OpenMetrics marks nothing counts.
                if (line is "# EOF") break;
                Note(line, kinds);
                continue;
            }

            if (samples.Count < MostSamples && SampleLine.Read(line) is { } sample) samples.Add(sample);
            else broken ??= $"第 {number} 行无法读取：{line[..Math.Min(line.Length, LongestQuote)]}";
        }

        return new Exposition(samples, kinds, broken);
    }

    private static void Note(ReadOnlySpan<char> line, Dictionary<string, string> kinds)
    {
        var words = line.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words is ["#", "TYPE", var name, var kind]) kinds[name.Trim('"')] = kind;
    }
}
