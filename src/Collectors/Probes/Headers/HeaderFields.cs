namespace Monitor.Collectors.Probes.Headers;

/// <summary>Header fields of one answer in the order they came; names without regard to case, a field sent twice stays two (RFC 9110, section 5.3).</summary>
internal sealed class HeaderFields
{
    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name, string value)
    {
        if (!_fields.TryGetValue(name, out var values)) _fields[name] = values = [];
        values.Add(value.Trim());
    }

    public IReadOnlyList<string> All(string name) => _fields.GetValueOrDefault(name) ?? (IReadOnlyList<string>)[];

    /// <summary>All values of a field as one list; null when it was not sent.</summary>
    public string? Joined(string name) => _fields.TryGetValue(name, out var values) ? string.Join(", ", values) : null;
}
