using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.Alerts.Split;

/// <summary>How a channel counts text. Each is a sum over characters, so that pieces may be weighed one by one.</summary>
internal static class TextWeight
{
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>UTF-8 bytes of the text itself.</summary>
    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>UTF-8 bytes within a JSON body, where quotes, line ends and characters outside the basic plane grow.</summary>
    public static int JsonBytes(string text) => JsonEncodedText.Encode(text, Encoder).EncodedUtf8Bytes.Length;
}
