using System.Text;
using System.Xml;

namespace Monitor.Alerts.QuickReport;

internal static class XmlText
{
    /// <summary>Strangers' text may hold characters that no XML file can; they are left out, and line ends become spaces.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) clean.Append(text[i]).Append(text[++i]);
            else if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i] is '\r' or '\n' ? ' ' : text[i]);
        }

        return clean.ToString();
    }
}
