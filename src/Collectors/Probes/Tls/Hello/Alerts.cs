namespace Monitor.Collectors.Probes.Tls.Hello;

/// <summary>Which alerts mean "not this version, not these ciphers" (RFC 5246, section 7.2; RFC 8446, section 6). Others say that the question was not understood.</summary>
internal static class Alerts
{
    private const byte Warning = 1;

    /// <summary>Null for a mere warning, after which the handshake goes on.</summary>
    public static HelloAnswer? Answer(byte level, byte description) => description switch
    {
        40 => HelloAnswer.Refused("handshake_failure"),
        47 => HelloAnswer.Refused("illegal_parameter"),
        70 => HelloAnswer.Refused("protocol_version"),
        71 => HelloAnswer.Refused("insufficient_security"),
        86 => HelloAnswer.Refused("inappropriate_fallback"),
        0 => HelloAnswer.Refused("close_notify"),
        _ when level == Warning => null,
        80 => HelloAnswer.Unclear("internal_error"),
        112 => HelloAnswer.Unclear("unrecognized_name"),
        _ => HelloAnswer.Unclear($"alert {description}"),
    };
}
