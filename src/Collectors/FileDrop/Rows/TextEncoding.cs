using System.Text;
using Monitor.Collectors.Fetching;

namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>
/// Which charset a file is in, told by a part that holds other characters than ASCII: an export may begin with a page of numbers and turn Chinese later.
/// </summary>
internal static class TextEncoding
{
    private const int Part = 256 * 1024;

    /// <exception cref="DropFault">A charset of that name is not known.</exception>
    public static Encoding Find(Stream file, string name)
    {
        // Registers the code pages.
        _ = Charset.Decode("a"u8);
        if (name is "auto" or "") name = Detect(file);
        try
        {
            return Encoding.GetEncoding(name is "gbk" or "gb2312" ? "gb18030" : name);
        }
        catch (ArgumentException)
        {
            throw new DropFault($"the charset '{name}' is not known");
        }
    }

    /// <summary>The text, with the newer characters of GB18030.</summary>
    public static TextReader Open(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, 64 * 1024);
        return encoding.CodePage == Gb18030.CodePage ? new RenewedReader(text) : text;
    }

    private static string Detect(Stream file)
    {
        file.Position = 0;
        var head = Read(file, Part);
        if (head is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || head.AsSpan().Contains((byte)0)) return Charset.Decode(head).Encoding;
        var start = FirstForeign(file, head);
        if (start < 0) return "utf-8";
        // From the beginning of a line, which is a character's beginning too, to the end of one.
        file.Position = Math.Max(0, start - (Part / 4));
        var part = Read(file, Part).AsSpan();
        if (file.Position > part.Length && part.IndexOf((byte)'\n') is var from and >= 0) part = part[(from + 1)..];
        if (part.LastIndexOf((byte)'\n') is var to and > 0 && part[..to].ContainsAnyExceptInRange((byte)0, (byte)0x7F)) part = part[..to];
        return Charset.Decode(part).Encoding;
    }

    private static long FirstForeign(Stream file, byte[] head)
    {
        for (var (block, at) = (head, 0L); block.Length > 0; at += block.Length, block = Read(file, Part))
            if (block.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var i and >= 0) return at + i;
        return -1;
    }

    private static byte[] Read(Stream file, int most)
    {
        var buffer = new byte[most];
        var length = file.ReadAtLeast(buffer, most, throwOnEndOfStream: false);
        return length == most ? buffer : buffer[..length];
    }

    private sealed class RenewedReader(TextReader inner) : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            var read = inner.Read(buffer, index, count);
            if (read > 0) Gb18030.Renew(new string(buffer, index, read)).CopyTo(0, buffer, index, read);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
