using System.Security.Cryptography;
using System.Text;

namespace Monitor.Host.Security;

/// <summary>
/// Codes for the day the phone is lost; each works once. Sixteen characters without look-alikes are 79 bits, which nobody can try through, so a plain
/// SHA-256 is hash enough.
/// </summary>
internal static class RecoveryCodes
{
    public const int Count = 10;
    private const int Length = 16;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static IReadOnlyList<string> Make() => [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(4).Select(c => new string(c))))];

    /// <summary>However it is typed: capitals, blanks and hyphens do not count.</summary>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Plain(code))));

    public static bool Looks(string typed) => Plain(typed).Length == Length;

    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
