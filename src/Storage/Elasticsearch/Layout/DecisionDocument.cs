using System.Text.Json;
using Monitor.Core.Alerts;
using Monitor.Core.Text;
using Monitor.Storage.Sqlite;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <summary>A decision as stored, and the alert it is about as it stands when the document is written; null for a decision about none.</summary>
internal sealed record KeptDecision(string Body, Alert? Alert);

/// <summary>One decision of the alert book as a document of the alerts' history.</summary>
internal static class DecisionDocument
{
    /// <summary>From what it says: the same decision has the same id whichever store it comes from.</summary>
    public static string Id(string body) => Names.Hash("decision|" + body);

    public static void Write(Utf8JsonWriter w, KeptDecision kept)
    {
        var (body, about) = kept;
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
        w.WriteBoolean("notified", d.Notified);
        if (about is not null) WriteAlert(w, about);
        w.WritePropertyName("decision");
        w.WriteRawValue(body, skipInputValidation: true);
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private static void WriteAlert(Utf8JsonWriter w, Alert alert)
    {
        w.WriteString("level", alert.Level.ToString().ToLowerInvariant());
        w.WriteBoolean("issued", alert.LevelIssued);
        w.WriteString("team", alert.Team.ToString().ToLowerInvariant());
        w.WriteString("state", alert.State.ToString().ToLowerInvariant());
        w.WriteString("title", alert.Title.CutTo(256));
        if (alert.Topic is { } topic) w.WriteString("topic", topic);
        w.WriteBoolean("restricted", alert.Restricted);
    }
}
