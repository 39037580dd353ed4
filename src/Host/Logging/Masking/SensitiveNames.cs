using System.Collections.Concurrent;

namespace Monitor.Host.Logging.Masking;

/// <summary>Properties whose name says that no value of theirs may be shown.</summary>
internal static class SensitiveNames
{
    private const int Most = 2_000;

    private static readonly string[] Secrets =
        ["password", "passwd", "pwd", "secret", "token", "apikey", "accesskey", "authorization", "cookie", "credential", "credentials", "signature", "privatekey"];

    private static readonly string[] Personal =
        ["phone", "phonenumber", "mobile", "telephone", "idcard", "idnumber", "admissionnumber", "admissionticket", "examinee", "examineenumber", "wechat", "qq"];

    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    public static bool Contains(string name)
    {
        if (Known.TryGetValue(name, out var known)) return known;
        var plain = string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();
        var sensitive = Array.Exists(Secrets, s => plain.EndsWith(s, StringComparison.Ordinal)) || Array.Exists(Personal, s => plain.EndsWith(s, StringComparison.Ordinal));
        // Names come from templates, which are few; a program gone wrong must not fill the memory.
        if (Known.Count < Most) Known[name] = sensitive;
        return sensitive;
    }
}
