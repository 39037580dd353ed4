using System.Text.Json.Nodes;

namespace Monitor.Host.Kibana.Objects;

/// <summary>That one object needs another, under a name that its attributes use in place of the id.</summary>
internal sealed record Reference(string Type, string Id, string Name)
{
    public JsonObject Json() => new() { ["type"] = Type, ["id"] = Id, ["name"] = Name };
}

/// <summary>One line of the file. Written in the form of the oldest Kibana it is for; every later one brings it up to date by itself, an older one refuses it.</summary>
internal sealed record SavedObject(string Type, string Id, JsonObject Attributes, IReadOnlyList<Reference> References)
{
    public const string Core = "8.8.0";

    public static string VersionOf(string type) => type == "dashboard" ? "8.7.0" : "8.0.0";

    public JsonObject Json() => new()
    {
        ["id"] = Id,
        ["type"] = Type,
        ["attributes"] = Attributes.DeepClone(),
        ["references"] = new JsonArray([.. References.Select(r => r.Json())]),
        ["coreMigrationVersion"] = Core,
        ["typeMigrationVersion"] = VersionOf(Type),
    };
}
