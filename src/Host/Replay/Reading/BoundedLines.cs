using System.Text;

namespace Monitor.Host.Replay.Reading;

/// <summary>Lines of a stream, none longer than the limit: a file without line ends must not fill the memory.</summary>
internal static class BoundedLines
{
    public const int Longest = 1 << 20;

    /// <summary>Line number from 1 with its text, or null for one that is too long.</summary>
    public static IEnumerable<(int Number, string? Text)> Read(TextReader reader)
    {
        var buffer = new char[16_384];
        var line = new StringBuilder();
        var (number, over) = (1, false);
        int read;
        while ((read = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            var rest = buffer.AsMemory(0, read);
            while (rest.Span.IndexOf('\n') is >= 0 and var end)
            {
                Take(rest[..end].Span);
                yield return (number++, over ? null : line.ToString());
                line.Clear();
                over = false;
                rest = rest[(end + 1)..];
            }

            Take(rest.Span);
        }

        if (over || line.Length > 0) yield return (number, over ? null : line.ToString());

        void Take(ReadOnlySpan<char> part)
        {
            over |= line.Length + part.Length > Longest;
            if (!over) line.Append(part);
        }
    }
}
