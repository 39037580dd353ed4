using System.Text.Json.Nodes;
using Monitor.Bench.Corpus;
using Monitor.Collectors.Probes.Tampering.Phrases;

namespace Monitor.Bench.Phrases;

/// <summary>
/// Trains the phrase model: logistic regression with AdaGrad, the same weights for the same input. Only the half of the corpus on which the rules were
/// designed is read; other negatives are a third of the hot-list headlines and site words made of parts.
/// </summary>
internal static class PhraseTraining
{
    private const int Rounds = 4;
    private const double Rate = 0.3;
    private const double SpamWeight = 4;
    private const int Headlines = 12_000;

    public static int Write(string output)
    {
        if (CorpusFolder.Find() is not { } corpus)
        {
            Console.Error.WriteLine("no corpus: expected ../shared beside the checkout, or MONITOR_SHARED");
            return 2;
        }

        var random = new Random(1);
        var spam = Half(Path.Combine(corpus, "deface", "tampering-phrases", "phrases.txt")).ToList();
        List<string> normal = [.. Half(Path.Combine(corpus, "deface", "normal-titles", "titles.txt")), .. Hot(corpus, 0).Take(Headlines), .. SiteWords.All(random, 1500)];
        var rows = spam.Select(t => (Places(t), 1)).Concat(normal.Select(t => (Places(t), 0))).Where(r => r.Item1.Length > 0).ToArray();
        var model = Train(rows, random);
        File.WriteAllBytes(output, model.Write());
        var kept = PhraseModel.Read(model.Write());
        var held = Hot(corpus, 1).Select(t => kept.Score(PhraseText.Of(t))).ToList();
        Console.WriteLine($"{spam.Count} spam, {normal.Count} other; of {held.Count} headlines not trained on: {held.Count(s => s >= 0.2)} at 0.2 and more, {held.Count(s => s >= -0.6)} at -0.6 and more");
        return 0;
    }

    private static PhraseModel Train((int[] Places, int Spam)[] rows, Random random)
    {
        var (weights, squares) = (new double[PhraseModel.Places], new double[PhraseModel.Places]);
        Array.Fill(squares, 1e-3);
        var (bias, biasSquares) = (0.0, 1e-3);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(rows);
            foreach (var (places, spam) in rows)
            {
                var norm = 1 / Math.Sqrt(places.Length);
                var sum = bias + (norm * places.Sum(p => weights[p]));
                var error = ((1 / (1 + Math.Exp(-sum))) - spam) * (spam == 1 ? SpamWeight : 1);
                foreach (var p in places)
                {
                    squares[p] += error * norm * error * norm;
                    weights[p] -= Rate * error * norm / Math.Sqrt(squares[p]);
                }

                biasSquares += error * error;
                bias -= Rate * error / Math.Sqrt(biasSquares);
            }
        }

        return new([.. weights.Select(w => (float)w)], (float)bias);
    }

    private static int[] Places(string text) => [.. PhraseModel.Features(PhraseText.Of(text)).Keys];

    private static IEnumerable<string> Half(string file) => File.ReadLines(file).Where(l => !string.IsNullOrWhiteSpace(l) && DefaceScore.IsEven(l));

    /// <summary>Every third headline, from the first, second or third on.</summary>
    private static IEnumerable<string> Hot(string corpus, int third) => Directory.GetFiles(Path.Combine(corpus, "..", "hot-lists"), "*.jsonl").Order(StringComparer.Ordinal)
        .SelectMany(f => File.ReadLines(f)).Where((_, i) => i % 3 == third).Select(l => (string?)JsonNode.Parse(l)!["title"]).OfType<string>();
}
