using Monitor.Collectors.Probes.Tampering.Page;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tampering.Baseline;

/// <summary>What differs between the usual face and a look, each weighed by what it can do to a visitor.</summary>
internal sealed class Comparison(BaselineState baseline, Look look, string page, double textLimit)
{
    /// <summary>So many new foreign hosts at once are no editor's work.</summary>
    private const int ManyHosts = 6;

    public IEnumerable<Change> Run() =>
        [.. Title(), .. TextShare.Judge(baseline, look, textLimit, titleChanged: !baseline.Titles.Contains(look.Title)), .. Forms(), .. Scripts(), .. Links(), .. Frames(), .. Refresh(), .. Hidden()];

    private IEnumerable<Change> Title()
    {
        if (baseline.Titles.Contains(look.Title)) yield break;
        // A page whose title changed while learning carries the newest headline in it.
        var severity = baseline.Titles.Count > 1 ? FindingSeverity.Info : FindingSeverity.Medium;
        yield return new(Codes.Title, severity, look.Title, "页面标题与基线不同", "the title is another than usual", baseline.Titles[^1], look.Title);
    }

    private IEnumerable<Change> Forms()
    {
        foreach (var form in look.Forms.Where(f => !baseline.Usual.Forms.Contains(f)))
        {
            var same = baseline.Usual.Forms.FirstOrDefault(f => f.Fields == form.Fields && f.Password == form.Password) ?? baseline.Usual.Forms.FirstOrDefault(f => f.Password == form.Password);
            if (baseline.Usual.Forms.Any(f => f.Target == form.Target && f.Method == form.Method && f.Password == form.Password))
                yield return New(FindingSeverity.Info, "表单字段有变化", "a form's fields changed");
            else if (form.Host != page && !baseline.Usual.Forms.Any(f => f.Host == form.Host))
                yield return New(FindingSeverity.High, "表单改为提交到另一个域名", "a form now sends to another domain");
            else
                yield return New(form.Password ? FindingSeverity.Medium : FindingSeverity.Low, "表单提交地址与基线不同", "a form sends to another address than usual");

            Change New(FindingSeverity severity, string chinese, string english) => new(Codes.FormTarget, severity, Shown(form), chinese, english, same is null ? "" : Shown(same), Shown(form));
        }
    }

    private static string Shown(FormFact form) => $"{form.Method} {form.Target}{(form.Password ? " [password]" : "")} ({Masks.Cut(form.Fields, 80)})";

    private IEnumerable<Change> Scripts()
    {
        var inlineHosts = baseline.Usual.Scripts.Where(s => s.StartsWith("inline-host:", StringComparison.Ordinal)).Select(s => s[12..]).ToHashSet(StringComparer.Ordinal);
        foreach (var script in look.Scripts.Except(baseline.Usual.Scripts))
        {
            if (script.StartsWith("inline-host:", StringComparison.Ordinal))
            {
                var known = Sites.IsPublic(script[12..]) || baseline.Usual.Links.Contains(script[12..]);
                yield return New(known ? FindingSeverity.Info : FindingSeverity.Medium, "页内脚本提到新的外部域名", "a script in the page names a new foreign domain");
            }
            else if (script.StartsWith("inline:", StringComparison.Ordinal))
            {
                yield return New(baseline.InlineMoves ? FindingSeverity.Info : FindingSeverity.Low, "页内出现新的脚本", "a new script stands in the page");
            }
            else
            {
                var site = SiteOf(script);
                var known = site == page || inlineHosts.Contains(site) || baseline.Usual.Scripts.Any(s => !s.StartsWith("inline", StringComparison.Ordinal) && SiteOf(s) == site);
                yield return New(known ? FindingSeverity.Low : FindingSeverity.Medium, known ? "加载新的脚本" : "加载来自新域名的脚本", known ? "a new script is loaded" : "a script of a new domain is loaded");
            }

            Change New(FindingSeverity severity, string chinese, string english) => new(Codes.ScriptNew, severity, script, chinese, english, "", script);
        }
    }

    private IEnumerable<Change> Links()
    {
        var fresh = look.Links.Except(baseline.Usual.Links).ToList();
        var foreign = fresh.Where(h => !Sites.IsPublic(h)).ToList();
        if (foreign.Count >= ManyHosts)
            yield return new(Codes.LinkNew, FindingSeverity.Medium, string.Join(' ', foreign.Take(20)), $"一次出现 {foreign.Count} 个新的外链域名", $"{foreign.Count} new foreign domains are linked at once", "", string.Join(' ', foreign.Take(20)));
        else
            foreach (var host in fresh) yield return new(Codes.LinkNew, FindingSeverity.Info, host, "新的外链域名", "a new domain is linked", "", host);
    }

    private IEnumerable<Change> Frames()
    {
        foreach (var frame in look.Iframes.Except(baseline.Usual.Iframes))
        {
            var hidden = frame.StartsWith("hidden:", StringComparison.Ordinal);
            var own = SiteOf(hidden ? frame[7..] : frame) == page;
            yield return new(Codes.IframeNew, own ? FindingSeverity.Low : hidden ? FindingSeverity.High : FindingSeverity.Medium, frame, hidden ? "出现新的隐藏 iframe" : "出现新的 iframe", hidden ? "a new hidden iframe" : "a new iframe", "", frame);
        }
    }

    private IEnumerable<Change> Refresh()
    {
        if (look.Refresh == baseline.Usual.Refresh || look.Refresh.Length == 0) yield break;
        var foreign = SiteOf(look.Refresh) != page;
        yield return new(Codes.Refresh, foreign ? FindingSeverity.High : FindingSeverity.Low, look.Refresh, "页面自动跳转的去处与基线不同", "the page leads elsewhere by itself", baseline.Usual.Refresh, look.Refresh);
    }

    private IEnumerable<Change> Hidden()
    {
        foreach (var link in look.Hidden.Except(baseline.Usual.Hidden))
        {
            var host = link.Split(' ')[0];
            var known = Sites.IsPublic(host) || baseline.Usual.Links.Contains(host);
            yield return new(Codes.HiddenLink, known ? FindingSeverity.Info : FindingSeverity.Medium, link, "出现访客看不见的外链", "a link to elsewhere that visitors cannot see", "", link);
        }
    }

    private static string SiteOf(string address) => Uri.TryCreate("http://" + address.Replace('*', 'x'), UriKind.Absolute, out var url) ? Sites.Of(url) : address;
}
