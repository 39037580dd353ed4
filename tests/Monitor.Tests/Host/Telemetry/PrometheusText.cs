using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Monitor.Tests.Host.Telemetry;

/// <summary>A strict reader of Prometheus' text format 0.0.4: what a scraper would stumble over fails here.</summary>
internal static partial class PrometheusText
{
    public static Dictionary<string, double> Read(string text)
    {
        var (values, types) = (new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        string? help = null;
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (var line in text.Split('\n')[..^1])
        {
            if (HelpLine().Match(line) is { Success: true } h)
            {
                help = h.Groups[1].Value;
                continue;
            }

            if (TypeLine().Match(line) is { Success: true } t)
            {
                Assert.Equal(help, t.Groups[1].Value);
                Assert.True(types.TryAdd(t.Groups[1].Value, t.Groups[2].Value), line + ": typed twice");
                Assert.Equal(t.Groups[2].Value == "counter", t.Groups[1].Value.EndsWith("_total", StringComparison.Ordinal));
                continue;
            }

            var sample = SampleLine().Match(line);
            Assert.True(sample.Success, "not a line of the format: " + line);
            var (name, labels) = (sample.Groups[1].Value, sample.Groups[2].Value);
            var family = types.ContainsKey(name) ? name : HistogramEnd().Replace(name, "");
            Assert.Equal(help, family);
            Assert.True(family == name || types[family] == "histogram", line);
            Assert.True(values.TryAdd(name + labels, Number(sample.Groups[3].Value)), line + ": twice");
        }

        foreach (var family in types.Where(t => t.Value == "histogram")) CheckHistogram(family.Key, values);
        return values;
    }

    /// <summary>Buckets rise, and the last holds as many as were counted.</summary>
    private static void CheckHistogram(string name, Dictionary<string, double> values)
    {
        var series = values.Where(v => v.Key.StartsWith(name + "_bucket{", StringComparison.Ordinal)).GroupBy(v => Le().Replace(v.Key, "")).ToList();
        Assert.NotEmpty(series);
        foreach (var one in series)
        {
            var buckets = one.Select(b => (Le: Number(Le().Match(b.Key).Groups[1].Value), b.Value)).ToList();
            Assert.Equal(buckets.OrderBy(b => b.Le), buckets);
            Assert.Equal(buckets.Select(b => b.Value).Order(), buckets.Select(b => b.Value));
            Assert.True(double.IsPositiveInfinity(buckets[^1].Le));
            var rest = one.Key[(name + "_bucket").Length..].Replace("{}", "", StringComparison.Ordinal);
            Assert.Equal(buckets[^1].Value, values[name + "_count" + rest]);
            Assert.True(values.ContainsKey(name + "_sum" + rest));
        }
    }

    private static double Number(string text) => text == "+Inf" ? double.PositiveInfinity : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^# HELP ([a-z][a-z0-9_]*) [^\n]+$")]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^# TYPE ([a-z][a-z0-9_]*) (counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^([a-z][a-z0-9_]*)(\{[a-z_]+="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\[\\"n])*")*\})? (\+Inf|-?[0-9.]+(?:E[+-]?[0-9]+)?)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramEnd();

    [GeneratedRegex(""",?le="([^"]+)" ?""")]
    private static partial Regex Le();
}
