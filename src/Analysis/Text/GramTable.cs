using System.Numerics;

namespace Monitor.Analysis.Text;

/// <summary>Counts equal n-grams of one post. Emptied by raising a stamp, so a post costs nothing but its own n-grams.</summary>
internal sealed class GramTable
{
    private int[] _stamp = new int[4096];
    private int[] _slot = new int[4096];
    private int _now;

    /// <summary>Makes room for this many distinct n-grams and forgets the last post.</summary>
    internal void Reset(int most)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4096, most * 2));
        if (_stamp.Length < size)
        {
            _stamp = new int[size];
            _slot = new int[size];
            _now = 0;
        }

        _now++;
    }

    /// <summary>Adds one occurrence; returns the new length of the list of distinct n-grams, whose counts stand in <paramref name="counts"/>.</summary>
    internal int Add(uint gram, uint[] grams, float[] counts, int length)
    {
        var mask = _stamp.Length - 1;
        var at = (int)(gram >> 7) & mask;
        while (_stamp[at] == _now)
        {
            if (grams[_slot[at]] == gram)
            {
                counts[_slot[at]]++;
                return length;
            }

            at = (at + 1) & mask;
        }

        _stamp[at] = _now;
        _slot[at] = length;
        grams[length] = gram;
        counts[length] = 1;
        return length + 1;
    }
}
