using System.Text;
using Monitor.Collectors.FileDrop.Rows;
using Monitor.Core.Posts;

namespace Monitor.Collectors.FileDrop;

/// <summary>What one row of a file came to: a post, a fault for a person, or neither where the row is blank or a header.</summary>
internal sealed record Entry(long Line, RawPost? Post, string? Fault);

/// <summary>Entries of one file, one for each row that was read, in the same order every time.</summary>
internal interface IEntries : IDisposable
{
    /// <returns>Null at the end.</returns>
    /// <exception cref="DropFault">The rest of the file cannot be read.</exception>
    Entry? Next();
}

internal static class Entries
{
    /// <param name="file">Can be wound back; closed with what is returned.</param>
    /// <param name="name">Of the file, for its ending.</param>
    /// <exception cref="DropFault">The file cannot be read at all.</exception>
    public static IEntries Open(string sourceId, Stream file, string name, FileDropOptions options, Func<DateTimeOffset> now)
    {
        var fields = new RowFields(sourceId, options, now);
        var format = options.Format == DropFormat.Auto ? Guess(file, name) : options.Format;
        if (format == DropFormat.Xlsx) return new TableEntries(new XlsxRows(file, options.Sheet), fields, options, strict: false);
        var encoding = TextEncoding.Find(file, options.Encoding);
        if (HoldsZeros(file) && encoding.GetByteCount("a") == 1) throw new DropFault("not a text file");
        var text = TextEncoding.Open(file, encoding);
        return format == DropFormat.Jsonl ? new JsonEntries(text, fields, options) : new TableEntries(new CsvRows(text, options.Delimiter), fields, options, strict: true);
    }

    private static DropFormat Guess(Stream file, string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".xlsx" or ".xlsm" => DropFormat.Xlsx,
        ".jsonl" or ".ndjson" or ".json" => DropFormat.Jsonl,
        ".csv" or ".tsv" => DropFormat.Csv,
        _ => Encoding.Latin1.GetString(Head(file)).TrimStart('ï', '»', '¿', ' ', '\r', '\n', '\t') switch
        {
            ['P', 'K', '\u0003', '\u0004', ..] => DropFormat.Xlsx,
            ['{', ..] => DropFormat.Jsonl,
            _ => DropFormat.Csv,
        },
    };

    private static bool HoldsZeros(Stream file) => Head(file).AsSpan().Contains((byte)0);

    private static byte[] Head(Stream file)
    {
        file.Position = 0;
        var buffer = new byte[1024];
        return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }
}
