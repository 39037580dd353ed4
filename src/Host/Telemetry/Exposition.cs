using System.Globalization;
using System.Text;

namespace Monitor.Host.Telemetry;

/// <summary>One line of figures: the end of its name (such as _bucket), its labels, its value.</summary>
internal sealed record Sample(string Suffix, IReadOnlyList<KeyValuePair<string, string>> Labels, double Value)
{
    public static Sample Of(double value, params (string Name, string Value)[] labels) => new("", [.. labels.Select(l => KeyValuePair.Create(l.Name, l.Value))], value);
}

/// <summary>All lines of one name. <paramref name="Type"/> is counter, gauge or histogram.</summary>
internal sealed record Family(string Name, string Type, string Help, IReadOnlyList<Sample> Samples);

/// <summary>Prometheus' text exposition format 0.0.4.</summary>
internal static class Exposition
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Family> families)
    {
        var text = new StringBuilder();
        foreach (var family in families.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (family.Samples.Count == 0) continue;
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escape(family.Help, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Type).Append('\n');
            foreach (var sample in family.Samples) Write(text, family.Name + sample.Suffix, sample);
        }

        return text.ToString();
    }

    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture);

    private static void Write(StringBuilder text, string name, Sample sample)
    {
        text.Append(name);
        if (sample.Labels.Count > 0) text.Append('{').AppendJoin(',', sample.Labels.Select(l => $"{l.Key}=\"{Escape(l.Value, quotes: true)}\"")).Append('}');
        text.Append(' ').Append(Number(sample.Value)).Append('\n');
    }

    private static string Escape(string text, bool quotes)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }
}
