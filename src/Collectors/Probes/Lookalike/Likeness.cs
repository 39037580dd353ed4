using System.Globalization;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>How much a page resembles the real one, and why.</summary>
/// <param name="Score">0 to 1.</param>
/// <param name="Ours">It leads to our own site: somebody's defence, or a mistyped name that was caught.</param>
internal sealed record Likeness(double Score, IReadOnlyList<string> Reasons, bool Ours)
{
    private const int LeastText = 20;

    public static Likeness Of(PageTraits real, PageTraits page, IReadOnlyList<string> ownNames)
    {
        bool Own(string host) => ownNames.Any(n => host == n || host.EndsWith("." + n, StringComparison.Ordinal));
        if (Own(page.Url.Host.ToLowerInvariant())) return new(0, ["跳转到本站"], true);
        var (score, reasons) = (0.0, new List<string>());
        void Add(double points, string reason)
        {
            score += points;
            reasons.Add(reason);
        }

        var text = Math.Min(real.Text.Count, page.Text.Count) >= LeastText ? Shingles.Containment(real.Text, page.Text) : 0;
        if (text >= 0.3) Add(0.6 * text, string.Create(CultureInfo.InvariantCulture, $"正文重合 {text:0%}"));
        if (real.Title.Length > 1 && page.Title.Length > 1 && Shingles.Jaccard(Shingles.Of(real.Title, 2), Shingles.Of(page.Title, 2)) >= 0.7) Add(0.35, "标题相同或相近");
        if (real.Icon is not null && real.Icon == page.Icon) Add(0.35, "图标相同");
        if (page.Hosts.Any(Own)) Add(0.2, "引用本站的图片、脚本或表单");
        // Half of all sites ask for a password; it weighs where the page resembles ours at all.
        if (page.AsksPassword && score > 0) Add(0.2, "有口令输入框");
        return new(Math.Min(1, Math.Round(score, 2)), reasons, false);
    }
}
