using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Storage;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Tests.Contracts;

namespace Monitor.Tests.Storage.Elasticsearch.Layout;

/// <summary>Documents by the real writers, of the kinds of things the service stores.</summary>
internal static class Samples
{
    public static readonly Post Post = Some.Post("0123456789abcdef0123456789abcdef", "网传高考数学提前泄题，考试院：不实") with
    {
        Url = "https://bbs.example.test/t/1",
        Title = "泄题？",
        AuthorKey = "k1",
        Rank = 3,
        Heat = 1200,
        Replies = 7,
        Assessment = Some.Assessment(0.9, SentimentLabel.Negative, RiskBand.High) with { Keywords = ["泄题", "高考"] },
    };

    public static readonly ProbeResult Probe = Some.Probe("filing", Some.T0, ProbeState.Down) with
    {
        FailedPhase = "check",
        Message = "状态码 502，期望 200",
        Status = 502,
        Timings = new PhaseTimings(1, 2, 3, 4, 5, 15),
        Findings = [new Finding("tls.protocol", FindingSeverity.Info, "Tls13"), new Finding("http.status", FindingSeverity.High, "502")],
        Certificate = new ServerCertificate(Some.T0.AddDays(-60), Some.T0.AddDays(12.5), "filing.example.test", "Example CA"),
    };

    public static readonly Alert Alert = Some.Alert("a1") with { Title = "志愿填报系统无法访问", Topic = Topics.SystemOutage, Level = WarningLevel.Red, LevelIssued = true };

    public static readonly Decision Decision = new("outage:filing", "a1", Some.T0, DecisionReason.Opened, "连续 3 次失败。", true);

    public static IEnumerable<JsonObject> Posts =>
    [
        Of(new KeptPost(Post, Some.T0, "网传数学泄题"), PostDocument.Write),
        Of(new KeptPost(Post with { Role = SourceRole.Official, Assessment = null, Url = null, Title = null }, Some.T0), PostDocument.Write),
    ];

    public static IEnumerable<JsonObject> Probes => [Of(Probe, ProbeDocument.Write), Of(Some.Probe("site", Some.T0, ProbeState.Unknown), ProbeDocument.Write)];

    public static IEnumerable<JsonObject> AlertEvents => [Of(new KeptDecision(Json.Write(Decision), Alert), DecisionDocument.Write), Of(new KeptDecision(Json.Write(Decision), null), DecisionDocument.Write)];

    public static JsonObject Of<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) write(writer, value);
        return JsonNode.Parse(bytes.ToArray())!.AsObject();
    }
}
