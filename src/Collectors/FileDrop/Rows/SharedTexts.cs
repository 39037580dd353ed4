using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>The texts a workbook's cells point to. They stand in memory, so there is a limit to them.</summary>
internal sealed class SharedTexts
{
    public const int MostCharacters = 64 * 1024 * 1024;

    private readonly List<string> _texts = [];

    /// <summary>Null where the workbook points to nothing.</summary>
    public string? this[int index] => index >= 0 && index < _texts.Count ? _texts[index] : null;

    public static SharedTexts Read(SharedStringTablePart? part)
    {
        var shared = new SharedTexts();
        if (part is null) return shared;
        var length = 0L;
        using var xml = XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), XlsxLimits.Xml);
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" }) continue;
            var text = CellText.Rich(xml);
            shared._texts.Add(text);
            // An empty text takes its place in the list too.
            if ((length += text.Length + 16) > MostCharacters) throw new DropFault($"the workbook's texts are longer than {MostCharacters} characters together; export it as CSV");
        }

        return shared;
    }
}
