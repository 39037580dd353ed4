using System.Numerics;
using System.Runtime.InteropServices;

namespace Monitor.Analysis.Duplicates;

/// <summary>
/// MinHash over the set of character bigrams (Broder 1997): the share of equal minima estimates Jaccard similarity.
/// 21 bands of 3 rows: texts alike at .5 meet in some band 94 times in 100, at .6 99 times, at .1 twice.
/// All constants are fixed so the same text gets the same sketch in every process.
/// </summary>
internal static class Sketch
{
    public const int Bands = 21;
    private const int Rows = 3;
    private const int Hashes = 64;
    private const int MaxGrams = 400;

    private static readonly uint[] Multipliers = Constants(0x9E3779B97F4A7C15UL, odd: true);
    private static readonly uint[] Addends = Constants(0xD1B54A32D192ED03UL, odd: false);

    /// <summary>Distinct bigram hashes, ascending. Only the first 400 characters speak: copies share their beginnings.</summary>
    public static uint[] Grams(string text)
    {
        var count = Math.Min(text.Length - 1, MaxGrams);
        if (count <= 0) return [];
        Span<uint> grams = stackalloc uint[count];
        for (var i = 0; i < count; i++) grams[i] = Gram(text[i], text[i + 1]);
        grams.Sort();
        var distinct = 1;
        for (var i = 1; i < count; i++)
        {
            if (grams[i] != grams[i - 1]) grams[distinct++] = grams[i];
        }

        return grams[..distinct].ToArray();
    }

    /// <summary>Hash of one bigram.</summary>
    public static uint Gram(char first, char second) => Mix(((uint)first << 16) | second);

    /// <summary>One bucket key a band.</summary>
    public static uint[] BandKeys(ReadOnlySpan<uint> grams)
    {
        Span<uint> minima = stackalloc uint[Hashes];
        minima.Fill(uint.MaxValue);
        Minimise(grams, minima);
        var keys = new uint[Bands];
        for (var band = 0; band < Bands; band++)
        {
            var key = (uint)band * 0x85EBCA6Bu;
            for (var row = 0; row < Rows; row++) key = Mix(key ^ minima[(band * Rows) + row]);
            keys[band] = key;
        }

        return keys;
    }

    /// <summary>Size of the intersection of two ascending sets.</summary>
    public static int Common(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                common++;
                i++;
                j++;
            }
            else if (a[i] < b[j]) i++;
            else j++;
        }

        return common;
    }

    /// <summary>64-bit FNV-1a; string.GetHashCode differs from process to process.</summary>
    public static ulong Exact(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return hash ^ (hash >> 29);
    }

    private static void Minimise(ReadOnlySpan<uint> grams, Span<uint> minima)
    {
        var vectors = MemoryMarshal.Cast<uint, Vector<uint>>(minima);
        var multipliers = MemoryMarshal.Cast<uint, Vector<uint>>(Multipliers);
        var addends = MemoryMarshal.Cast<uint, Vector<uint>>(Addends);
        foreach (var gram in grams)
        {
            var value = new Vector<uint>(gram);
            for (var v = 0; v < vectors.Length; v++)
                vectors[v] = Vector.Min(vectors[v], (value * multipliers[v]) + addends[v]);
        }
    }

    private static uint Mix(uint x)
    {
        x ^= x >> 16;
        x *= 0x7FEB352Du;
        x ^= x >> 15;
        x *= 0x846CA68Bu;
        return x ^ (x >> 16);
    }

    private static uint[] Constants(ulong seed, bool odd)
    {
        var constants = new uint[Hashes];
        for (var i = 0; i < Hashes; i++)
        {
            seed = (seed * 6364136223846793005UL) + 1442695040888963407UL;
            constants[i] = Mix((uint)(seed >> 32)) | (odd ? 1u : 0u);
        }

        return constants;
    }
}
