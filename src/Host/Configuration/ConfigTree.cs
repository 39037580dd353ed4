using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Monitor.Core.Security;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Configuration;

/// <summary>The config in force, written the way an operator writes it. Of a secret only where it comes from; of an address neither user name nor password.</summary>
internal static class ConfigTree
{
    private const int Deepest = 12;

    /// <summary>One text per key of monitor.yaml, and one for each of the folders.</summary>
    public static IEnumerable<(string Name, string Text)> Of(MonitorConfig config)
    {
        var folders = new (string, object)[] { ("sources/", config.Sources), ("targets/", config.Targets), ("rules/", config.Rules) };
        return KeyNames.Writable(typeof(MonitorConfig)).Select(p => (KeyNames.Of(p), p.GetValue(config))).Concat(folders.Select(f => (f.Item1, (object?)f.Item2)))
            .Select(p => (p.Item1, Text(p.Item2)));
    }

    private static string Text(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString().TrimStart('\n');
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        if (Scalar(value) is { } scalar)
        {
            text.Append(' ').Append(scalar);
        }
        else if (depth >= Deepest)
        {
            text.Append(" …");
        }
        else if (value is IDictionary map)
        {
            foreach (DictionaryEntry pair in map) Line(text, Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!, pair.Value, depth);
        }
        else if (value is IEnumerable items)
        {
            foreach (var item in items) Line(text, "-", item, depth);
        }
        else
        {
            foreach (var property in value!.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsWritten(value)))
                if (property.GetValue(value) is { } inner) Line(text, KeyNames.Of(property), inner, depth);
        }
    }

    private static Func<PropertyInfo, bool> IsWritten(object owner) =>
        p => p.SetMethod is not null && p.GetIndexParameters().Length == 0 && p.GetCustomAttribute<FromFolderAttribute>() is null && p.DeclaringType!.Assembly == owner.GetType().Assembly;

    private static void Line(StringBuilder text, string key, object? value, int depth)
    {
        text.Append('\n').Append(' ', depth * 2).Append(key == "-" ? key : key + ":");
        Write(text, value, depth + 1);
    }

    private static string? Scalar(object? value) => value switch
    {
        null => "null",
        Secret secret => secret.Reference,
        string s => s.Contains('\n', StringComparison.Ordinal) ? "| " + s.ReplaceLineEndings(" ⏎ ") : s,
        bool b => b ? "true" : "false",
        TimeSpan span => Durations.Write(span),
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        Uri { IsAbsoluteUri: true } uri => uri.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped),
        Enum e => KeyNames.OfEnum(e),
        IFormattable number when value.GetType().IsPrimitive || value is decimal or DateOnly or TimeOnly => number.ToString(null, CultureInfo.InvariantCulture),
        ICollection { Count: 0 } => "[]",
        _ => value.GetType().Namespace?.StartsWith("Monitor", StringComparison.Ordinal) == true || value is IEnumerable ? null : value.ToString(),
    };
}
