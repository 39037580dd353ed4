using System.Globalization;
using System.Text;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>What is known of the names as findings: the new ones and the copies each for itself, the others shortly.</summary>
internal static class LookalikeFindings
{
    public const string New = "lookalike.new";
    public const string Similar = "lookalike.similar";
    public const string Known = "lookalike.known";
    public const string Gone = "lookalike.gone";
    public const string Baseline = "lookalike.baseline";
    public const string Partial = "lookalike.partial";
    public const string NoSite = "lookalike.site";
    public const string Total = "lookalike.total";

    private const int Lines = 20;
    private const int MostNew = 200;

    public static IReadOnlyList<Finding> Of(LookalikeBook book, NameLook look, int names, LookalikeProbeOptions options, DateTimeOffset at, bool compared)
    {
        List<KnownName> all = [.. book.Known.Values.OrderByDescending(k => Severity(k, options)).ThenByDescending(k => k.Score).ThenByDescending(k => k.Mail).ThenBy(k => k.Name, StringComparer.Ordinal)];
        bool IsNew(KnownName k) => k.NewSince is { } since && at - since < options.NewFor;
        bool IsCopy(KnownName k) => !k.Ours && k.Score >= options.Similar;
        List<Finding> made = [.. all.Where(IsNew).Take(MostNew).Select(k => Line(New, Severity(k, options), k, "新出现的仿冒域名", "a lookalike registered lately"))];
        made.AddRange(all.Where(k => !IsNew(k) && IsCopy(k)).Take(MostNew).Select(k => Line(Similar, FindingSeverity.High, k, "仿冒域名的页面与本站相似", "a lookalike shows a page like ours")));
        if (look.First) made.Add(FirstTime(all));
        made.AddRange(look.Gone.Select(k => Line(Gone, FindingSeverity.Info, k, "仿冒域名已注销", "a lookalike is gone")));
        List<KnownName> rest = [.. all.Where(k => !IsNew(k) && !IsCopy(k))];
        made.AddRange(rest.Take(Lines).Select(k => Line(Known, FindingSeverity.Info, k, "已知的近似域名", "a known lookalike")));
        if (!book.Whole) made.Add(new(Partial, FindingSeverity.Info, $"首轮尚未查完（{book.Next}/{names}） / the first round is not finished"));
        if (!compared) made.Add(new(NoSite, FindingSeverity.Low, "本站页面未能读取，本次没有比较页面 / our own page could not be read, pages were not compared"));
        made.Add(new(Total, FindingSeverity.Info, Sum(book, look, names, rest.Count)));
        return made;
    }

    /// <summary>High: it can deceive now (a page like ours, mail). Medium: it has an address. Low: it is only registered, or leads to us.</summary>
    private static FindingSeverity Severity(KnownName k, LookalikeProbeOptions options) =>
        k.Ours ? FindingSeverity.Low : k.Score >= options.Similar || k.Mail ? FindingSeverity.High : k.Addresses.Count > 0 ? FindingSeverity.Medium : FindingSeverity.Low;

    private static Finding Line(string code, FindingSeverity severity, KnownName k, string chinese, string english) =>
        new(code, severity, $"{chinese}：{Shown(k)} / {english}: {k.Name}") { Subject = k.Name };

    private static string Shown(KnownName k)
    {
        var text = new StringBuilder(k.Name);
        if (Unicode(k.Name) is { } written) text.Append(CultureInfo.InvariantCulture, $"（显示为 {written}）");
        text.Append(CultureInfo.InvariantCulture, $"，{k.Technique}，首见 {k.First.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}，");
        text.Append(k.Addresses.Count > 0 ? "解析到 " + string.Join("、", k.Addresses.Take(3)) : "没有地址");
        if (k.Mail) text.Append("，可收发邮件");
        if (k.Reasons.Count > 0) text.Append(CultureInfo.InvariantCulture, $"；相似度 {k.Score:0.00}（{string.Join("、", k.Reasons)}）");
        return text.ToString();
    }

    private static Finding FirstTime(List<KnownName> all) => new(
        Baseline, FindingSeverity.Info,
        $"首轮查完，已注册的近似域名共 {all.Count} 个，此后只报新增 / first round: {all.Count} lookalikes are registered, from now on only new ones are told"
        + string.Concat(all.Take(Lines).Select(k => "\n" + Shown(k))) + (all.Count > Lines ? $"\n…（另 {all.Count - Lines} 个）" : ""));

    private static string Sum(LookalikeBook book, NameLook look, int names, int known) =>
        $"共 {names} 个可能的仿冒域名，本次查 {look.Asked} 个，未能查清 {look.NotKnown} 个，已注册 {book.Known.Count} 个（其中一般的 {known} 个）/ {names} names, {look.Asked} asked now, {look.NotKnown} not known, {book.Known.Count} registered";

    private static string? Unicode(string name)
    {
        try
        {
            return name.Contains("xn--", StringComparison.Ordinal) ? new IdnMapping().GetUnicode(name) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
