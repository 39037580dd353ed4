using System.Net.Sockets;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Tampering.Baseline;
using Monitor.Collectors.Probes.Tampering.Page;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tampering;

/// <summary>The requests of one look: as a browser, as a search engine's crawler, as a telephone. Only GET, no credentials.</summary>
internal sealed class PageVisit(TamperingProbeOptions options, PhaseClock clock, TimeProvider time) : IDisposable
{
    private static readonly Visitor Browser = new("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Monitor-Probe/0.1", null);
    private static readonly Visitor Crawler = new("Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)", "https://www.baidu.com/s?wd=site");
    private static readonly Visitor Telephone = new("Mozilla/5.0 (Linux; Android 14; Mobile) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36 Monitor-Probe/0.1", "https://m.baidu.com/s?word=site");

    private readonly HttpExchange _http = Exchange(options, clock, time);

    public ServerCertificate? Certificate => _http.Certificates.Last;

    /// <returns>Facts are null when the answer is no page.</returns>
    public async Task<(HttpAnswer Answer, PageFacts? Facts)> BrowseAsync(CancellationToken ct)
    {
        var answer = await _http.RunAsync(Ask(Browser), ct);
        clock.Enter(Phases.Check);
        return (answer, answer.Status < 400 ? Read(answer) : null);
    }

    /// <summary>What other visitors are shown that the browser is not. That they get no answer is no sign: many sites refuse a crawler from anywhere.</summary>
    public async Task<IReadOnlyList<Change>> OthersAsync(PageFacts shown, string page, CancellationToken ct)
    {
        List<Change> found = [];
        if (options.AsCrawler && await TryAsync(Crawler, ct) is { } crawled) found.AddRange(Signs.Cloaked(shown, crawled.Facts));
        if (options.AsMobile && await TryAsync(Telephone, ct) is { } mobile)
        {
            var known = Signs.Of(shown, page).Select(s => (s.Code, s.Key)).ToHashSet();
            found.AddRange(Signs.Of(mobile.Facts, mobile.Site).Where(s => !known.Contains((s.Code, s.Key))));
        }

        return found;
    }

    public void Dispose() => _http.Dispose();

    private async Task<(PageFacts Facts, string Site)?> TryAsync(Visitor visitor, CancellationToken ct)
    {
        try
        {
            // Somebody else: what the browser was given to remember is not shown.
            using var http = Exchange(options, clock, time);
            var answer = await http.RunAsync(Ask(visitor), ct);
            return answer.Status < 400 ? (Read(answer), Sites.Of(answer.Url)) : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or FormatException or TookTooLongException or FaultException)
        {
            return null;
        }
    }

    private PageFacts Read(HttpAnswer answer) => PageReader.Read(answer.Page.Text, answer.Url, options.Ignore);

    private HttpAsk Ask(Visitor visitor) => new(new Uri(options.Url), HttpMethod.Get) { Headers = visitor.Headers };

    private static HttpExchange Exchange(TamperingProbeOptions options, PhaseClock clock, TimeProvider time) =>
        new(new ExchangeSettings(options.Timeout, options.CaFile, VersionChoice.Http1, AddressFamily.Unspecified), clock, time);
}
