namespace Monitor.Host.Kibana;

/// <summary>Queries in Kibana's language, as far as the boards need them.</summary>
internal static class Kql
{
    public static string Is(string field, string value) => $"{field}: \"{value}\"";

    public static string Is(string field, bool value) => $"{field}: {(value ? "true" : "false")}";

    public static string Has(string field) => $"{field}: *";

    public static string Not(string query) => $"not {query}";

    public static string All(params IEnumerable<string> queries) => string.Join(" and ", queries.Where(q => q.Length > 0));

    public static string Any(string field, params IEnumerable<string> values) => $"{field}: ({string.Join(" or ", values.Select(v => $"\"{v}\""))})";
}
