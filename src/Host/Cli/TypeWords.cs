using Monitor.Core.Security;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Cli;

/// <summary>Names of option types for people.</summary>
internal static class TypeWords
{
    public static string Of(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (ValueBinder.ListElement(type) is { } element) return "list of " + Of(element);
        if (ValueBinder.DictionaryValue(type) is { } value) return "map to " + Of(value);
        if (type.IsEnum) return string.Join(" / ", Enum.GetValues(type).Cast<object>().Select(KeyNames.OfEnum));
        if (type == typeof(string)) return "text";
        if (type == typeof(bool)) return "true / false";
        if (type == typeof(int) || type == typeof(long)) return "whole number";
        if (type == typeof(double)) return "number";
        if (type == typeof(TimeSpan)) return "duration";
        if (type == typeof(DateTimeOffset)) return "moment";
        return type == typeof(Secret) ? "secret (env: or file:)" : "group";
    }
}
