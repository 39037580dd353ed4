using System.Buffers.Binary;
using System.Text;

namespace Monitor.Storage.Moving;

/// <summary>One row as bytes that mean the same on both sides: each value with its sort and, where it has one, its length.</summary>
internal static class RowBytes
{
    public static byte[] Of(IReadOnlyList<object?> row, IReadOnlyList<MoveColumn> columns)
    {
        using var bytes = new MemoryStream();
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].IsCompared) Add(bytes, row[i]);
        return bytes.ToArray();
    }

    private static void Add(MemoryStream bytes, object? value)
    {
        switch (value)
        {
            case null:
                bytes.WriteByte((byte)'n');
                break;
            case long or int or bool:
                Add(bytes, 'i', Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double number:
                Add(bytes, 'd', BitConverter.DoubleToInt64Bits(number));
                break;
            case string text:
                Add(bytes, 't', Encoding.UTF8.GetByteCount(text));
                bytes.Write(Encoding.UTF8.GetBytes(text));
                break;
            case byte[] content:
                Add(bytes, 'b', content.Length);
                bytes.Write(content);
                break;
            default:
                throw new InvalidOperationException($"A row holds a {value.GetType().Name}.");
        }
    }

    private static void Add(MemoryStream bytes, char sort, long number)
    {
        Span<byte> head = stackalloc byte[9];
        head[0] = (byte)sort;
        BinaryPrimitives.WriteInt64BigEndian(head[1..], number);
        bytes.Write(head);
    }
}
