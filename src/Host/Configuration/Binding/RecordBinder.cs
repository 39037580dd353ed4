using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Monitor.Host.Configuration.Binding;

/// <summary>Binds a YAML mapping to a record, strictly: unknown, duplicate, missing and unfit keys are all reported, none is guessed.</summary>
internal static class RecordBinder
{
    public static object? Bind(YamlItem item, Type type, string path, BindContext context)
    {
        if (item is not YamlMap map)
        {
            context.Fail(item.Line, path, "expected a mapping of keys to values");
            return null;
        }

        var record = Activator.CreateInstance(type, nonPublic: true)!;
        var pairs = Distinct(map, KeyNames.Writable(type), path, context);
        foreach (var property in KeyNames.Writable(type)) BindProperty(record, property, pairs, map, path, context);
        CheckWhole(record, map, path, context);
        return record;
    }

    private static Dictionary<string, YamlPair> Distinct(YamlMap map, IReadOnlyList<PropertyInfo> properties, string path, BindContext context)
    {
        var names = properties.Select(KeyNames.Of).ToArray();
        var pairs = new Dictionary<string, YamlPair>(StringComparer.Ordinal);
        foreach (var pair in map.Pairs)
        {
            var key = BindContext.Join(path, pair.Key);
            if (!names.Contains(pair.Key, StringComparer.Ordinal)) context.Fail(pair.Line, key, "unknown key." + Suggestion(pair.Key, names));
            else if (pairs.TryGetValue(pair.Key, out var first)) context.Fail(pair.Line, key, $"duplicate key; it already stands on line {first.Line}");
            else pairs[pair.Key] = pair;
        }

        return pairs;
    }

    private static string Suggestion(string key, string[] names)
    {
        var guess = Nearest.Suggest(key, names);
        return guess.Length > 0 ? guess : " Known keys: " + string.Join(", ", names) + ".";
    }

    private static void BindProperty(
        object record, PropertyInfo property, Dictionary<string, YamlPair> pairs, YamlMap map, string path, BindContext context)
    {
        var key = BindContext.Join(path, KeyNames.Of(property));
        if (property.Name == "Options" && context.FamilyOf(record.GetType()) is { } family)
        {
            BindOptions(record, property, family, pairs, map, key, path, context);
            return;
        }

        if (property.Name == "Phases" && context.FamilyOf(record.GetType()) is { } phased)
        {
            PhaseBinder.Bind(record, property, phased, pairs, key, context);
            return;
        }

        if (!pairs.TryGetValue(KeyNames.Of(property), out var pair))
        {
            if (IsRequired(property)) context.Fail(map.Line, key, "missing; " + Wanted(property));
            return;
        }

        context.Saw(key, pair.Line);
        var value = ValueBinder.Bind(pair.Value, property, key, context, out var failed);
        if (failed) return;
        if (value is not null) property.SetValue(record, value);
        CheckOne(record, property, value, pair.Value.Line, key, context);
    }

    private static void BindOptions(
        object record, PropertyInfo property, KindFamily family, Dictionary<string, YamlPair> pairs, YamlMap map, string key, string path, BindContext context)
    {
        if (!pairs.TryGetValue("kind", out var kind) || kind.Value is not YamlText { Value: var name }) return;
        var card = family.Kinds.FirstOrDefault(k => k.Name == name);
        if (card is null)
        {
            var names = family.Kinds.Select(k => k.Name).ToArray();
            context.Fail(kind.Value.Line, BindContext.Join(path, "kind"), $"unknown {family.Family} kind '{name}'; known: {string.Join(", ", names)}.{Nearest.Suggest(name, names)}");
            return;
        }

        var written = pairs.GetValueOrDefault("options");
        context.Saw(key, written?.Line ?? map.Line);
        // Kinds without any required option may leave `options` away.
        var item = written is null or { Value: YamlText { IsNull: true } } ? new YamlMap(written?.Line ?? map.Line, []) : written.Value;
        property.SetValue(record, Bind(item, card.OptionsType, key, context));
    }

    private static bool IsRequired(PropertyInfo p) => p.IsDefined(typeof(RequiredAttribute)) || p.IsDefined(typeof(RequiredMemberAttribute));

    private static string Wanted(PropertyInfo p) =>
        p.GetCustomAttribute<System.ComponentModel.DescriptionAttribute>()?.Description is { } text ? "required: " + text : "this key is required";

    private static void CheckOne(object record, PropertyInfo property, object? value, int line, string key, BindContext context)
    {
        var subject = new ValidationContext(record) { MemberName = property.Name, DisplayName = KeyNames.Of(property) };
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            if (rule.GetValidationResult(value, subject) is { } bad) context.Fail(line, key, Say(rule, value, bad));
    }

    private static string Say(ValidationAttribute rule, object? value, ValidationResult bad) => rule switch
    {
        RangeAttribute r => $"expected a value from {r.Minimum} to {r.Maximum}, found {value}",
        RegularExpressionAttribute x => $"'{value}' does not match {x.Pattern}",
        RequiredAttribute => "must not be empty",
        _ => bad.ErrorMessage ?? "invalid",
    };

    private static void CheckWhole(object record, YamlMap map, string path, BindContext context)
    {
        if (record is not IValidatableObject rules) return;
        foreach (var bad in rules.Validate(new ValidationContext(record)))
        {
            var member = bad.MemberNames.FirstOrDefault() is { } name ? BindContext.Join(path, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name)) : path;
            context.Fail(member == path ? map.Line : context.LineOf(member), member, bad.ErrorMessage ?? "invalid");
        }
    }
}
