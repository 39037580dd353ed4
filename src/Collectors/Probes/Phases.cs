namespace Monitor.Collectors.Probes;

/// <summary>Names of the phases of one check, as stored in <see cref="Core.Probes.ProbeResult.FailedPhase"/>.</summary>
internal static class Phases
{
    public const string Dns = "dns";
    public const string Connect = "connect";
    public const string Tls = "tls";
    public const string FirstByte = "first-byte";
    public const string Body = "body";
    public const string Check = "check";
}
