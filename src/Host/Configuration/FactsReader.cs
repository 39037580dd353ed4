using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Judgements;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Configuration;

/// <summary>Reads the sentences of facts.yaml as those of official posts are read; one in which nothing can be checked is a mistake of the file.</summary>
internal static class FactsReader
{
    public const string File = "facts.yaml";

    /// <summary>Source id of facts an operator wrote.</summary>
    private const string SourceId = "config";

    public static WrittenFacts Read(FactsFile file, BindContext context)
    {
        var facts = new List<OfficialFact>();
        for (var i = 0; i < file.Facts.Count; i++)
        {
            if (file.Facts[i] is not { Statement.Length: > 0, Published: { } published } entry) continue;
            var read = OfficialReader.Facts(entry.Statement, published, Link(entry.Url), SourceId);
            var key = $"facts[{i}].statement";
            if (read.Count == 0) context.Fail(context.LineOf(key), key, "nothing in it can be checked; write a deadline, date, score line, fee, place or hotline, such as 普通本科批志愿填报6月28日17:00截止");
            facts.AddRange(read);
        }

        return new WrittenFacts(facts, [.. file.Denials.Where(d => d.Published is not null).Select(Denial)]);
    }

    private static OfficialRebuttal Denial(DenialEntry d) => OfficialReader.Denial(d.Denied, d.Statement, d.Published!.Value, Link(d.Url), SourceId);

    private static string? Link(Uri? url) => url?.ToString();
}
