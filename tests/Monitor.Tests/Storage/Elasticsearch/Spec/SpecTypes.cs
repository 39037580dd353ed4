using System.Text.Json;

namespace Monitor.Tests.Storage.Elasticsearch.Spec;

/// <summary>Walks a value along a type of the specification and tells where they part.</summary>
internal sealed class SpecTypes(JsonElement types)
{
    private static readonly HashSet<string> Open = ["AdditionalProperties", "AdditionalProperty"];

    private readonly Dictionary<string, JsonElement> _types = types.EnumerateArray().ToDictionary(t => Name(t.GetProperty("name")), StringComparer.Ordinal);

    public JsonElement Get(JsonElement name) => _types[Name(name)];

    public void Check(string type, JsonElement value, string at, List<string> errors) => CheckNamed(_types[type], default, value, at, errors, partial: false);

    /// <summary>Whether a query parameter can take this text.</summary>
    public bool FitsText(JsonElement type, string text)
    {
        var asText = JsonSerializer.SerializeToElement(text);
        var errors = new List<string>();
        Check(type, asText, "", errors);
        if (errors.Count == 0) return true;
        if (!(text is "true" or "false") && !long.TryParse(text, out _)) return text.Contains(',', StringComparison.Ordinal) && text.Split(',').All(t => FitsText(type, t));
        errors.Clear();
        Check(type, JsonDocument.Parse(text).RootElement, "", errors);
        return errors.Count == 0;
    }

    /// <summary>The properties of a type and all it inherits; of a request those of its path, query or body.</summary>
    public IEnumerable<JsonElement> Properties(JsonElement type, string part)
    {
        var own = part == "body" && type.TryGetProperty("body", out var body) ? body.TryGetProperty("properties", out var properties) ? properties : default : type.TryGetProperty(part, out var listed) ? listed : default;
        IEnumerable<JsonElement> mine = own.ValueKind == JsonValueKind.Array ? own.EnumerateArray() : [];
        return type.TryGetProperty("inherits", out var parent) && _types.TryGetValue(Name(parent.GetProperty("type")), out var inherited) ? mine.Concat(Properties(inherited, part)) : mine;
    }

    /// <param name="partial">Required properties may be missing, for the caller asked for some only.</param>
    public void Check(JsonElement type, JsonElement value, string at, List<string> errors, bool partial = false) => CheckType(type, default, value, at, errors, partial);

    public void CheckProperties(IReadOnlyList<JsonElement> properties, JsonElement value, string at, List<string> errors, bool partial, bool open, Generics generics = default)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{at}: expected an object, found {value.ValueKind}");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var property = properties.FirstOrDefault(p => Called(p, member.Name));
            if (property.ValueKind == JsonValueKind.Undefined)
            {
                if (!open) errors.Add($"{at}: no property [{member.Name}]");
                continue;
            }

