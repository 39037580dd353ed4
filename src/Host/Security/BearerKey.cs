using System.Security.Cryptography;
using System.Text;

namespace Monitor.Host.Security;

/// <summary>What a program shows in `Authorization: Bearer ...` (RFC 6750, section 2.1).</summary>
internal static class BearerKey
{
    private const string Scheme = "Bearer ";

    /// <summary>Empty when none is shown.</summary>
    public static string Of(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : "";

    /// <summary>SHA-256, so that keys of any length compare in the same time.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
