using System.Text.Json;
using Monitor.Analysis.Duplicates;

namespace Monitor.Bench;

/// <summary>
/// Counts in how many posts each bigram occurs and writes src/Analysis/Duplicates/Tables/rarity.bin. Files: .jsonl with `text` (exam posts),
/// .tsv whose last column is the text (ordinary posts). A bigram is as common as in the kind of post that knows it better.
/// </summary>
internal static class RarityTable
{
    private const double Rarest = 9;
    private const int Seldom = 2;

    public static int Write(string output, IReadOnlyList<string> files)
    {
        var exam = Count(files.Where(f => f.EndsWith(".jsonl", StringComparison.Ordinal)).SelectMany(Posts));
        var plain = Count(files.Where(f => f.EndsWith(".tsv", StringComparison.Ordinal)).SelectMany(f => File.ReadLines(f).Skip(1).Select(l => l[(l.LastIndexOf('\t') + 1)..])));
        var table = new byte[Rarity.Buckets];
        for (var i = 0; i < table.Length; i++)
        {
            var idf = Math.Min(Rarest, Math.Min(Idf(exam, i), Idf(plain, i)));
            table[i] = (byte)Math.Clamp(Math.Round(idf * Rarity.Unit), 1, 255);
        }

        File.WriteAllBytes(output, table);
        Console.WriteLine($"{exam.Posts} exam posts, {plain.Posts} others; {table.Count(b => b >= Rarest * Rarity.Unit)} buckets at the rarest weight");
        return 0;
    }

    private static double Idf((int Posts, int[] Seen) corpus, int bucket) =>
        corpus.Seen[bucket] == 0 ? Rarest : Math.Log((corpus.Posts + 1.0) / corpus.Seen[bucket]);

    private static IEnumerable<string> Posts(string file) =>
        File.ReadLines(file).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!);

    private static (int Posts, int[] Seen) Count(IEnumerable<string> texts)
    {
        var grams = new Dictionary<uint, int>();
        var posts = 0;
        foreach (var text in texts)
        {
            posts++;
            foreach (var gram in Sketch.Grams(StoryText.Normalise(text))) grams[gram] = grams.GetValueOrDefault(gram) + 1;
        }

        var seen = new int[Rarity.Buckets];
        // Those met once or twice are most of all bigrams; summed up in their buckets they would make every rare one look common.
        foreach (var (gram, count) in grams.Where(g => g.Value > Seldom)) seen[Rarity.Bucket(gram)] += count;
        return (posts, seen);
    }
}
