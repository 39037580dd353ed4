using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Monitor.Core.Security;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Configuration.Schema;

/// <summary>The schema of one type, from the same reflection the binder uses.</summary>
internal sealed class TypeSchema(IReadOnlyList<KindFamily> families)
{
    public JsonObject OfRecord(Type type)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in KeyNames.Writable(type))
        {
            properties[KeyNames.Of(property)] = OfProperty(property);
            if (property.IsDefined(typeof(RequiredAttribute)) || property.IsDefined(typeof(RequiredMemberAttribute))) required.Add(KeyNames.Of(property));
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0) schema["required"] = required;
        if (families.FirstOrDefault(f => f.DefinitionType == type) is { } family) AddKinds(schema, properties, family);
        return schema;
    }

    private void AddKinds(JsonObject schema, JsonObject properties, KindFamily family)
    {
        properties["kind"]!["enum"] = new JsonArray([.. family.Kinds.Select(k => (JsonNode)k.Name)]);
        properties["options"] = new JsonObject { ["type"] = "object" };
        var phased = properties.ContainsKey("phases");
        schema["allOf"] = new JsonArray([.. family.Kinds.Select(k => (JsonNode)new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = k.Name } } },
            ["then"] = new JsonObject { ["properties"] = OfKind(k, phased) },
        })]);
    }

    private JsonObject OfKind(KindCard kind, bool phased)
    {
        var properties = new JsonObject { ["options"] = Described(OfRecord(kind.OptionsType), kind.Summary) };
        if (!phased) return properties;
        // A phase names only what differs, so nothing is required in it.
        var changes = OfRecord(kind.OptionsType);
        changes.Remove("required");
        properties["phases"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = changes };
        return properties;
    }

    private JsonObject OfProperty(PropertyInfo property)
    {
        var schema = Described(OfType(property.PropertyType), property.GetCustomAttribute<DescriptionAttribute>()?.Description);
        if (property.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern) schema["pattern"] = pattern.Pattern;
        if (property.GetCustomAttribute<RangeAttribute>() is { } range && range.OperandType != typeof(TimeSpan))
        {
            schema["minimum"] = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
            schema["maximum"] = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        }

        return schema;
    }

    private JsonObject OfType(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (ValueBinder.ListElement(type) is { } element) return new JsonObject { ["type"] = "array", ["items"] = OfType(element) };
        if (ValueBinder.DictionaryValue(type) is { } value) return new JsonObject { ["type"] = "object", ["additionalProperties"] = OfType(value) };
        if (type.IsEnum) return new JsonObject { ["enum"] = new JsonArray([.. Enum.GetValues(type).Cast<object>().Select(v => (JsonNode)KeyNames.OfEnum(v))]) };
        if (type == typeof(bool)) return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long)) return new JsonObject { ["type"] = "integer" };
        if (type == typeof(double)) return new JsonObject { ["type"] = "number" };
        if (type == typeof(TimeSpan)) return new JsonObject { ["type"] = "string", ["pattern"] = Durations.Pattern };
        if (type == typeof(Secret)) return new JsonObject { ["type"] = "string", ["pattern"] = Secrets.Pattern };
        if (type == typeof(DateTimeOffset)) return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        return ScalarBinder.Knows(type) ? new JsonObject { ["type"] = "string" } : type == typeof(object) ? [] : OfRecord(type);
    }

    private static JsonObject Described(JsonObject schema, string? text)
    {
        if (text is not null) schema["description"] = text;
        return schema;
    }
}
