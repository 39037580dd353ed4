using System.Text.Json;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>
/// Hosts that browsers reach over https from the first visit on, as Chromium lists them (transport_security_state_static.json). The list is
/// other people's work and changes weekly, so it is read from a file and not shipped.
/// </summary>
internal sealed class PreloadList
{
    private readonly Dictionary<string, bool> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public static PreloadList Empty { get; } = new();

    /// <exception cref="OptionFileException">The file cannot be read or is not such a list.</exception>
    public static PreloadList Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Read(stream);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OptionFileException("preloadList", file, "文件不存在", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new OptionFileException("preloadList", file, $"无法读取（{e.Message}）", e);
        }
    }

    /// <summary>True when the host itself, or a parent with its subdomains, is listed.</summary>
    public bool Contains(string host)
    {
        host = host.TrimEnd('.');
        if (_hosts.ContainsKey(host)) return true;
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
            if (_hosts.GetValueOrDefault(host[(dot + 1)..])) return true;
        return false;
    }

    private static PreloadList Read(Stream stream)
    {
        var list = new PreloadList();
        using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        foreach (var entry in document.RootElement.GetProperty("entries").EnumerateArray())
        {
            // Other entries only pin keys.
            if (!entry.TryGetProperty("mode", out var mode) || mode.GetString() != "force-https") continue;
            list._hosts[entry.GetProperty("name").GetString()!] = entry.TryGetProperty("include_subdomains", out var deep) && deep.GetBoolean();
        }

        return list;
    }
}
