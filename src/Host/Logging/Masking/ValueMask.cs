using Serilog.Events;

namespace Monitor.Host.Logging.Masking;

/// <summary>Masks texts within a property's value, at any depth. Numbers, moments and the like stay; gives the same object when nothing changed.</summary>
internal static class ValueMask
{
    private static readonly ScalarValue Hidden = new(KnownSecrets.Mark);

    /// <param name="whole">The place or the name says that the whole value is a secret.</param>
    public static LogEventPropertyValue Mask(LogEventPropertyValue value, bool whole) => value switch
    {
        ScalarValue { Value: null } => value,
        ScalarValue { Value: bool } => value,
        _ when whole => Hidden,
        ScalarValue { Value: { } raw } => Scalar(value, raw),
        SequenceValue sequence => Sequence(sequence),
        StructureValue structure => Structure(structure),
        DictionaryValue dictionary => Dictionary(dictionary),
        _ => value,
    };

    private static LogEventPropertyValue Scalar(LogEventPropertyValue value, object raw)
    {
        if (raw is string text) return TextMask.Mask(text) is var masked && ReferenceEquals(masked, text) ? value : new ScalarValue(masked);
        if (raw is IFormattable and (ValueType and not char) && raw.GetType().Namespace == nameof(System)) return value;
        var told = raw.ToString() ?? "";
        var safe = TextMask.Mask(told);
        return ReferenceEquals(told, safe) ? value : new ScalarValue(safe);
    }

    private static SequenceValue Sequence(SequenceValue sequence)
    {
        var (masked, changed) = (new List<LogEventPropertyValue>(sequence.Elements.Count), false);
        foreach (var element in sequence.Elements) masked.Add(Changed(element, false, ref changed));
        return changed ? new SequenceValue(masked) : sequence;
    }

    private static StructureValue Structure(StructureValue structure)
    {
        var (masked, changed) = (new List<LogEventProperty>(structure.Properties.Count), false);
        foreach (var p in structure.Properties) masked.Add(new LogEventProperty(p.Name, Changed(p.Value, SensitiveNames.Contains(p.Name), ref changed)));
        return changed ? new StructureValue(masked, structure.TypeTag) : structure;
    }

    private static DictionaryValue Dictionary(DictionaryValue dictionary)
    {
        var (masked, changed) = (new Dictionary<ScalarValue, LogEventPropertyValue>(), false);
        foreach (var (key, value) in dictionary.Elements)
        {
            var safe = Changed(key, false, ref changed) as ScalarValue ?? key;
            masked[safe] = Changed(value, key.Value is string name && SensitiveNames.Contains(name), ref changed);
        }

        return changed ? new DictionaryValue(masked) : dictionary;
    }

    private static LogEventPropertyValue Changed(LogEventPropertyValue value, bool whole, ref bool changed)
    {
        var masked = Mask(value, whole);
        changed |= !ReferenceEquals(masked, value);
        return masked;
    }
}
