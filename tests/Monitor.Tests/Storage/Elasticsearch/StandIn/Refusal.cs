using System.Text.Json.Nodes;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <summary>An error as Elasticsearch tells it.</summary>
internal sealed class Refusal(int status, string type, string reason) : Exception(reason)
{
    public int Status => status;

    public string Type => type;

    public JsonObject Cause() => new() { ["type"] = type, ["reason"] = Message };

    public JsonObject Body()
    {
        var error = Cause();
        error["root_cause"] = new JsonArray(Cause());
        return new JsonObject { ["error"] = error, ["status"] = status };
    }

    public static Refusal NoIndex(string name) => new(404, "index_not_found_exception", $"no such index [{name}]");
}
