namespace Monitor.Storage;

/// <summary>Hashes of recovery codes as one text, each ended by a line feed, so that one statement can take one out.</summary>
internal static class FactorText
{
    public static string Of(string hash) => hash + "\n";

    public static string Join(IEnumerable<string> hashes) => string.Concat(hashes.Select(Of));

    public static IReadOnlyList<string> Split(string? text) => text?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
