using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Collectors.Probes;

/// <summary>
/// The roots of a PEM file. Read once and again when the file changed: thousands of checks a minute name the same few files, and reading took
/// a fifth of a TLS check.
/// </summary>
internal static class TrustedRoots
{
    private static readonly ConcurrentDictionary<string, Read> Known = new(StringComparer.Ordinal);

    /// <exception cref="OptionFileException">The file cannot be read or holds no certificate.</exception>
    public static X509Certificate2Collection Of(string caFile)
    {
        try
        {
            var file = new FileInfo(caFile);
            var (at, length) = (file.LastWriteTimeUtc, file.Exists ? file.Length : throw new FileNotFoundException(null, caFile));
            if (Known.TryGetValue(caFile, out var known) && known.At == at && known.Length == length) return known.Roots;
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(caFile);
            if (roots.Count == 0) throw new OptionFileException("caFile", caFile, "其中没有 PEM 格式的证书", null);
            Known[caFile] = new(at, length, roots);
            return roots;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OptionFileException("caFile", caFile, "文件不存在", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new OptionFileException("caFile", caFile, $"无法读取（{e.Message}）", e);
        }
    }

    private sealed record Read(DateTime At, long Length, X509Certificate2Collection Roots);
}
