using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Core.Security;

/// <summary>An audited act as stored: its place in the trail and the hash that ties it to all before it.</summary>
public sealed record ChainedEntry(long Number, AuditEntry Entry, string Hash);

/// <summary>What a walk along the trail found. <paramref name="Broken"/> is the first entry that does not follow from those before it.</summary>
/// <param name="Head">Hash of the last entry that holds; written down elsewhere it proves later that nothing up to here was cut off or rewritten.</param>
public sealed record AuditCheck(long Entries, string Head, ChainedEntry? Broken);

/// <summary>
/// The hash chain of the audit trail. Whoever changes, removes or inserts an entry must rewrite every later hash, and then the head is another than
/// the one that was written down. It proves tampering; it does not prevent it.
/// </summary>
public static class AuditChain
{
    /// <summary>Stands before the first entry.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>64 lower-case hex digits: SHA-256 over the hash before and the entry's fields, each with its length so that none can flow into its neighbour.</summary>
    public static string Hash(string previous, long number, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = new StringBuilder(previous).Append('\n');
        foreach (var field in new[] { Text(number), Text(entry.At.ToUnixTimeMilliseconds()), entry.Who, entry.Action, entry.Subject, entry.Detail })
            text.Append(field is null ? "-" : Text(field.Length)).Append(':').Append(field).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Walks the whole trail, oldest first.</summary>
    public static AuditCheck Verify(IEnumerable<ChainedEntry> trail)
    {
        ArgumentNullException.ThrowIfNull(trail);
        var (count, head) = (0L, Start);
        foreach (var entry in trail)
        {
            if (Hash(head, entry.Number, entry.Entry) != entry.Hash) return new AuditCheck(count, head, entry);
            (count, head) = (count + 1, entry.Hash);
        }

        return new AuditCheck(count, head, null);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
