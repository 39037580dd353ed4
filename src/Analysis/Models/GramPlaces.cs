using Monitor.Analysis.Text;

namespace Monitor.Analysis.Models;

/// <summary>Which n-gram owns each place of a model, and how rare it is among the posts the model learnt from.</summary>
internal sealed class GramPlaces
{
    /// <summary>Seen in one post only, an n-gram says more about that post than about the language.</summary>
    private const int FewestPosts = 2;

    /// <summary>Mark of the owner in the upper half, squared rarity in half precision in the lower; 0 = nobody's.</summary>
    private readonly uint[] _places;

    internal GramPlaces(uint[] places)
    {
        if (places.Length != NGramHasher.Buckets) throw new ArgumentException($"{places.Length} places, expected {NGramHasher.Buckets}.");
        _places = places;
    }

    internal ReadOnlySpan<uint> Packed => _places;

    /// <summary>0 when the n-gram is unknown, else (1 + ln((1 + posts) / (1 + posts with it)))².</summary>
    internal float SquaredRarity(uint gram)
    {
        var place = _places[NGramHasher.Place(gram)];
        return place >> 16 == NGramHasher.Mark(gram) ? (float)BitConverter.UInt16BitsToHalf((ushort)place) : 0;
    }

    /// <summary>Rarity of whoever owns the place.</summary>
    internal float Rarity(int place) => MathF.Sqrt((float)BitConverter.UInt16BitsToHalf((ushort)_places[place]));

    /// <summary>Gives each place to the most common of its n-grams.</summary>
    internal static GramPlaces Of(IEnumerable<IReadOnlyList<uint>> posts)
    {
        var seen = new Dictionary<uint, int>();
        var count = 0;
        foreach (var post in posts)
        {
            count++;
            foreach (var gram in post) seen[gram] = seen.GetValueOrDefault(gram) + 1;
        }

        var places = new uint[NGramHasher.Buckets];
        var most = new int[NGramHasher.Buckets];
        // In order of the hash, so that equals are settled the same way each time.
        foreach (var (gram, n) in seen.Where(s => s.Value >= FewestPosts).OrderBy(s => s.Key))
        {
            var place = NGramHasher.Place(gram);
            if (n <= most[place]) continue;
            most[place] = n;
            var rarity = MathF.Log((1f + count) / (1 + n)) + 1;
            places[place] = ((uint)NGramHasher.Mark(gram) << 16) | BitConverter.HalfToUInt16Bits((Half)(rarity * rarity));
        }

        return new GramPlaces(places);
    }
}
