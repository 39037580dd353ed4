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

    /// <summary>Target and moment of a probe result's key.</summary>
    public static (string Target, long At) ProbeOf(string key)
    {
        var bar = key.LastIndexOf('|');
        return (key[..bar], long.Parse(key.AsSpan(bar + 1), System.Globalization.CultureInfo.InvariantCulture));
    }
}
