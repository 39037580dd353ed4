using System.Text;

namespace Monitor.Tests.Analysis.Transformer;

/// <summary>
/// Writes a real ONNX file by hand: every token has a row of weights, a text's answer is the mean of its rows (Gather, ReduceMean), times a matrix,
/// plus a bias. Field numbers are those of onnx.proto3 (IR 8, opset 13).
/// </summary>
internal static class TinyOnnx
{
    private const int Float = 1;
    private const int Int64 = 7;

    /// <param name="outputs">Name, columns of the matrix (one for each number the output gives), bias.</param>
    public static byte[] Model(float[][] rows, IReadOnlyList<(string Name, float[][] Columns, float[] Bias)> outputs, bool wholeBert = true, string ids = "input_ids")
    {
        var width = rows[0].Length;
        var graph = new Proto()
            .Message(1, Node("Gather", ["table", ids], "rows"))
            .Message(1, Node("ReduceMean", ["rows"], "mean", axis: 1));
        foreach (var (name, _, _) in outputs)
        {
            graph.Message(1, Node("MatMul", ["mean", name + "_w"], name + "_raw")).Message(1, Node("Add", [name + "_raw", name + "_b"], name));
        }

        graph.Text(2, "tiny").Message(5, Tensor("table", [rows.Length, width], [.. rows.SelectMany(r => r)]));
        foreach (var (name, columns, bias) in outputs)
        {
            var matrix = Enumerable.Range(0, width).SelectMany(i => columns.Select(c => c[i]));
            graph.Message(5, Tensor(name + "_w", [width, columns.Length], [.. matrix])).Message(5, Tensor(name + "_b", [bias.Length], bias));
        }

        string[] inputs = wholeBert ? [ids, "attention_mask", "token_type_ids"] : [ids];
        foreach (var input in inputs) graph.Message(11, Value(input, Int64, "tokens"));
        foreach (var (name, columns, _) in outputs) graph.Message(12, Value(name, Float, columns.Length));
        return new Proto().Number(1, 8).Message(7, graph).Message(8, new Proto().Number(2, 13)).Bytes();
    }

    private static Proto Node(string kind, string[] inputs, string output, int? axis = null)
    {
        var node = new Proto();
        foreach (var input in inputs) node.Text(1, input);
        node.Text(2, output).Text(4, kind);
        if (axis is not { } a) return node;
        return node.Message(5, new Proto().Text(1, "axes").Number(8, a).Number(20, 7)).Message(5, new Proto().Text(1, "keepdims").Number(3, 0).Number(20, 2));
    }

    private static Proto Tensor(string name, int[] shape, float[] values)
    {
        var tensor = new Proto();
        foreach (var d in shape) tensor.Number(1, d);
        return tensor.Number(2, Float).Text(8, name).Raw(9, [.. values.SelectMany(BitConverter.GetBytes)]);
    }

    private static Proto Value(string name, int type, object last)
    {
        var shape = new Proto().Message(1, new Proto().Text(2, "batch")).Message(1, last is int n ? new Proto().Number(1, n) : new Proto().Text(2, (string)last));
        return new Proto().Text(1, name).Message(2, new Proto().Message(1, new Proto().Number(1, type).Message(2, shape)));
    }

    /// <summary>The two wire types needed: varint and length-delimited.</summary>
    private sealed class Proto
    {
        private readonly List<byte> _bytes = [];

        public byte[] Bytes() => [.. _bytes];

        public Proto Number(int field, long value)
        {
            Varint((ulong)field << 3);
            Varint((ulong)value);
            return this;
        }

        public Proto Text(int field, string value) => Raw(field, Encoding.UTF8.GetBytes(value));

        public Proto Message(int field, Proto value) => Raw(field, value.Bytes());

        public Proto Raw(int field, byte[] value)
        {
            Varint(((ulong)field << 3) | 2);
            Varint((ulong)value.Length);
            _bytes.AddRange(value);
            return this;
        }

        private void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
            _bytes.Add((byte)value);
        }
    }
}
