using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Digests;

/// <summary>Addresses that end one person's subscription of one letter without a sign-in. Signed over name and mail address: nobody can guess another's, and a new address makes old ones void.</summary>
internal sealed class DigestLinks(byte[] key)
{
    public const string Path = "/digest/unsubscribe";

    /// <summary>Null when the board has no public address.</summary>
    public string? For(BoardConfig board, Mailbox mailbox, DigestPeriod period) =>
        board.PublicUrl is { } url ? $"{url.TrimEnd('/')}{Path}?t={Token(mailbox, period)}" : null;

    public string Token(Mailbox mailbox, DigestPeriod period) =>
        $"{Letter(period)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(mailbox.User))}.{Base64Url.EncodeToString(Seal(mailbox, period))}";

    /// <summary>Whose subscription of what; null for what we have not signed, or for an address since changed.</summary>
    public (Mailbox Mailbox, DigestPeriod Period)? Read(string? token, IReadOnlyList<Mailbox> mailboxes)
    {
        if (token?.Split('.') is not [var letter, var name, var seal] || letter is not ("w" or "d")) return null;
        if (!Base64Url.IsValid(name) || !Base64Url.IsValid(seal)) return null;
        var user = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(name));
        var period = letter == "w" ? DigestPeriod.Week : DigestPeriod.Day;
        return mailboxes.FirstOrDefault(m => m.User == user) is { } mailbox && CryptographicOperations.FixedTimeEquals(Seal(mailbox, period), Base64Url.DecodeFromChars(seal)) ? (mailbox, period) : null;
    }

    private byte[] Seal(Mailbox mailbox, DigestPeriod period) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"digest-unsubscribe\n{Letter(period)}\n{mailbox.User}\n{mailbox.Address.ToLowerInvariant()}"));

    private static string Letter(DigestPeriod period) => period == DigestPeriod.Week ? "w" : "d";
}
