using System.Text.Json;

namespace Monitor.Storage.Elasticsearch.Kibana;

/// <summary>Kibana's answer to an export of named objects.</summary>
internal static class ExportReply
{
    /// <summary>Of each object its title and description, which is where our mark stands.</summary>
    public static Dictionary<(string Type, string Id), string> Read(string lines)
    {
        try
        {
            var found = new Dictionary<(string, string), string>();
            foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using var json = JsonDocument.Parse(line);
                var attributes = json.RootElement.GetProperty("attributes");
                found[(json.RootElement.GetProperty("type").GetString()!, json.RootElement.GetProperty("id").GetString()!)] = $"{Word(attributes, "title")}\n{Word(attributes, "description")}";
            }

            return found;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ElasticException(ElasticFault.Rejected, "POST _export: the answer is not Kibana's; something else stands at kibana.url", e);
        }
    }

    /// <summary>The objects a refusal names as not found; null when it is about something else.</summary>
    public static HashSet<(string Type, string Id)>? Missing(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (!json.RootElement.TryGetProperty("attributes", out var attributes) || !attributes.TryGetProperty("objects", out var objects)) return null;
            var missing = objects.EnumerateArray()
                .Where(o => o.TryGetProperty("error", out var error) && error.TryGetProperty("statusCode", out var status) && status.GetInt32() == 404)
                .Select(o => (o.GetProperty("type").GetString()!, o.GetProperty("id").GetString()!)).ToHashSet();
            return missing.Count > 0 ? missing : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Word(JsonElement at, string name) => at.TryGetProperty(name, out var value) ? value.ToString() : "";
}
