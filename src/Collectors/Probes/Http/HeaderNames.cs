using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Which header fields a config may send: what is a name at all (RFC 9110, section 5.6.2), and not the framing, which is the client's.</summary>
internal static class HeaderNames
{
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly string[] Ours = ["Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Expect"];

    public static IEnumerable<ValidationResult> Faults(string key, IEnumerable<string> names, string member)
    {
        foreach (var name in names)
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token)) yield return new($"{key}: '{name}' is no name of a header field", [member]);
            else if (Ours.Contains(name, StringComparer.OrdinalIgnoreCase)) yield return new($"{key}: {name} is set by the client itself", [member]);
    }
}
