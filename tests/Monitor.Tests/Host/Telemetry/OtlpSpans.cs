using System.Text;

namespace Monitor.Tests.Host.Telemetry;

internal sealed record OtlpSpan(string Trace, string Id, string Parent, string Name, string Everything);

/// <summary>As much of OTLP's protobuf as tells which spans came: ExportTraceServiceRequest, ResourceSpans, ScopeSpans, Span.</summary>
internal static class OtlpSpans
{
    public static IEnumerable<OtlpSpan> Read(byte[] body) =>
        from resource in Fields(body).Where(f => f.Number == 1)
        from scope in Fields(resource.Bytes).Where(f => f.Number == 2)
        from span in Fields(scope.Bytes).Where(f => f.Number == 2)
        select Span(span.Bytes);

    private static OtlpSpan Span(byte[] bytes)
    {
        var fields = Fields(bytes).ToLookup(f => f.Number, f => f.Bytes);
        string Hex(int number) => Convert.ToHexStringLower(fields[number].FirstOrDefault() ?? []);
        return new OtlpSpan(Hex(1), Hex(2), Hex(4), Encoding.UTF8.GetString(fields[5].First()), Encoding.UTF8.GetString(bytes));
    }

    private static IEnumerable<(int Number, byte[] Bytes)> Fields(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes, ref at);
            var length = (tag & 7) switch { 0 => 0, 1 => 8, 5 => 4, 2 => (int)Varint(bytes, ref at), _ => throw new InvalidDataException("no protobuf") };
            if ((tag & 7) == 0) _ = Varint(bytes, ref at);
            yield return ((int)(tag >> 3), bytes[at..(at + length)]);
            at += length;
        }
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var one = bytes[at++];
            value |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80) return value;
            shift += 7;
        }
    }
}
