using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Monitor.Analysis.Models;
using Monitor.Analysis.Text;

namespace Monitor.Analysis.Training;

/// <summary>Fits ML.NET linear models and writes their weights as a model file. Same data, same file.</summary>
public static class Trainer
{
    private const int Iterations = 100;
    private const float Tolerance = 1e-5f;

    /// <summary>The closed list of tasks; each is one model file.</summary>
    public static IReadOnlyList<string> Tasks { get; } = ["sentiment", "rumour", "topic", "form", "voice"];

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
        var shape = TrainingShape.Of(task);
        var set = TrainingSet.Of(posts, shape);
        log($"{task}: {set.Count} rows");
        var labels = set.Labels;
        if (labels.Count < 2)
        {
            throw new InvalidDataException($"{task}: the data hold {labels.Count} different labels, expected two at least.");
        }

        IReadOnlyList<string> learnt = task == "rumour" ? ["rumor"] : labels;
        var fits = learnt.Select(label => Fit(set, label, shape, ct)).ToList();
        var model = set.Fold(task, learnt, [.. fits.Select(f => f.Weights)], [.. fits.Select(f => f.Bias)]);
        ct.ThrowIfCancellationRequested();
        Directory.CreateDirectory(outputDirectory);
        var path = Path.Combine(outputDirectory, task + ".bin");
        File.WriteAllBytes(path, ModelFile.Write(model));
        log($"wrote {path}");
    }

    /// <summary>One label against all others: on these posts better than one model of all labels together, above all for the rarer forms.</summary>
    private static (float[] Weights, float Bias) Fit(TrainingSet set, string label, TrainingShape shape, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(TrainingRow));
        schema[nameof(TrainingRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, set.Dimension);
        var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = nameof(TrainingRow.IsIt),
            ExampleWeightColumnName = nameof(TrainingRow.Weight),
            NumberOfThreads = 1,
            L1Regularization = 0,
            L2Regularization = shape.L2,
            MaximumNumberOfIterations = Iterations,
            OptimizationTolerance = Tolerance,
        });
        var linear = trainer.Fit(ml.Data.LoadFromEnumerable(set.Against(label), schema)).Model.SubModel;
        return ([.. linear.Weights], linear.Bias);
    }
}
