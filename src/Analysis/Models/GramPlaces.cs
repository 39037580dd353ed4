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

    /// <summary>0 when the n-gram is unknown, else (1 + ln((1 + posts) / (1 + posts with it)))², posts counted by weight.</summary>
    internal float SquaredRarity(uint gram)
    {
        var place = _places[NGramHasher.Place(gram)];
        return place >> 16 == NGramHasher.Mark(gram) ? (float)BitConverter.UInt16BitsToHalf((ushort)place) : 0;
    }

    /// <summary>Rarity of whoever owns the place.</summary>
    internal float Rarity(int place) => MathF.Sqrt((float)BitConverter.UInt16BitsToHalf((ushort)_places[place]));

    /// <summary>Gives each place to the n-gram whose posts weigh most; rarity counts posts by their weight too.</summary>
    internal static GramPlaces Of(IEnumerable<(IReadOnlyList<uint> Grams, float Weight)> posts)
    {
        var seen = new Dictionary<uint, (int Posts, float Weight)>();
        var all = 0f;
        foreach (var (grams, weight) in posts)
        {
            all += weight;
            foreach (var gram in grams)
            {
                var before = seen.GetValueOrDefault(gram);
                seen[gram] = (before.Posts + 1, before.Weight + weight);
            }
        }

        var places = new uint[NGramHasher.Buckets];
        var most = new float[NGramHasher.Buckets];
        // In order of the hash, so that equals are settled the same way each time.
        foreach (var (gram, found) in seen.Where(s => s.Value.Posts >= FewestPosts).OrderBy(s => s.Key))
        {
            var place = NGramHasher.Place(gram);
            if (found.Weight <= most[place]) continue;
            most[place] = found.Weight;
            var rarity = MathF.Log((1 + all) / (1 + found.Weight)) + 1;
            places[place] = ((uint)NGramHasher.Mark(gram) << 16) | BitConverter.HalfToUInt16Bits((Half)(rarity * rarity));
        }

        return new GramPlaces(places);
    }
}
