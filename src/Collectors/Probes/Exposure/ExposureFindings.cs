using System.Globalization;
using Monitor.Core.Probes;
using Monitor.Core.Text;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>What is known to be public, one finding for each check and host: what, where, what was seen, what to do.</summary>
internal static class ExposureFindings
{
    private const int MostUrls = 3;

    private static readonly Dictionary<string, ExposureCheck> Checks = ExposureCatalog.All.ToDictionary(c => c.Id, StringComparer.Ordinal);

    public static IEnumerable<Finding> Of(IEnumerable<KnownExposure> known) =>
        known.GroupBy(k => (k.Id, k.Subject)).Select(g => Of(g.Key.Id, g.Key.Subject, [.. g.OrderBy(k => k.First)]))
            .OrderByDescending(f => f.Severity).ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Subject, StringComparer.Ordinal);

    private static Finding Of(string id, string subject, List<KnownExposure> places)
    {
        var check = Checks.GetValueOrDefault(id);
        var (chinese, english) = check is null ? ("不应公开的路径可读取", "a path that must not be public can be read") : (check.Chinese, check.English);
        var (todo, act) = Advice.Of(check?.Kind ?? ExposureKind.Own);
        var urls = string.Join(" ", places.Take(MostUrls).Select(p => p.Url.CutTo(200))) + (places.Count > MostUrls ? $" …（{places.Count}）" : "");
        var (seen, first) = (places[0].Seen, places[0].First.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return new("exposure." + id, places.Max(p => p.Severity), $"{chinese}：{urls}（所见：{seen}；首见 {first}）。{todo}。/ {english} (seen: {seen}; since {first}); {act}.") { Subject = subject };
    }
}
