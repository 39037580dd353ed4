using System.IO.Compression;
using System.Xml;

namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>How much a workbook may unpack to.</summary>
internal static class XlsxLimits
{
    private const long MostBytes = 4L * 1024 * 1024 * 1024;
    /// <summary>Of the parts that stand in memory whole: styles and the list of sheets.</summary>
    public const long MostInPart = 32L * 1024 * 1024;

    private const long MostParts = 10_000;

    /// <summary>Sheets repeat themselves and pack well; beyond this it is a bomb. Small parts may pack as they like.</summary>
    private const long MostRatio = 100;

    private const long Small = 16 * 1024 * 1024;

    public static XmlReaderSettings Xml => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes, CloseInput = true };

    /// <exception cref="DropFault">It is no ZIP file, or unpacks to too much.</exception>
    public static void Check(Stream file)
    {
        file.Position = 0;
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostParts) throw new DropFault($"the workbook has {zip.Entries.Count} parts");
            if (zip.Entries.Sum(e => e.Length) > MostBytes || zip.Entries.Any(e => e.Length > Small && e.Length > MostRatio * Math.Max(1, e.CompressedLength)))
                throw new DropFault("the workbook unpacks to far more than it holds; it is not opened");
        }
        catch (InvalidDataException e)
        {
            throw new DropFault("not an .xlsx workbook; old .xls files must be saved as .xlsx or CSV", e);
        }

        file.Position = 0;
    }
}
