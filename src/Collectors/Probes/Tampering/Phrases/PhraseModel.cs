using System.Buffers.Binary;

namespace Monitor.Collectors.Probes.Tampering.Phrases;

/// <summary>
/// A small linear voice over hashed character grams (one to three): how like the known phrases of hacked sites one is. Its weights hold no text. Trained by
/// <c>bench -- phrase-model</c>; docs/phrase-model.md tells from what.
/// </summary>
internal sealed class PhraseModel
{
    public const int Places = 1 << 14;

    /// <summary>Four letters, the bias, the step of the weights, then the weights as signed bytes.</summary>
    private const int Head = 12;
    private const int LongestGram = 3;
    private const int LongestText = 120;

    private static readonly Lazy<PhraseModel> Loaded = new(Load);
    private readonly float[] _weights;
    private readonly float _bias;

    public PhraseModel(float[] weights, float bias) => (_weights, _bias) = (weights, bias);

    public static PhraseModel Shipped => Loaded.Value;

    /// <summary>Log-odds that the phrase is spam.</summary>
    public double Score(PhraseText text)
    {
        var places = Features(text).Keys;
        return places.Count == 0 ? _bias : _bias + (places.Sum(p => (double)_weights[p]) / Math.Sqrt(places.Count));
    }

    /// <summary>The grams that speak most for spam, longest weight first.</summary>
    public IReadOnlyList<string> Words(PhraseText text) => [.. Features(text).Where(f => _weights[f.Key] > 0).OrderByDescending(f => _weights[f.Key]).Select(f => f.Value.Trim('^', '$')).Where(g => g.Length > 0).Distinct().Take(4)];

    /// <summary>Where the phrase's grams have their weights, each with the gram that led there first.</summary>
    public static Dictionary<int, string> Features(PhraseText text)
    {
        var line = $"^{(text.Bare.Length > LongestText ? text.Bare[..LongestText] : text.Bare)}$";
        var places = new Dictionary<int, string>();
        for (var length = 1; length <= LongestGram; length++)
            for (var at = 0; at + length <= line.Length; at++) places.TryAdd(Place(line.AsSpan(at, length)), line.Substring(at, length));
        return places;
    }

    public byte[] Write()
    {
        var step = Math.Max(_weights.Max(Math.Abs), 1e-6f) / 127;
        var bytes = new byte[Head + Places];
        "PHM1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4), _bias);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8), step);
        for (var i = 0; i < Places; i++) bytes[Head + i] = unchecked((byte)(sbyte)Math.Round(_weights[i] / step));
        return bytes;
    }

    /// <exception cref="InvalidDataException">Not a model of this shape.</exception>
    public static PhraseModel Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Head + Places || !bytes.StartsWith("PHM1"u8)) throw new InvalidDataException($"expected a phrase model of {Head + Places} bytes that begins with PHM1, found {bytes.Length} bytes");
        var step = BinaryPrimitives.ReadSingleLittleEndian(bytes[8..]);
        var weights = new float[Places];
        for (var i = 0; i < Places; i++) weights[i] = unchecked((sbyte)bytes[Head + i]) * step;
        return new(weights, BinaryPrimitives.ReadSingleLittleEndian(bytes[4..]));
    }

    /// <summary>FNV-1a over the gram's characters and its length, folded.</summary>
    private static int Place(ReadOnlySpan<char> gram)
    {
        var hash = 2166136261u;
        foreach (var c in gram) hash = unchecked((hash ^ c) * 16777619u);
        hash = unchecked((hash ^ (uint)gram.Length) * 16777619u);
        return (int)((hash ^ (hash >> 15)) & (Places - 1));
    }

    private static PhraseModel Load()
    {
        using var stream = typeof(PhraseModel).Assembly.GetManifestResourceStream("tampering/phrases.bin") ?? throw new InvalidOperationException("the phrase model is missing from the build");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.ToArray());
    }
}
