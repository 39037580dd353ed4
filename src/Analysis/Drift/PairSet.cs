using System.IO.Compression;
using Monitor.Analysis.Text;

namespace Monitor.Analysis.Drift;

/// <summary>
/// The neighbouring character pairs of many texts, as a bitmap of their hashes: a quarter of a megabyte however many posts. A pair never seen is taken for
/// known with the chance that its bit is set by another, a few percent for a season's pairs; the reference's own figure carries the same error.
/// </summary>
internal sealed class PairSet
{
    private const int Bits = 1 << 21;

    private readonly byte[] _bits;

    internal PairSet() => _bits = new byte[Bits / 8];

    private PairSet(byte[] bits) => _bits = bits;

    /// <summary>Pairs of the text as the models read it.</summary>
    internal static IEnumerable<uint> Pairs(string text)
    {
        var read = TextNormaliser.Normalise(PostText.Prepare(text));
        for (var i = 0; i + 1 < read.Length; i++) yield return Mix((uint)((read[i] << 16) | read[i + 1]));
    }

    internal bool Holds(uint pair) => (_bits[(pair % Bits) >> 3] & (1 << (int)(pair & 7))) != 0;

    internal void Add(uint pair) => _bits[(pair % Bits) >> 3] |= (byte)(1 << (int)(pair & 7));

    internal string Write()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(_bits);
        return Convert.ToBase64String(packed.ToArray());
    }

    /// <exception cref="InvalidDataException">Not what <see cref="Write"/> wrote.</exception>
    internal static PairSet Read(string text)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
            var bits = new byte[Bits / 8];
            brotli.ReadExactly(bits);
            return new PairSet(bits);
        }
        catch (Exception e) when (e is FormatException or IOException or InvalidOperationException)
        {
            throw new InvalidDataException("The stored pairs of the drift reference cannot be read: " + e.Message, e);
        }
    }

    /// <summary>Finaliser of MurmurHash3: neighbouring code points must not fall on neighbouring bits.</summary>
    private static uint Mix(uint h)
    {
        unchecked
        {
            h ^= h >> 16;
            h *= 0x85ebca6b;
            h ^= h >> 13;
            h *= 0xc2b2ae35;
            return h ^ (h >> 16);
        }
    }
}
