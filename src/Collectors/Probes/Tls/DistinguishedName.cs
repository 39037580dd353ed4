using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>A name of a certificate as text, the most particular part first (RFC 4514), with the short names OpenSSL gives to attributes.</summary>
internal static class DistinguishedName
{
    private static readonly Dictionary<string, string> ShortNames = new()
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.4"] = "SN",
        ["2.5.4.5"] = "serialNumber",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.9"] = "street",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.12"] = "title",
        ["2.5.4.15"] = "businessCategory",
        ["2.5.4.17"] = "postalCode",
        ["2.5.4.42"] = "GN",
        ["2.5.4.97"] = "organizationIdentifier",
        ["1.2.840.113549.1.9.1"] = "emailAddress",
        ["0.9.2342.19200300.100.1.1"] = "UID",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["1.3.6.1.4.1.311.60.2.1.1"] = "jurisdictionL",
        ["1.3.6.1.4.1.311.60.2.1.2"] = "jurisdictionST",
        ["1.3.6.1.4.1.311.60.2.1.3"] = "jurisdictionC",
    };

    /// <exception cref="AsnContentException">The name is not encoded as it must be.</exception>
    public static string Of(X500DistinguishedName name) =>
        string.Join(',', Parts(name).AsEnumerable().Reverse().Select(rdn => string.Join('+', rdn.Select(a => $"{ShortNames.GetValueOrDefault(a.Type, a.Type)}={Escaped(a.Value)}"))));

    /// <summary>Values of all parts, without their types.</summary>
    public static IEnumerable<string> Values(X500DistinguishedName name) => Parts(name).SelectMany(rdn => rdn.Select(a => a.Value));

    private static List<List<(string Type, string Value)>> Parts(X500DistinguishedName name)
    {
        List<List<(string, string)>> parts = [];
        var sequence = new AsnReader(name.RawData, AsnEncodingRules.BER).ReadSequence();
        while (sequence.HasData)
        {
            List<(string, string)> rdn = [];
            var set = sequence.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                var attribute = set.ReadSequence();
                rdn.Add((attribute.ReadObjectIdentifier(), Text(attribute)));
            }

            parts.Add(rdn);
        }

        return parts;
    }

    private static string Text(AsnReader attribute)
    {
        var tag = attribute.PeekTag();
        if (tag.TagClass == TagClass.Universal && (UniversalTagNumber)tag.TagValue is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString
            or UniversalTagNumber.IA5String or UniversalTagNumber.BMPString or UniversalTagNumber.NumericString or UniversalTagNumber.VisibleString)
            return attribute.ReadCharacterString((UniversalTagNumber)tag.TagValue);
        // Teletex is read as Latin-1, as everyone writes it; what is no text at all is shown as hex.
        var raw = attribute.ReadEncodedValue();
        if ((UniversalTagNumber)tag.TagValue != UniversalTagNumber.TeletexString) return "#" + Convert.ToHexString(raw.Span);
        AsnDecoder.ReadEncodedValue(raw.Span, AsnEncodingRules.BER, out var offset, out var length, out _);
        return Encoding.Latin1.GetString(raw.Span.Slice(offset, length));
    }

    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (b is < 0x20 or > 0x7E) text.Append('\\').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            else if (",+\"\\<>;".Contains((char)b, StringComparison.Ordinal) || (text.Length == 0 && b is (byte)'#' or (byte)' ' && text.Length == 0)) text.Append('\\').Append((char)b);
            else text.Append((char)b);
        }

        if (value.Length > 1 && value[^1] == ' ') text.Insert(text.Length - 1, '\\');
        return text.ToString();
    }
}
