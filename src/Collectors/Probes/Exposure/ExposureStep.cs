using System.Globalization;
using System.Security.Cryptography;
using Monitor.Collectors.Urls;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>One check at one path of one host.</summary>
/// <param name="Template">The path before its marks are filled in: what stays the same from day to day.</param>
internal sealed record ExposureStep(Uri Origin, ExposureCheck Check, string Template)
{
    private const string Random = "{random}";

    public string Host => ExposureHosts.Name(Origin);

    /// <summary>Of an archive no more is asked for than tells that it is one.</summary>
    public bool Few => Check.Kind is ExposureKind.Backup or ExposureKind.Leftover;

    public Uri Url(DateTimeOffset now)
    {
        var registrable = PublicSuffixes.Default.RegistrableOf(Origin.Host);
        var day = now.ToOffset(TimeSpan.FromHours(8));
        var path = Template.Replace("{host}", Origin.Host, StringComparison.Ordinal)
            .Replace("{name}", Origin.Host.Split('.')[0], StringComparison.Ordinal)
            .Replace("{label}", (registrable ?? Origin.Host).Split('.')[0], StringComparison.Ordinal)
            .Replace("{year}", day.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{date}", day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace(Random, Chance(), StringComparison.Ordinal);
        return new Uri(Origin, path);
    }

    /// <summary>A path beside it, in the same folder and of the same ending, that cannot exist; null where the path itself is such a one.</summary>
    public Uri? Beside(Uri url)
    {
        if (Template.Contains(Random, StringComparison.Ordinal)) return null;
        var path = url.AbsolutePath;
        var folder = path.EndsWith('/') ? path.TrimEnd('/') : path;
        var (before, last) = (folder[..(folder.LastIndexOf('/') + 1)], folder[(folder.LastIndexOf('/') + 1)..]);
        // ".env" and "HEAD" have no ending; ".tar.gz" is one, "index.php~" has one with its tilde.
        var dot = last.IndexOf('.', Math.Min(1, last.Length));
        return new Uri(Origin, before + (last.StartsWith('.') ? "." : "") + Chance() + (dot < 0 ? "" : last[dot..]) + (path.EndsWith('/') ? "/" : ""));
    }

    public static string Chance() => "m" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(9));

    /// <summary>All steps, host by host.</summary>
    public static IReadOnlyList<ExposureStep> All(ExposureProbeOptions options)
    {
        List<ExposureCheck> checks = [.. ExposureCatalog.All.Where(c => !options.Skip.Contains(c.Id))];
        if (!options.Skip.Contains(ExposureCatalog.OwnId)) checks.AddRange(options.Paths.Select(Own));
        return [.. options.Hosts.Select(ExposureHosts.OriginOf).OfType<Uri>().DistinctBy(ExposureHosts.Name)
            .SelectMany(o => checks.SelectMany(c => c.Paths.Select(p => new ExposureStep(o, c, p))).DistinctBy(s => (s.Check, s.Url(default).AbsolutePath)))];
    }

    private static ExposureCheck Own(OwnPath own) => new(
        ExposureCatalog.OwnId, ExposureKind.Own, own.Severity, [own.Path],
        a => !a.Ok || a.Body.Length == 0 ? null : own.Contains is null ? $"{a.Status} {a.Type}" : a.Text.Contains(own.Contains, StringComparison.Ordinal) ? "所列内容" : null,
        "不应公开的路径可读取", "a path that must not be public can be read");
}
