namespace Monitor.Collectors.Probes.Tls.Hello;

/// <summary>Unclear is no refusal: nothing came, or something that is no answer to the question.</summary>
internal enum HelloOutcome { Accepted, Refused, Unclear }

/// <summary>What a server said to a hello.</summary>
/// <param name="Version">Number of the version it chose; 0 unless accepted.</param>
/// <param name="Suite">Number of the cipher suite it chose; 0 unless accepted.</param>
/// <param name="Why">Its alert, or what happened instead.</param>
/// <param name="Stapled">Whether an OCSP status came with the certificate; null where that would be encrypted or was not read.</param>
internal sealed record HelloAnswer(HelloOutcome Outcome, ushort Version, ushort Suite, string Why, bool? Stapled)
{
    public static HelloAnswer Refused(string why) => new(HelloOutcome.Refused, 0, 0, why, null);

    public static HelloAnswer Unclear(string why) => new(HelloOutcome.Unclear, 0, 0, why, null);
}
