namespace Monitor.Collectors.Probes.Http;

/// <summary>A body as text.</summary>
/// <param name="Encoding">Web name of the charset it was read in.</param>
/// <param name="By">What decided: bom, header, meta, bytes.</param>
/// <param name="Lie">The charset that was declared and cannot be it; null when the declaration holds or there is none.</param>
internal sealed record DecodedPage(string Text, string Encoding, string By, string? Lie);
