using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Core.Text;
using Monitor.Storage.Elasticsearch.Layout;

namespace Monitor.Storage.Elasticsearch.Spool;

/// <summary>
/// One waiting change with what it says at this moment: of many changes of one post only the last state is sent. All of
/// <paramref name="Post"/>, <paramref name="Probe"/>, <paramref name="Decision"/> and <paramref name="Touch"/> are null when the row itself is gone.
/// </summary>
internal sealed record SpoolEntry(long Seq, string Kind, string Key, KeptPost? Post, ProbeResult? Probe, KeptDecision? Decision, string? Touch)
{
    private const int TitleLength = 80;

    /// <summary>Stories of people in distress have no title there: who may read an index is decided elsewhere than on the board.</summary>
    public static string? TitleOf(string text, string topic) => topic == Topics.StudentWellbeing ? null : text.ReplaceLineEndings(" ").CutTo(TitleLength);

    /// <summary>Target, moment and vantage point of a probe result's key; the last is empty where this service looked itself.</summary>
    public static (string Target, long At, string Vantage) ProbeOf(string key)
    {
        var first = key.IndexOf('|', StringComparison.Ordinal);
        var second = key.IndexOf('|', first + 1);
        var at = second < 0 ? key.AsSpan(first + 1) : key.AsSpan()[(first + 1)..second];
        return (key[..first], long.Parse(at, System.Globalization.CultureInfo.InvariantCulture), second < 0 ? "" : key[(second + 1)..]);
    }

    /// <summary>SQL that makes such a key of a row of results by the name <paramref name="row"/>.</summary>
    public static string KeyOf(string row) => $"{row}.target_id || '|' || {row}.at || CASE WHEN {row}.vantage = '' THEN '' ELSE '|' || {row}.vantage END";
}
