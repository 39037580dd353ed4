using System.IO.Compression;

namespace Monitor.Alerts.Digest.Files;

/// <summary>Office files are ZIP archives whose entries carry the moment of writing; with one fixed moment the same letter is the same bytes.</summary>
internal static class StillZip
{
    /// <summary>Earliest moment the format knows.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(MemoryStream written)
    {
        written.Position = 0;
        using var still = new MemoryStream();
        using (var from = new ZipArchive(written, ZipArchiveMode.Read, leaveOpen: true))
        using (var to = new ZipArchive(still, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = Epoch;
                using var source = entry.Open();
                using var target = copy.Open();
                source.CopyTo(target);
            }
        }

        return still.ToArray();
    }
}
