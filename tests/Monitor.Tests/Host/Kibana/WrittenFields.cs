using System.Text.Json.Nodes;
using Monitor.Collectors.Probes;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Host.Kibana;
using Monitor.Storage;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage.Elasticsearch.Layout;
using Monitor.Tests.Storage.Elasticsearch.StandIn;

namespace Monitor.Tests.Host.Kibana;

/// <summary>What stands behind a data view: the mapping, and which values the real writers put into which field.</summary>
internal sealed class WrittenFields
{
    private readonly Mapping _mapping;
    private readonly List<Dictionary<string, HashSet<string>>> _documents = [];

    private WrittenFields(JsonObject mapping, IEnumerable<JsonObject> documents)
    {
        _mapping = new Mapping(mapping, ["zh_bigram"]);
        foreach (var document in documents)
        {
            var values = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
            Collect(document, "", values);
            _documents.Add(values);
        }
    }

    /// <summary>Each document as field to its values.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, HashSet<string>>> Documents => _documents;

    public static IReadOnlyDictionary<string, WrittenFields> ByView(BoardNames names) => new Dictionary<string, WrittenFields>
    {
        [names.PostsView] = new(Mappings.Posts("zh_bigram"), [.. Samples.Posts, .. Posts.Select(a => Samples.Of(new KeptPost(Samples.Post with { Assessment = a }, Some.T0), PostDocument.Write))]),
        [names.ProbesView] = new(Mappings.Probes(), [.. Samples.Probes, .. Probes.Select(p => Samples.Of(p, ProbeDocument.Write))]),
        [names.AlertsView] = new(Mappings.AlertEvents("zh_bigram"), [.. Samples.AlertEvents, .. Alerts.Select(a => Samples.Of(new KeptDecision(Json.Write(Samples.Decision), a), DecisionDocument.Write))]),
    };

    /// <summary>Type of the field in the mapping.</summary>
    public string TypeOf(string field) => _mapping.Get(field).Type;

    /// <summary>Values that some document has; empty when the field is mapped and never written.</summary>
    public IReadOnlySet<string> Values(string field) => _documents.SelectMany(d => d.GetValueOrDefault(field) ?? []).ToHashSet();

    private static IEnumerable<Assessment> Posts =>
    [
        .. Enum.GetValues<SentimentLabel>().Select(m => Some.Assessment(mood: m)),
        .. Enum.GetValues<RiskBand>().Select(b => Some.Assessment(band: b)),
        .. Topics.All.Select(t => Some.Assessment(topic: t)),
    ];

    private static IEnumerable<ProbeResult> Probes =>
    [
        .. Enum.GetValues<ProbeState>().Select(s => Some.Probe("x", Some.T0, s)),
        .. new[] { Phases.Dns, Phases.Connect, Phases.Tls, Phases.FirstByte, Phases.Body, Phases.Check }.Select(p => Samples.Probe with { FailedPhase = p }),
    ];

    private static IEnumerable<Alert> Alerts =>
    [
        .. Enum.GetValues<WarningLevel>().SelectMany(l => Enum.GetValues<Team>().Select(t => Samples.Alert with { Level = l, Team = t })), .. Enum.GetValues<AlertState>().Select(s => Samples.Alert with { State = s }),
        Samples.Alert with { Restricted = true },
    ];

    private static void Collect(JsonNode at, string path, Dictionary<string, HashSet<string>> values)
    {
        switch (at)
        {
            case JsonObject inner:
                foreach (var (name, value) in inner) Collect(value!, path.Length == 0 ? name : $"{path}.{name}", values);
                break;
            case JsonArray items:
                foreach (var item in items) Collect(item!, path, values);
                break;
            default:
                if (!values.TryGetValue(path, out var seen)) values[path] = seen = new HashSet<string>(StringComparer.Ordinal);
                seen.Add(at.ToString());
                break;
        }
    }
}
