namespace Monitor.Collectors.Probes.Tls.Hello;

/// <summary>Protocol versions by their number on the wire (RFC 2246, 4346, 5246, 8446).</summary>
internal enum TlsVersion : ushort { Tls10 = 0x0301, Tls11 = 0x0302, Tls12 = 0x0303, Tls13 = 0x0304 }
