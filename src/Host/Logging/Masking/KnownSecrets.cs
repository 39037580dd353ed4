using System.Buffers;

namespace Monitor.Host.Logging.Masking;

/// <summary>
/// Every secret the config has resolved in this process. Whatever text holds one of them loses it, whatever stands around it. What is shorter than
/// eight characters is left out: it would be found in ordinary words.
/// </summary>
internal static class KnownSecrets
{
    public const string Mark = "***";
    private const int Shortest = 8;
    private const int Most = 1_000;

    private static readonly Lock Gate = new();
    private static readonly List<string> Values = [];
    private static SearchValues<string>? _search;

    public static void Add(string value)
    {
        // Of a secret over several lines each could be printed by itself.
        foreach (var line in value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            AddOne(line);
    }

    public static string Mask(string text)
    {
        if (Volatile.Read(ref _search) is not { } search || !text.AsSpan().ContainsAny(search)) return text;
        string[] values;
        lock (Gate) values = [.. Values.OrderByDescending(v => v.Length)];
        foreach (var value in values) text = text.Replace(value, Mark, StringComparison.Ordinal);
        return text;
    }

    private static void AddOne(string value)
    {
        if (value.Length < Shortest) return;
        lock (Gate)
        {
            if (Values.Contains(value)) return;
            if (Values.Count == Most) Values.RemoveAt(0);
            Values.Add(value);
            if (Uri.EscapeDataString(value) is var escaped && escaped != value) Values.Add(escaped);
            Volatile.Write(ref _search, SearchValues.Create([.. Values], StringComparison.Ordinal));
        }
    }
}
