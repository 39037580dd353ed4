using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Monitor.Analysis.Models;
using Monitor.Analysis.Text;

namespace Monitor.Analysis.Training;

/// <summary>Fits ML.NET linear models and writes their weights as a model file. Same data, same file.</summary>
public static class Trainer
{
    /// <summary>Topic and form learn from our own posts alone: few, short and each counted eight times.</summary>
    private const float OwnPostsL2 = 0.05f;

    /// <summary>The closed list of tasks; each is one model file.</summary>
    public static IReadOnlyList<string> Tasks { get; } = ["sentiment", "rumour", "topic", "form"];

    /// <param name="task">One of <see cref="Tasks"/>.</param>
    /// <exception cref="ArgumentException">Another task.</exception>
    public static void Train(string task, IReadOnlyList<string> dataFiles, string outputDirectory, Action<string> log, CancellationToken ct)
    {
        if (!Tasks.Contains(task))
        {
            throw new ArgumentException($"Unknown task '{task}', expected {string.Join(", ", Tasks)}.", nameof(task));
        }

        var rows = dataFiles.SelectMany(f => LabelledReader.Read(task, f, log)).Select(Row.From).ToList();
        ct.ThrowIfCancellationRequested();
        log($"{task}: {rows.Count} rows");
        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, NGramHasher.Dimension);
        var data = ml.Data.LoadFromEnumerable(rows, schema);
        var labels = rows.Select(r => r.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < 2)
        {
            throw new InvalidDataException($"{task}: the data hold {labels.Length} different labels, expected two at least.");
        }

        var model = task == "rumour" ? Rumour(ml, data) : OneOf(ml, data, task, labels);
        ct.ThrowIfCancellationRequested();
        Directory.CreateDirectory(outputDirectory);
        var path = Path.Combine(outputDirectory, task + ".bin");
        File.WriteAllBytes(path, ModelFile.Write(model));
        log($"wrote {path}");
    }

    private static LinearModel Rumour(MLContext ml, IDataView data)
    {
        var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = nameof(Row.Risky), ExampleWeightColumnName = nameof(Row.Weight), NumberOfThreads = 1,
            L1Regularization = 0, L2Regularization = 1, MaximumNumberOfIterations = 60,
        });
        var linear = trainer.Fit(data).Model.SubModel;
        return new LinearModel("rumour", "", ["rumor"], [.. linear.Weights], [linear.Bias]);
    }

    private static LinearModel OneOf(MLContext ml, IDataView data, string task, string[] labels)
    {
        var keyed = ml.Transforms.Conversion.MapValueToKey("Key", nameof(Row.Label),
            keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(data).Transform(data);
        var trainer = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = "Key", ExampleWeightColumnName = nameof(Row.Weight), NumberOfThreads = 1,
            L1Regularization = 0, L2Regularization = task == "sentiment" ? 0.3f : OwnPostsL2, MaximumNumberOfIterations = 80,
        });
        var fitted = trainer.Fit(keyed).Model;
        VBuffer<float>[]? vectors = null;
        fitted.GetWeights(ref vectors!, out var classes);
        var weights = new float[NGramHasher.Dimension * classes];
        for (var k = 0; k < classes; k++)
        {
            foreach (var (index, value) in vectors[k].Items())
            {
                weights[(index * classes) + k] = value;
            }
        }

        return new LinearModel(task, "", labels, weights, [.. fitted.GetBiases()]);
    }

    private sealed class Row
    {
        public bool Risky { get; set; }

        public string Label { get; set; } = "";

        public float Weight { get; set; }

        public VBuffer<float> Features { get; set; }

        internal static Row From(LabelledPost post)
        {
            var buffer = new FeatureBuffer();
            NGramHasher.Fill(TextNormaliser.Normalise(PostText.Prepare(post.Text)), buffer);
            var values = new SortedDictionary<int, float>();
            foreach (var index in buffer.Index.AsSpan(0, buffer.Count))
            {
                values[index] = values.GetValueOrDefault(index) + buffer.Value;
            }

            foreach (var cue in Cues.All.Where(buffer.Has))
            {
                values[NGramHasher.Buckets + cue.Bit] = 1;
            }

            return new Row
            {
                Risky = post.Label == "rumor",
                Label = post.Label,
                Weight = post.Weight,
                Features = new VBuffer<float>(NGramHasher.Dimension, values.Count, [.. values.Values], [.. values.Keys]),
            };
        }
    }
}
