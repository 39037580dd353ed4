using System.Formats.Asn1;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Collectors.Articles;
using Monitor.Collectors.Feeds;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.FileDrop;
using Monitor.Collectors.JsonLists;
using Monitor.Collectors.Pages;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Sitemaps;

namespace Monitor.Collectors.Trying;

/// <summary>`monitor try -`: the same parsing code on a recorded file, one JSON line in, one JSON line out.</summary>
public static class TryParser
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        Converters = { new SpanConverter(), new JsonStringEnumConverter() },
    };

    /// <param name="line">{"id","kind","file","url","contentType","options"}</param>
    /// <param name="baseDirectory">Folder that relative files are read from.</param>
    /// <param name="now">Moment that relative dates count from.</param>
    public static string Answer(string line, string? baseDirectory, DateTimeOffset now)
    {
        string? id = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var request = document.RootElement;
            id = Text(request, "id");
            return Run(request, id, baseDirectory, now);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException or InvalidDataException or FormatException or CryptographicException or AsnContentException or OptionFileException or TookTooLongException)
        {
            return TryAnswer.Failed(id, "parse-error", e.Message);
        }
    }

    private static string Run(JsonElement request, string? id, string? directory, DateTimeOffset now)
    {
        var url = Uri.TryCreate(Text(request, "url"), UriKind.Absolute, out var given) ? given : null;
        switch (Text(request, "kind"))
        {
            case "feed":
                return TryAnswer.Of(id, Collection.Guarded(() => Feed(request, directory, url, now)), feed: true);
            case "page":
                var page = Options<PageOptions>(request);
                return TryAnswer.Of(id, Collection.Guarded(() => PageParser.Parse(Decoded(request, directory).Text, url, page, now)));
            case "json-list":
                var list = Options<JsonListOptions>(request);
                return TryAnswer.Of(id, Collection.Guarded(() => JsonListParser.Parse(Decoded(request, directory).Text, url, list, now)));
            case "article":
                return TryAnswer.Of(id, Collection.Guarded(() => ArticleParser.Parse(Decoded(request, directory).Text, url, now, Dates.Beijing)));
            case "file-drop":
                var drop = Options<FileDropOptions>(request);
                return TryAnswer.Of(id, Collection.Guarded(() => DropTrial.Read(Bytes(request, directory), Text(request, "file")!, drop, now)));
            case "sitemap":
                var (entries, fault) = SitemapParser.Read(Decoded(request, directory).Text, url, now);
                return fault is null ? TryAnswer.Of(id, entries) : TryAnswer.Failed(id, "parse-error", fault);
            case "url":
                return TryUrl.Answer(id, Text(request, "url"), request.TryGetProperty("options", out var urlOptions) ? Text(urlOptions, "base") : null);
            case "robots":
                var options = request.TryGetProperty("options", out var o) ? o : default;
                var rules = RobotsRules.Parse(Decoded(request, directory).Text, Text(options, "agent") ?? "MonitorBot");
                return TryAnswer.Fields(id, new() { ["allowed"] = rules.Allows(Text(options, "url") ?? Text(request, "url") ?? "/") });
            case "headers":
                return TryHeaders.Answer(id, request, url, () => Bytes(request, directory));
            case "certificate":
                return TryCertificate.Answer(id, () => Bytes(request, directory), Options<CertificateTrial>(request), name => File.ReadAllBytes(Path.Combine(directory ?? ".", name)), now);
            case "phrase" or "spam-phrase" or "normal-phrase":
                return TryPhrase.Answer(id, Text(request, "text"), () => Decoded(request, directory).Text);
            case "charset":
                var (text, encoding) = Decoded(request, directory);
                return TryAnswer.Fields(id, new() { ["encoding"] = encoding, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) });
            case var kind:
                return TryAnswer.Failed(id, "unsupported", $"kind '{kind}' is not known; expected feed, article, page, json-list, file-drop, sitemap, robots, charset, headers, certificate, phrase or url");
        }
    }

    private static Parsed Feed(JsonElement request, string? directory, Uri? url, DateTimeOffset now)
    {
        var bytes = Bytes(request, directory);
        var contentType = Text(request, "contentType");
        var (text, used) = Charset.Decode(bytes, contentType);
        var parsed = FeedParser.Parse(text, url, now.ToUniversalTime());
        var (name, kept) = FeedEncoding.Of(bytes, contentType, used);
        var fields = new Dictionary<string, string?>(parsed.Fields) { ["encoding"] = name };
        if (!kept && fields.ContainsKey("wellFormed")) fields["wellFormed"] = "false";
        return parsed with { Fields = fields };
    }

    private static (string Text, string Encoding) Decoded(JsonElement request, string? directory) => Charset.Decode(Bytes(request, directory), Text(request, "contentType"));

    private static byte[] Bytes(JsonElement request, string? directory)
    {
        var file = Text(request, "file") ?? throw new InvalidOperationException("`file` is missing: the recorded answer to read");
        var bytes = File.ReadAllBytes(Path.Combine(directory ?? ".", file));
        if (file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            packed.CopyTo(plain);
            bytes = plain.ToArray();
        }

        return bytes;
    }

    private static T Options<T>(JsonElement request) where T : new() =>
        request.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Object ? options.Deserialize<T>(Reading) ?? new T() : new T();

    private static string? Text(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;
}
