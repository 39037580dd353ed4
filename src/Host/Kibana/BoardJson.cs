using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Host.Kibana;

/// <summary>JSON as it stands in the file, and as Kibana wants some of it inside a string.</summary>
internal static class BoardJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode node) => node.ToJsonString(Plain);

    public static JsonObject Query(string kql) => new() { ["language"] = "kuery", ["query"] = kql };
}
