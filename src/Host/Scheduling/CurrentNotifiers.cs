using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Monitor.Core.Contracts;

namespace Monitor.Host.Scheduling;

/// <summary>The notifiers of the config in force, seen by the outbox as one dictionary.</summary>
internal sealed class CurrentNotifiers(Parts parts) : IReadOnlyDictionary<string, INotifier>
{
    private IReadOnlyDictionary<string, INotifier> Now => parts.Now().Notifiers;

    public INotifier this[string key] => Now[key];

    public IEnumerable<string> Keys => Now.Keys;

    public IEnumerable<INotifier> Values => Now.Values;

    public int Count => Now.Count;

    public bool ContainsKey(string key) => Now.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out INotifier value) => Now.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, INotifier>> GetEnumerator() => Now.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