            seen.Add(property.GetProperty("name").GetString()!);
            CheckType(property.GetProperty("type"), generics, member.Value, $"{at}.{member.Name}", errors, partial);
        }

        if (partial) return;
        foreach (var property in properties.Where(p => p.GetProperty("required").GetBoolean() && !seen.Contains(p.GetProperty("name").GetString()!)))
            errors.Add($"{at}: [{property.GetProperty("name").GetString()}] is missing");
    }

    private static string Name(JsonElement name) => $"{name.GetProperty("namespace").GetString()}.{name.GetProperty("name").GetString()}";

    private static bool Called(JsonElement property, string name) => property.GetProperty("name").ValueEquals(name) || (property.TryGetProperty("aliases", out var aliases) && aliases.EnumerateArray().Any(a => a.ValueEquals(name)));

    private void CheckType(JsonElement type, Generics generics, JsonElement value, string at, List<string> errors, bool partial)
    {
        switch (type.GetProperty("kind").GetString())
        {
            case "instance_of":
                CheckInstance(type, generics, value, at, errors, partial);
                break;
            case "array_of":
                if (value.ValueKind != JsonValueKind.Array) errors.Add($"{at}: expected a list, found {value.ValueKind}");
                else foreach (var item in value.EnumerateArray()) CheckType(type.GetProperty("value"), generics, item, at + "[]", errors, partial);
                break;
            case "dictionary_of":
                if (value.ValueKind != JsonValueKind.Object) errors.Add($"{at}: expected an object, found {value.ValueKind}");
                else if (type.TryGetProperty("singleKey", out var single) && single.GetBoolean() && value.EnumerateObject().Count() != 1) errors.Add($"{at}: expected one key");
                else foreach (var member in value.EnumerateObject()) CheckType(type.GetProperty("value"), generics, member.Value, $"{at}.{member.Name}", errors, partial);
                break;
            case "union_of":
                CheckUnion(type, generics, value, at, errors, partial);
                break;
            case "literal_value":
                if (value.ValueKind == JsonValueKind.Undefined || value.ToString() != type.GetProperty("value").ToString()) errors.Add($"{at}: expected '{type.GetProperty("value")}', found '{value}'");
                break;
        }
    }

    private static string? Tag(JsonElement type) =>
        type.TryGetProperty("variants", out var variants) && variants.GetProperty("kind").GetString() == "internal_tag" ? variants.GetProperty("tag").GetString() : null;

    /// <summary>The tag names the one shape to compare with; trying all of them at every level of nested fields would never end.</summary>
    private void CheckTagged(JsonElement type, string tag, Generics generics, JsonElement value, string at, List<string> errors, bool partial)
    {
        var said = value.TryGetProperty(tag, out var own) ? own.ToString() : type.GetProperty("variants").TryGetProperty("defaultTag", out var usual) ? usual.GetString() : null;
        foreach (var item in type.GetProperty("type").GetProperty("items").EnumerateArray())
        {
            var named = _types[Name(item.GetProperty("type"))];
            var literal = Properties(named, "properties").FirstOrDefault(p => Called(p, tag));
            if (literal.ValueKind == JsonValueKind.Undefined || !literal.GetProperty("type").TryGetProperty("value", out var means) || means.ToString() != said) continue;
            CheckNamed(named, generics, value, at, errors, partial);
            return;
        }

        errors.Add($"{at}: no {type.GetProperty("name").GetProperty("name")} is of the {tag} '{said}'");
    }

    private void CheckUnion(JsonElement type, Generics generics, JsonElement value, string at, List<string> errors, bool partial)
    {
        List<string>? nearest = null;
        foreach (var item in type.GetProperty("items").EnumerateArray())
        {
            var tried = new List<string>();
            CheckType(item, generics, value, at, tried, partial);
            if (tried.Count == 0) return;
            if (nearest is null || tried.Count < nearest.Count || (tried.Count == nearest.Count && tried[0].Length > nearest[0].Length)) nearest = tried;
        }

        errors.Add($"{at}: fits none of {type.GetProperty("items").GetArrayLength()} shapes; nearest: {nearest?[0]}");
    }

    private void CheckInstance(JsonElement type, Generics generics, JsonElement value, string at, List<string> errors, bool partial)
    {
        var name = Name(type.GetProperty("type"));
        if (generics.TryGet(name, out var bound))
        {
            CheckType(bound, default, value, at, errors, partial);
            return;
        }

        var fits = name switch
        {
            "_builtins.string" => value.ValueKind == JsonValueKind.String,
            "_builtins.boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "_builtins.number" => value.ValueKind == JsonValueKind.Number,
            "_builtins.null" => value.ValueKind == JsonValueKind.Null,
            _ => (bool?)null,
        };
        if (fits == false) errors.Add($"{at}: expected a {name[10..]}, found {value.ValueKind} '{value}'");
        // What the specification leaves open (a document, a type parameter) is anything.
        if (fits is null && _types.TryGetValue(name, out var named)) CheckNamed(named, type.TryGetProperty("generics", out var arguments) ? generics.Bind(named, arguments) : default, value, at, errors, partial);
    }

    private void CheckNamed(JsonElement type, Generics generics, JsonElement value, string at, List<string> errors, bool partial)
    {
        switch (type.GetProperty("kind").GetString())
        {
            case "type_alias" when Tag(type) is { } tag && value.ValueKind == JsonValueKind.Object:
                CheckTagged(type, tag, generics, value, at, errors, partial);
                break;
            case "type_alias":
                CheckType(type.GetProperty("type"), generics, value, at, errors, partial);
                break;
            case "enum":
                CheckEnum(type, value, at, errors);
                break;
            case "interface":
                CheckInterface(type, generics, value, at, errors, partial);
                break;
        }
    }

    private static void CheckEnum(JsonElement type, JsonElement value, string at, List<string> errors)
    {
        if (type.TryGetProperty("isOpen", out var open) && open.GetBoolean()) return;
        var text = value.ValueKind == JsonValueKind.Undefined ? "" : value.ToString();
        if (!type.GetProperty("members").EnumerateArray().Any(m => Called(m, text) || Called(m, text.ToLowerInvariant()))) errors.Add($"{at}: '{text}' is none of {type.GetProperty("name").GetProperty("name")}");
    }

    private void CheckInterface(JsonElement type, Generics generics, JsonElement value, string at, List<string> errors, bool partial)
    {
        List<JsonElement> properties = [.. Properties(type, "properties")];
        if (value.ValueKind != JsonValueKind.Object && type.TryGetProperty("shortcutProperty", out var shortcut))
        {
            CheckType(properties.First(p => Called(p, shortcut.GetString()!)).GetProperty("type"), generics, value, at, errors, partial);
            return;
        }

        CheckProperties(properties, value, at, errors, partial, IsOpen(type), generics);
        if (value.ValueKind != JsonValueKind.Object || IsOpen(type) || !type.TryGetProperty("variants", out var variants) || variants.GetProperty("kind").GetString() != "container") return;
        var chosen = value.EnumerateObject().Count(m => properties.FirstOrDefault(p => Called(p, m.Name)) is { ValueKind: JsonValueKind.Object } p && !(p.TryGetProperty("containerProperty", out var c) && c.GetBoolean()));
        if (chosen != 1) errors.Add($"{at}: expected one variant, found {chosen}");
    }

    private bool IsOpen(JsonElement type) =>
        (type.TryGetProperty("attachedBehaviors", out var attached) && attached.EnumerateArray().Any(b => Open.Contains(b.GetString()!)))
        || (type.TryGetProperty("inherits", out var parent) && _types.TryGetValue(Name(parent.GetProperty("type")), out var inherited) && IsOpen(inherited));

    /// <summary>What the parameters of a generic type stand for at this place.</summary>
    internal readonly struct Generics(Dictionary<string, JsonElement>? bound)
    {
        public bool TryGet(string name, out JsonElement type)
        {
            type = default;
            return bound is not null && bound.TryGetValue(name, out type);
        }

        public Generics Bind(JsonElement type, JsonElement arguments)
        {
            if (!type.TryGetProperty("generics", out var parameters)) return default;
            var outer = this;
            return new Generics(parameters.EnumerateArray().Zip(arguments.EnumerateArray()).ToDictionary(p => Name(p.First), p => outer.Resolve(p.Second)));
        }

        private JsonElement Resolve(JsonElement argument) =>
            argument.GetProperty("kind").GetString() == "instance_of" && TryGet(Name(argument.GetProperty("type")), out var type) ? type : argument;
    }
}
