using System.Text;
using System.Xml;

namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>Text of one element of a workbook, read in pieces and cut where no spreadsheet program could have written more.</summary>
internal static class CellText
{
    /// <summary>Excel takes 32,767 characters in a cell.</summary>
    private const int Most = 100_000;

    /// <summary>Text directly below the element the reader stands on; afterwards it stands on the element's end.</summary>
    public static string Read(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var (depth, text, buffer) = (xml.Depth, new StringBuilder(), new char[1024]);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)) continue;
            for (int read; (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
                if (text.Length + read <= Most) text.Append(buffer, 0, read);
        }

        return text.ToString();
    }

    /// <summary>Text of all runs below the element, without the readings given for its characters.</summary>
    public static string Rich(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var (depth, text) = (xml.Depth, new StringBuilder());
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "rPh") Pass(xml);
            else if (xml.LocalName == "t" && text.Length <= Most) text.Append(Read(xml));
        }

        return text.ToString();
    }

    /// <summary>To the end of the element the reader stands on.</summary>
    public static void Pass(XmlReader xml)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
        }
    }
}
