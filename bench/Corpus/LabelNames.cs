using System.IO.Compression;
using System.Text.Json.Nodes;
using Monitor.Collectors.Parsing;

namespace Monitor.Bench.Corpus;

/// <summary>Labels of titles that keep the site's or author's name behind the headline: others drop it, so both readings are counted.</summary>
internal static class LabelNames
{
    /// <summary>Whether the label only adds something behind a separator to a headline that the page shows as a heading of its own.</summary>
    public static bool Add(CorpusCases corpus, JsonNode one, string label, string got)
    {
        var text = Compared.Bare(got);
        if (text.Length == 0 || !Compared.Bare(label).StartsWith(text, StringComparison.Ordinal)) return false;
        var rest = Compared.Bare(label)[text.Length..];
        if (rest.Length < 2 || rest[0] is not ('|' or '-' or '–' or '—' or '_' or '[')) return false;
        using var packed = new GZipStream(File.OpenRead(corpus.FileOf(one)), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return Html.Parse(reader.ReadToEnd()).QuerySelectorAll("h1, h2").Any(h => Compared.Bare(PlainText.Of(h)) == text);
    }
}
