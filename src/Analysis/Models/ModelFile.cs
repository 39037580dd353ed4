using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Monitor.Analysis.Text;

namespace Monitor.Analysis.Models;

/// <summary>
/// On disk: "MMDL", format, SHA-256 of the rest, then Brotli of task, dimension, labels, bias, owners of the places and half-precision weights.
/// The digest makes a torn copy an error at start instead of wrong judgements for a season.
/// </summary>
internal static class ModelFile
{
    internal const int Format = 2;
    private const int HeaderLength = 8 + 32;
    private static readonly byte[] Magic = "MMDL"u8.ToArray();

    internal static byte[] Write(LinearModel model)
    {
        using var body = new MemoryStream();
        using (var brotli = new BrotliStream(body, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new BinaryWriter(brotli, Encoding.UTF8))
        {
            writer.Write(model.Task);
            writer.Write(NGramHasher.Dimension);
            writer.Write(model.Labels.Length);
            Array.ForEach(model.Labels, writer.Write);
            Array.ForEach(model.Bias, writer.Write);
            writer.Write(MemoryMarshal.AsBytes(model.Places.Packed));
            var halves = Array.ConvertAll(model.Weights, w => (Half)w);
            writer.Write(MemoryMarshal.AsBytes(halves.AsSpan()));
        }

        var payload = body.ToArray();
        return [.. Magic, .. BitConverter.GetBytes(Format), .. SHA256.HashData(payload), .. payload];
    }

    internal static LinearModel Read(byte[] file, string name, string task)
    {
        if (file.Length < HeaderLength || !file.AsSpan(0, 4).SequenceEqual(Magic))
        {
            throw Failure(name, "is not a Monitor model");
        }

        var format = BitConverter.ToInt32(file, 4);
        if (format != Format)
        {
            throw Failure(name, $"has format {format}, this program reads format {Format}");
        }

        var payload = file.AsSpan(HeaderLength).ToArray();
        var digest = SHA256.HashData(payload);
        if (!digest.AsSpan().SequenceEqual(file.AsSpan(8, 32)))
        {
            throw Failure(name, "is damaged (its checksum does not match)");
        }

        try
        {
            return Parse(payload, name, task, Convert.ToHexStringLower(digest)[..8]);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException)
        {
            throw new ModelLoadException($"Model file {name} cannot be read: {e.Message}", e);
        }
    }

    private static LinearModel Parse(byte[] payload, string name, string task, string version)
    {
        using var brotli = new BrotliStream(new MemoryStream(payload), CompressionMode.Decompress);
        using var reader = new BinaryReader(brotli, Encoding.UTF8);
        var found = reader.ReadString();
        if (found != task)
        {
            throw Failure(name, $"holds task '{found}', expected '{task}'");
        }

        var dimension = reader.ReadInt32();
        var outputs = reader.ReadInt32();
        if (dimension != NGramHasher.Dimension || outputs is < 1 or > 60)
        {
            throw Failure(name, $"has {dimension} features and {outputs} outputs, expected {NGramHasher.Dimension} features");
        }

        var labels = new string[outputs];
        var bias = new float[outputs];
        for (var i = 0; i < outputs; i++)
        {
            labels[i] = reader.ReadString();
        }

        for (var i = 0; i < outputs; i++)
        {
            bias[i] = reader.ReadSingle();
        }

        var places = new uint[NGramHasher.Buckets];
        brotli.ReadExactly(MemoryMarshal.AsBytes(places.AsSpan()));
        var halves = new Half[dimension * outputs];
        brotli.ReadExactly(MemoryMarshal.AsBytes(halves.AsSpan()));
        var weights = new float[halves.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(halves, weights);
        return new LinearModel(task, version, labels, new GramPlaces(places), weights, bias);
    }

    private static ModelLoadException Failure(string name, string what) =>
        new($"Model file {name} {what}. Restore it from the release, or rebuild it with `./run train`.");
}
