using System.IO.Compression;
using System.Text;

namespace Monitor.Host.Replay.Reading;

/// <summary>One recording, read from its beginning as often as asked. Gzip is known by its first bytes.</summary>
/// <param name="Name">Shown with problems.</param>
/// <param name="Path">Where it lies.</param>
internal sealed record ReplayFile(string Name, string Path)
{
    /// <summary>Every line but blank ones, in the file's order.</summary>
    public IEnumerable<ReplayLine> Lines()
    {
        using var reader = new StreamReader(Open(), Encoding.UTF8);
        var number = 0;
        using var lines = BoundedLines.Read(reader).GetEnumerator();
        while (true)
        {
            string? broken = null;
            try
            {
                if (!lines.MoveNext()) yield break;
                number = lines.Current.Number;
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                broken = "the file cannot be read beyond here: " + e.Message;
            }

            if (broken is not null)
            {
                yield return new ReplayLine(Name, number + 1, null, broken);
                yield break;
            }

            if (lines.Current.Text is { } blank && string.IsNullOrWhiteSpace(blank)) continue;
            yield return Parse(number, lines.Current.Text);
        }
    }

    private ReplayLine Parse(int number, string? text)
    {
        if (text is null) return new ReplayLine(Name, number, null, $"longer than {BoundedLines.Longest} characters");
        try
        {
            return new ReplayLine(Name, number, LineParser.Parse(text), null);
        }
        catch (FormatException e)
        {
            return new ReplayLine(Name, number, null, e.Message);
        }
    }

    private Stream Open()
    {
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
