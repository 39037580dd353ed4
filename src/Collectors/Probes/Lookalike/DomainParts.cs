using Monitor.Collectors.Urls;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>A name cut at the point where registries sell: <c>zhaokao</c> . <c>example</c> . <c>edu.cn</c>.</summary>
/// <param name="Below">Labels under the registrable name, from left to right.</param>
/// <param name="Label">The label someone has registered.</param>
/// <param name="Ending">The public suffix.</param>
internal sealed record DomainParts(IReadOnlyList<string> Below, string Label, string Ending)
{
    public string Registrable => Label + "." + Ending;

    /// <returns>Null when nobody could own it.</returns>
    public static DomainParts? Of(string written)
    {
        if (HostName.ToAscii(written.Trim().TrimEnd('.')) is not { Length: > 0 } host || PublicSuffixes.Default.RegistrableOf(host) is not { } registrable || !host.Split('.').All(IsLabel)) return null;
        var (label, ending) = (registrable.Split('.')[0], registrable[(registrable.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        var below = host.Length > registrable.Length ? host[..^(registrable.Length + 1)].Split('.') : [];
        return new(below, label, ending);
    }

    /// <summary>Letters, digits and dashes as registries take them (RFC 5891, 4.2.3.1): no dash at an end, none at the third and fourth place but in punycode.</summary>
    public static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-'
        && (label.Length < 4 || label[2..4] != "--" || label.StartsWith("xn--", StringComparison.Ordinal));
}
