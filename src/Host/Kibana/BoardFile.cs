using System.Security.Cryptography;
using System.Text;
using Monitor.Host.Kibana.Boards;
using Monitor.Host.Kibana.Objects;

namespace Monitor.Host.Kibana;

/// <summary>Both boards and what they stand on, as Kibana imports them: one object a line, what is needed before what needs it.</summary>
internal static class BoardFile
{
    /// <summary>Where reviewers and those who import by hand find the file, below the checkout.</summary>
    public static readonly string[] Path = ["deploy", "kibana", "board.ndjson"];

    /// <summary>Address in the committed file, in place of a district's own.</summary>
    public const string SampleUrl = "https://monitor.example.cn";

    public static IReadOnlyList<SavedObject> Objects(BoardNames names)
    {
        var plain = Plain(names);
        var mark = Mark(plain);
        foreach (var made in plain.Where(o => o.Attributes.ContainsKey("description"))) made.Attributes["description"] = $"{made.Attributes["description"]} {mark}";
        return plain;
    }

    public static string Write(BoardNames names) => Lines(Objects(names));

    /// <summary>By what each object is known to be of this build and for this address: a mark in its description, or of a data view its indices.</summary>
    public static IReadOnlyDictionary<(string Type, string Id), string> Marks(BoardNames names)
    {
        var plain = Plain(names);
        var mark = Mark(plain);
        return plain.ToDictionary(o => (o.Type, o.Id), o => o.Attributes.ContainsKey("description") ? mark : (string)o.Attributes["title"]!);
    }

    private static IReadOnlyList<SavedObject> Plain(BoardNames names)
    {
        var (highRisk, failed) = (Searches.HighRisk(names), Searches.Failed(names));
        return
        [
            Views.Posts(names), Views.Probes(names), Views.Alerts(names),
            highRisk, Searches.Unassessed(names), failed, Searches.OpenAlerts(names),
            PropagandaBoard.Of(names, highRisk), SecurityBoard.Of(names, failed),
        ];
    }

    private static string Mark(IReadOnlyList<SavedObject> objects) => $"[monitor:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Lines(objects))))[..8]}]";

    private static string Lines(IReadOnlyList<SavedObject> objects) => string.Concat(objects.Select(o => BoardJson.Of(o.Json()) + "\n"));
}
