using System.IO.Compression;
using System.Text.RegularExpressions;
using Monitor.Collectors.Articles;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.Parsing;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Sitemaps;

/// <summary>Pages a sitemap names, newest first, each read as an article. An index is followed one step down.</summary>
internal sealed class SitemapCollector(string sourceId, SitemapOptions options, CollectorServices services) : ICollector
{
    /// <summary>The protocol's limit for one unpacked file.</summary>
    private const int MaxUnpacked = 50 * 1024 * 1024;

    private readonly Visit _visit = new(sourceId, options, services);
    private readonly Regex? _wanted = options.Match is { } match ? new Regex(match, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200)) : null;

    public Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct) => Collection.RunAsync(
        _visit, cursor, Parse, ct,
        new Following(options.MaxPages, (a, item) => ArticleCollector.Detailed(a, item, options.Zone, services.Time.GetUtcNow())), ExpandAsync);

    /// <summary>An index names maps; the newest of them are read for the pages they name.</summary>
    private async Task<Parsed> ExpandAsync(Parsed parsed, CancellationToken ct)
    {
        var maps = parsed.Items.Where(i => i.IsList).OrderByDescending(i => i.Updated ?? DateTimeOffset.MinValue).Take(options.MaxMaps).ToList();
        if (maps.Count == 0) return parsed;
        var (items, broken) = (new List<Item>(), parsed.Broken.ToList());
        foreach (var map in maps)
        {
            var answer = await _visit.GetAsync(new Uri(map.Url!), null, ct);
            var read = answer.Outcome == FetchOutcome.Ok ? Collection.Guarded(() => Parse(answer)) : Parsed.Fail(Trouble.ParseError, answer.Message ?? "");
            if (read.Trouble is not null) broken.Add($"{map.Url}: {read.Message}");
            items.AddRange(read.Items.Where(i => !i.IsList));
        }

        return items.Count > 0 || broken.Count == 0 ? parsed with { Items = items, Broken = broken } : Parsed.Fail(Trouble.ParseError, "none of the index's sitemaps could be read: " + broken[0]);
    }

    private Parsed Parse(FetchResult answer)
    {
        var now = services.Time.GetUtcNow();
        var limit = new ReadLimit("reading the sitemap");
        var (entries, fault) = SitemapParser.Read(Unpacked(answer), answer.Url, now, limit);
        if (fault is not null) return Parsed.Fail(Trouble.ParseError, fault);
        var oldest = now - options.Within;
        return new Parsed
        {
            Items =
            [
                .. entries.Where(e => e.Names == SitemapTarget.Sitemap || (e.Names == SitemapTarget.Page && (e.Published ?? e.LastModified ?? now) >= oldest && IsWanted(e.Loc, limit)))
                    .OrderByDescending(e => e.Published ?? e.LastModified ?? DateTimeOffset.MinValue)
                    .Select(e => new Item { Id = e.Loc, Url = e.Loc, Title = e.Title, Published = e.Published, Updated = e.LastModified, IsList = e.Names == SitemapTarget.Sitemap }),
            ],
        };
    }

    private bool IsWanted(string address, ReadLimit limit)
    {
        limit.Check();
        return _wanted?.IsMatch(address) != false;
    }

    private static string Unpacked(FetchResult answer)
    {
        if (answer.Body is not [0x1F, 0x8B, ..]) return answer.Text();
        using var packed = new GZipStream(new MemoryStream(answer.Body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            plain.Write(buffer, 0, read);
            if (plain.Length > MaxUnpacked) throw new InvalidDataException($"the sitemap unpacks to more than {MaxUnpacked / 1024 / 1024} MB");
        }

        return Charset.Decode(plain.ToArray()).Text;
    }
}
