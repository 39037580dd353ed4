using System.Reflection;

namespace Monitor.Host.Configuration.Binding;

/// <summary>
/// Binds `phases:` of a definition: for each phase a whole options record, made of `options` with that phase's changes. A mistake is named where
/// it stands, in the phase; what `options` itself has wrong is named once, there.
/// </summary>
internal static class PhaseBinder
{
    public static void Bind(
        object record, PropertyInfo property, KindFamily family, Dictionary<string, YamlPair> pairs, string key, BindContext context)
    {
        if (!pairs.TryGetValue(KeyNames.Of(property), out var written) || written.Value is YamlText { IsNull: true }) return;
        context.Saw(key, written.Line);
        if (written.Value is not YamlMap phases)
        {
            context.Fail(written.Value.Line, key, "expected a mapping of phase names to options");
            return;
        }

        // An unknown kind has been named already; its options cannot be known.
        if (!pairs.TryGetValue("kind", out var kind) || kind.Value is not YamlText { Value: var name }) return;
        if (family.Kinds.FirstOrDefault(k => k.Name == name) is not { } card) return;
        var usual = pairs.GetValueOrDefault("options")?.Value as YamlMap;
        var bound = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var phase in phases.Pairs)
        {
            var path = BindContext.Join(key, phase.Key);
            if (bound.ContainsKey(phase.Key)) context.Fail(phase.Line, path, "duplicate key");
            else if (Phase(phase, usual, card, path, context) is { } options) bound[phase.Key] = options;
        }

        property.SetValue(record, bound);
    }

    private static object? Phase(YamlPair phase, YamlMap? usual, KindCard card, string path, BindContext context)
    {
        context.Saw(path, phase.Line);
        if (phase.Value is not YamlMap changes)
        {
            context.Fail(phase.Value.Line, path, "expected a mapping of options to values");
            return null;
        }

        var written = changes.Pairs.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var kept = usual?.Pairs.Where(p => !written.Contains(p.Key) && Fits(p, card.OptionsType, context)) ?? [];
        return RecordBinder.Bind(new YamlMap(phase.Line, [.. changes.Pairs, .. kept]), card.OptionsType, path, context);
    }

    /// <summary>False for a key of `options` that was refused there, so that it is not refused again in every phase.</summary>
    private static bool Fits(YamlPair pair, Type options, BindContext context)
    {
        if (KeyNames.Writable(options).All(p => KeyNames.Of(p) != pair.Key)) return false;
        var silent = context.Silent();
        RecordBinder.Bind(new YamlMap(pair.Line, [pair]), options, "", silent.Context);
        return silent.Errors.All(e => e.Key != pair.Key && !e.Key.StartsWith(pair.Key + ".", StringComparison.Ordinal) && !e.Key.StartsWith(pair.Key + "[", StringComparison.Ordinal));
    }
}
