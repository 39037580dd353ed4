using System.Text.Json;
using Monitor.Core.Alerts;
using Monitor.Storage.Sqlite;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <summary>One decision of the alert book as a document of the alerts' history.</summary>
internal static class DecisionDocument
{
    /// <summary>From what it says: the same decision has the same id whichever store it comes from.</summary>
    public static string Id(string body) => Names.Hash("decision|" + body);

    public static void Write(Utf8JsonWriter w, string body)
    {
        var d = Json.Read<Decision>(body);
        w.WriteStartObject();
        w.WriteString("@timestamp", PostDocument.Time(d.At));
        w.WriteStartObject("ecs");
        w.WriteString("version", PostDocument.EcsVersion);
        w.WriteEndObject();
        w.WriteStartObject("event");
        w.WriteString("id", Id(body));
        w.WriteString("kind", "event");
        w.WriteString("dataset", "monitor.alertevents");
        w.WriteString("action", d.Reason.ToString());
        w.WriteEndObject();
        w.WriteStartObject("rule");
        w.WriteString("name", d.Fingerprint.Split(':')[0]);
        w.WriteEndObject();
        w.WriteString("message", d.Text);
        w.WriteStartObject("alert");
        if (d.AlertId is { } alert) w.WriteString("id", alert);
        w.WriteString("fingerprint", d.Fingerprint);
        w.WritePropertyName("decision");
        w.WriteRawValue(body, skipInputValidation: true);
        w.WriteEndObject();
        w.WriteEndObject();
    }
}
