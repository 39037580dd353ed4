using System.Collections;
using System.Reflection;

namespace Monitor.Host.Configuration.Binding;

/// <summary>Binds any supported type: scalar, list, dictionary by text, nested record.</summary>
internal static class ValueBinder
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static object? Bind(YamlItem item, PropertyInfo property, string path, BindContext context, out bool failed)
    {
        failed = false;
        if (item is not YamlText { IsNull: true }) return Bind(item, property.PropertyType, path, context, out failed);
        if (MayBeNull(property)) return null;
        context.Fail(item.Line, path, "a value is missing after the colon");
        failed = true;
        return null;
    }

    private static object? Bind(YamlItem item, Type declared, string path, BindContext context, out bool failed)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var value = ScalarBinder.Knows(type) ? ScalarBinder.Bind(item, type, path, context)
            : ListElement(type) is { } element ? BindList(item, element, path, context)
            : DictionaryValue(type) is { } values ? BindDictionary(item, values, path, context)
            : RecordBinder.Bind(item, type, path, context);
        failed = value is null;
        return value;
    }

    public static Type? ListElement(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var g && (g == typeof(IReadOnlyList<>) || g == typeof(IReadOnlyCollection<>))
            ? type.GetGenericArguments()[0] : null;

    public static Type? DictionaryValue(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && type.GetGenericArguments()[0] == typeof(string)
            ? type.GetGenericArguments()[1] : null;

    private static Array? BindList(YamlItem item, Type element, string path, BindContext context)
    {
        if (item is not YamlList list)
        {
            context.Fail(item.Line, path, "expected a list (- item, or [a, b])");
            return null;
        }

        var values = new ArrayList();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var key = $"{path}[{i}]";
            context.Saw(key, list.Items[i].Line);
            if (Bind(list.Items[i], element, key, context, out _) is { } value) values.Add(value);
        }

        return values.ToArray(element);
    }

    private static IDictionary? BindDictionary(YamlItem item, Type values, string path, BindContext context)
    {
        if (item is not YamlMap map)
        {
            context.Fail(item.Line, path, "expected a mapping of names to values");
            return null;
        }

        var result = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), values))!;
        foreach (var pair in map.Pairs)
        {
            var key = BindContext.Join(path, pair.Key);
            context.Saw(key, pair.Line);
            if (result.Contains(pair.Key)) context.Fail(pair.Line, key, "duplicate key");
            else if (Bind(pair.Value, values, key, context, out _) is { } value) result[pair.Key] = value;
        }

        return result;
    }

    private static bool MayBeNull(PropertyInfo property)
    {
        if (Nullable.GetUnderlyingType(property.PropertyType) is not null) return true;
        // NullabilityInfoContext keeps an unguarded cache.
        lock (Nullability) return !property.PropertyType.IsValueType && Nullability.Create(property).WriteState == NullabilityState.Nullable;
    }
}
