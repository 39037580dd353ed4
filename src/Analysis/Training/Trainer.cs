using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Monitor.Analysis.Models;
using Monitor.Analysis.Text;

namespace Monitor.Analysis.Training;

/// <summary>Fits ML.NET linear models and writes their weights as a model file. Same data, same file.</summary>
public static class Trainer
{
    /// <summary>Chosen on the development posts; topic and form learn from our own posts alone.</summary>
    private const float OwnPostsL2 = 0.05f;

    private const float RumourL2 = 0.03f;
    private const float SentimentL2 = 0.3f;
    private const int Iterations = 100;

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

        var posts = dataFiles.SelectMany(f => LabelledReader.Read(task, f, log)).ToList();
        ct.ThrowIfCancellationRequested();
        var twoVoices = task is "rumour" or "sentiment";
        var set = TrainingSet.Of(posts, twoVoices, balanced: task != "rumour");
        log($"{task}: {set.Rows.Count} rows");
        var labels = set.Rows.Select(r => r.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < 2)
        {
            throw new InvalidDataException($"{task}: the data hold {labels.Length} different labels, expected two at least.");
        }

        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(TrainingRow));
        schema[nameof(TrainingRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, set.Dimension);
        var data = ml.Data.LoadFromEnumerable(set.Rows, schema);
        var (learnt, bias) = task == "rumour" ? Rumour(ml, data) : OneOf(ml, data, task, set.Dimension);
        var (weights, biases) = set.Fold(learnt, bias);
        string[] named = task == "rumour" ? ["rumor"] : labels;
        var model = new LinearModel(task, "", twoVoices ? [.. named.Select(l => LinearModel.ExamVoice + l), .. named.Select(l => LinearModel.GeneralVoice + l)] : named, weights, biases);
        ct.ThrowIfCancellationRequested();
        Directory.CreateDirectory(outputDirectory);
        var path = Path.Combine(outputDirectory, task + ".bin");
        File.WriteAllBytes(path, ModelFile.Write(model));
        log($"wrote {path}");
    }

    private static (IReadOnlyList<float[]> Weights, IReadOnlyList<float> Bias) Rumour(MLContext ml, IDataView data)
    {
        var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = nameof(TrainingRow.Risky),
            ExampleWeightColumnName = nameof(TrainingRow.Weight),
            NumberOfThreads = 1,
            L1Regularization = 0,
            L2Regularization = RumourL2,
            MaximumNumberOfIterations = Iterations,
        });
        var linear = trainer.Fit(data).Model.SubModel;
        return ([[.. linear.Weights]], [linear.Bias]);
    }

    private static (IReadOnlyList<float[]> Weights, IReadOnlyList<float> Bias) OneOf(MLContext ml, IDataView data, string task, int dimension)
    {
        var keyed = ml.Transforms.Conversion.MapValueToKey("Key", nameof(TrainingRow.Label),
            keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(data).Transform(data);
        var trainer = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = "Key",
            ExampleWeightColumnName = nameof(TrainingRow.Weight),
            NumberOfThreads = 1,
            L1Regularization = 0,
            L2Regularization = task == "sentiment" ? SentimentL2 : OwnPostsL2,
            MaximumNumberOfIterations = Iterations,
        });
        var fitted = trainer.Fit(keyed).Model;
        VBuffer<float>[]? vectors = null;
        fitted.GetWeights(ref vectors!, out _);
        return ([.. vectors.Select(v => { var dense = new float[dimension]; v.CopyTo(dense); return dense; })], [.. fitted.GetBiases()]);
    }
}
