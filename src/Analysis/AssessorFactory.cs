using Monitor.Analysis.Models;
using Monitor.Analysis.Training;
using Monitor.Analysis.Transformer;
using Monitor.Core.Contracts;

namespace Monitor.Analysis;

/// <summary>Loads the models: those built in, or those of a directory a training run wrote.</summary>
public static class AssessorFactory
{
    /// <param name="directory">Null = the built-in models.</param>
    /// <param name="transformer">A second opinion beside them; without a folder named, none is loaded nor any of its libraries touched.</param>
    /// <exception cref="ModelLoadException">A model file is missing, damaged, or of another version.</exception>
    public static IAssessor Load(string? directory = null, TransformerOptions? transformer = null)
    {
        // Unpacking is what takes the time of a start, and each file stands for itself.
        var reads = Trainer.Tasks.ToDictionary(t => t, t => Task.Run(() => Read(directory, t)), StringComparer.Ordinal);
        // All of them, also when one fails: whoever mends the files must not find one still open.
        Task.WhenAll(reads.Values).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        LinearModel Of(string task) => reads[task].GetAwaiter().GetResult();
        return new Assessor(
            Of("sentiment"), Of("rumour"), Of("topic"), Of("form"), Of("voice"),
            transformer is { InUse: true } ? TransformerLoader.Load(transformer) : null);
    }

    private static LinearModel Read(string? directory, string task)
    {
        var name = directory is null ? $"models/{task}.bin" : Path.Combine(directory, task + ".bin");
        try
        {
            using var stream = directory is null
                ? typeof(AssessorFactory).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException("not built in")
                : File.OpenRead(name);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return ModelFile.Read(copy.ToArray(), name, task);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException($"Model file {name} cannot be opened: {e.Message}", e);
        }
    }
}
