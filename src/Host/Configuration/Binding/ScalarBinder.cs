using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Core.Security;
using Monitor.Core.Text;

namespace Monitor.Host.Configuration.Binding;

/// <summary>Turns one written value into one typed value, or says what was expected.</summary>
internal static partial class ScalarBinder
{
    private static readonly Dictionary<Type, (string Expected, Func<string, object?> Read)> Readers = new()
    {
        [typeof(string)] = ("text", s => s),
        [typeof(bool)] = ("true or false", s => s switch { "true" => true, "false" => false, _ => null }),
        [typeof(int)] = ("a whole number", s => int.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? v : null),
        [typeof(long)] = ("a whole number", s => long.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? v : null),
        [typeof(double)] = ("a number", s => double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && double.IsFinite(v) ? v : null),
        [typeof(TimeSpan)] = ("a length of time such as 30s, 5m, 2h or 7d", s => Durations.TryParse(s, out var v) ? v : null),
        [typeof(DateTimeOffset)] = ("a moment with offset such as 2026-06-07T09:00:00+08:00", s => Moment(s)),
        [typeof(DateOnly)] = ("a date such as 2026-06-07", s => DateOnly.TryParseExact(s, "yyyy-MM-dd", out var v) ? v : null),
        [typeof(TimeOnly)] = ("a time of day such as 09:00", s => TimeOnly.TryParseExact(s, "HH:mm", out var v) ? v : null),
        [typeof(Uri)] = ("an absolute URL", s => Uri.TryCreate(s, UriKind.Absolute, out var v) ? v : null),
    };

    public static bool Knows(Type type) => Readers.ContainsKey(type) || type.IsEnum || type == typeof(Secret);

    public static object? Bind(YamlItem item, Type type, string path, BindContext context)
    {
        if (item is not YamlText text)
        {
            context.Fail(item.Line, path, $"expected {Expected(type)}, found a {(item is YamlList ? "list" : "mapping")}");
            return null;
        }

        if (type == typeof(Secret)) return BindSecret(text, path, context);
        var value = type.IsEnum ? ReadEnum(text.Value, type) : Readers[type].Read(text.Value);
        if (value is null) context.Fail(text.Line, path, $"expected {Expected(type)}, found '{Shorten(text.Value)}'{Hint(text.Value, type)}");
        return value;
    }

    private static Secret? BindSecret(YamlText text, string path, BindContext context)
    {
        var (secret, problem) = Secrets.Resolve(text.Value, context.Directory);
        if (problem is not null) context.Fail(text.Line, path, problem);
        return secret;
    }

    private static string Expected(Type type) =>
        type == typeof(Secret) ? "env:NAME or file:/path"
        : type.IsEnum ? "one of " + string.Join(", ", Choices(type))
        : Readers[type].Expected;

    private static string Hint(string word, Type type) => type.IsEnum ? "." + Nearest.Suggest(word, Choices(type)) : "";

    private static IEnumerable<string> Choices(Type type) => Enum.GetValues(type).Cast<object>().Select(KeyNames.OfEnum);

    private static object? ReadEnum(string text, Type type) =>
        Enum.GetValues(type).Cast<object>().FirstOrDefault(v => string.Equals(v.ToString(), text.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    private static object? Moment(string text) =>
        WithOffset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var v) ? v : null;

    private static string Shorten(string text) => text.Length <= 60 ? text : text.CutTo(57) + "...";

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$")]
    private static partial Regex WithOffset();
}
