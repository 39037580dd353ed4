using System.Security.Cryptography;

namespace Monitor.Host.Board;

/// <summary>Style, script, icon and the chart library, carried inside the assembly: the board needs no network and no files beside it.</summary>
internal static class AssetFiles
{
    private const string Prefix = "Board.Assets.";

    private static readonly Dictionary<string, byte[]> Files = typeof(AssetFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(n => n[Prefix.Length..], Read, StringComparer.Ordinal);

    /// <summary>Changes with any file, so a new build is fetched and an old one cached for long.</summary>
    public static string Version { get; } =
        Convert.ToHexStringLower(SHA256.HashData([.. Files.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => SHA256.HashData(f.Value))]))[..12];

    public static IResult Serve(HttpContext context, string name)
    {
        if (!Files.TryGetValue(name, out var bytes)) return Results.NotFound();

        var current = context.Request.Query["v"] == Version;
        context.Response.Headers.CacheControl = current ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(bytes, TypeOf(name), entityTag: new($"\"{Version}\""));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };

    private static byte[] Read(string resource)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream(resource)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
