using Monitor.Alerts.QuickReport;

namespace Monitor.Alerts.Digest.Files;

/// <summary>The letter as a paper in the layout of the quick report.</summary>
internal static class DigestDocx
{
    private const double PictureWidth = 156;

    public static byte[] Write(DigestPaper paper)
    {
        var t = paper.Tongue;
        List<ReportSection> sections = [new(t["概要", "In short"], [.. paper.Sentences, paper.Next])];
        sections.AddRange(paper.Sections.Select(s => new ReportSection(
            s.Caption,
            s.Table.Rows.Count == 0 ? [t["本期没有记录。", "Nothing recorded."]] : s.Chart is { } chart ? [Order(chart, t) + string.Join(t["；", "; "], chart.Legend.Select(k => k.Label))] : [],
            s.Table.Rows.Count == 0 ? null : new ReportTable(s.Table.Head, [.. s.Table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => c.Text)])]))
        {
            Picture = s.Chart is { } drawn ? new ReportPicture(drawn.Png, drawn.Alt, PictureWidth) : null,
        }));
        using var stream = new MemoryStream(DocxWriter.Write(new ReportPaper(paper.Subject, [paper.Range], sections)));
        return StillZip.Of(stream);
    }

    /// <summary>A printed copy may have no colours, so the order says which part is which.</summary>
    private static string Order(DigestChart chart, Tongue t) => chart.Axis.Count > 0 ? t["由下至上：", "From the bottom: "] : t["由左至右：", "From the left: "];
}
