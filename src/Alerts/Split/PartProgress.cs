using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Alerts.Split;

/// <summary>
/// How many parts of a message have arrived, kept between attempts as <c>count:print</c>. The print is that of the parts: when a changed
/// configuration cuts the message otherwise, it begins anew, for a part sent twice is better than one left out.
/// </summary>
internal static class PartProgress
{
    public static int Read(string? note, IReadOnlyList<string> parts) =>
        note?.Split(':') is [var count, var print] && print == Print(parts) && int.TryParse(count, CultureInfo.InvariantCulture, out var done) && done < parts.Count ? done : 0;

    /// <summary>Null while nobody has any of it.</summary>
    public static string? Write(int done, IReadOnlyList<string> parts) =>
        done == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{done}:{Print(parts)}");

    private static string Print(IReadOnlyList<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..16];
}
